"""Questions as trainers edit them, and their immutable versions as learners meet them."""

from __future__ import annotations

from hashlib import sha256
from typing import Any, ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from polymorphic.models import PolymorphicModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable
from wagtail.search import index

from assessments.enums import QuestionStatus
from assessments.kinds import Content
from assessments.kinds.single_choice import SINGLE_CHOICE
from outreach.models import Provision
from people.folding import fold


class QuestionCategory(models.Model):
    """A drawer of the question bank; quizzes draw from drawers."""

    name = models.CharField(_("name"), max_length=120, unique=True)

    class Meta:
        verbose_name = _("question category")
        verbose_name_plural = _("question categories")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Question(index.Indexed, PolymorphicModel):
    """A question of the bank, whatever its kind. What attempts show is a version; editing makes the next one."""

    category = models.ForeignKey(QuestionCategory, models.PROTECT, related_name="questions", verbose_name=_("category"))
    stem = models.TextField(_("question"))
    explanation = models.TextField(_("explanation"), blank=True, help_text=_("Shown with the result, never before."))
    basis = models.ForeignKey(
        Provision, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("legal basis")
    )
    basis_note = models.CharField(
        _("legal basis in words"), max_length=255, blank=True, help_text=_("When the basis is not a provision.")
    )
    difficulty = models.PositiveSmallIntegerField(
        _("difficulty"), default=1, choices=[(1, _("Easy")), (2, _("Medium")), (3, _("Hard"))]
    )
    status = models.CharField(_("status"), max_length=10, choices=QuestionStatus, default=QuestionStatus.DRAFT)
    current_version = models.ForeignKey(
        "assessments.QuestionVersion", models.PROTECT, null=True, editable=False, related_name="+"
    )

    search_fields: ClassVar[list[Any]] = [
        index.SearchField("folded_text"),
        index.AutocompleteField("folded_text"),
        *(index.FilterField(name) for name in ("category_id", "difficulty", "status")),
    ]

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ("pk",)
        indexes = [models.Index(fields=["category", "status"], name="question_by_category")]

    def __str__(self) -> str:
        return self.stem

    def folded_text(self) -> str:
        """Stem and explanation without marks, for search in the bank."""
        return fold(f"{self.stem} {self.explanation}")

    # A kind of question overrides these two.
    kind_name: ClassVar[str] = ""

    def content(self) -> Content:
        """What the kind needs to show and mark the question, as plain JSON."""
        raise NotImplementedError(f"{type(self).__name__} does not say what it holds")


class SingleChoiceQuestion(Question, ClusterableModel):
    """A question with exactly one right option."""

    kind_name = SINGLE_CHOICE.name
    panels: ClassVar[list[Any]] = [
        MultiFieldPanel([FieldPanel("stem"), InlinePanel("options", min_num=2, max_num=8, label=_("Option"))]),
        MultiFieldPanel(
            [FieldPanel("explanation"), FieldPanel("basis"), FieldPanel("basis_note")], heading=_("After submission")
        ),
        MultiFieldPanel([FieldPanel("category"), FieldPanel("difficulty"), FieldPanel("status")], heading=_("Bank")),
    ]

    class Meta:
        verbose_name = _("single choice question")
        verbose_name_plural = _("single choice questions")

    def content(self) -> Content:
        """Options in the trainer's order. Browsers see the keys, so a key says nothing about that order: many a trainer
        writes the right option first."""
        return {
            "options": [
                {"key": option.key, "text": option.text, "correct": option.is_correct} for option in self.options.all()
            ]
        }


class SingleChoiceOption(Orderable):
    """An option of a single choice question. The form checks that exactly one is right and no two say the same."""

    question = ParentalKey(
        SingleChoiceQuestion, on_delete=models.CASCADE, related_name="options", verbose_name=_("question")
    )
    text = models.CharField(_("text"), max_length=600)
    is_correct = models.BooleanField(_("right answer"), default=False)

    panels: ClassVar[list[Any]] = [FieldPanel("text"), FieldPanel("is_correct")]

    class Meta(Orderable.Meta):
        verbose_name = _("option")
        verbose_name_plural = _("options")

    def __str__(self) -> str:
        return self.text

    @property
    def key(self) -> str:
        """Its name in versions and answers: the same for the same text, so an unchanged question stays the same."""
        return sha256(self.text.encode()).hexdigest()[:8]


class QuestionVersion(models.Model):
    """A question as it was when it was saved. Never changed: attempts point here, so they can always be read and
    marked again exactly as they were."""

    question = models.ForeignKey(Question, models.PROTECT, related_name="versions", verbose_name=_("question"))
    number = models.PositiveIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=40)
    stem = models.TextField(_("question"))
    content = models.JSONField(_("content"), encoder=DjangoJSONEncoder)
    explanation = models.TextField(_("explanation"), blank=True)
    basis = models.ForeignKey(
        Provision, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("legal basis")
    )
    # In words as well: the version must still say its basis when the document is gone from the library.
    basis_text = models.CharField(_("legal basis in words"), max_length=400, blank=True)
    created_at = models.DateTimeField(_("saved at"), auto_now_add=True)

    class Meta:
        verbose_name = _("question version")
        verbose_name_plural = _("question versions")
        ordering = ("question", "-number")
        constraints = [models.UniqueConstraint(fields=["question", "number"], name="question_version_number_once")]

    def __str__(self) -> str:
        return f"{self.question_id}/{self.number}"
