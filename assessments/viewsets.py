"""The question bank and quizzes in the admin."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import ObjectList
from wagtail.snippets.views.snippets import CreateView, EditView, IndexView, SnippetViewSet, SnippetViewSetGroup

from assessments import services
from assessments.models import QuestionCategory, QuizActivity, SingleChoiceQuestion
from people.folding import fold


class SingleChoiceForm(WagtailAdminModelForm):
    """Checks across options: exactly one right answer, no two options alike."""

    def clean(self) -> dict[str, Any]:
        """Count the right answers of the options that stay."""
        cleaned: dict[str, Any] = super().clean()
        options = [
            form.cleaned_data
            for form in self.formsets["options"].forms
            if form.is_valid() and form.cleaned_data.get("text") and not form.cleaned_data.get("DELETE")
        ]
        if sum(option["is_correct"] for option in options) != 1:
            raise ValidationError(_("Mark exactly one option as the right answer."))
        texts = [option["text"].strip().casefold() for option in options]
        if len(set(texts)) != len(texts):
            raise ValidationError(_("Two options say the same. Change or delete one."))
        return cleaned


class VersioningCreateView(CreateView):
    """Adding a question records its first version."""

    def save_instance(self) -> SingleChoiceQuestion:
        question: SingleChoiceQuestion = super().save_instance()
        services.record_version(question)
        return question


class VersioningEditView(EditView):
    """Saving a question records the next version; attempts keep the ones they began with."""

    def save_instance(self) -> SingleChoiceQuestion:
        question: SingleChoiceQuestion = super().save_instance()
        services.record_version(question)
        return question


class FoldingIndexView(IndexView):
    """The list; what is searched for is folded, as the index is, so that marks make no difference."""

    @cached_property
    def search_query(self) -> str:
        return fold(super().search_query)


class SingleChoiceQuestionViewSet(SnippetViewSet):
    """Single choice questions."""

    model = SingleChoiceQuestion
    icon = "help"
    menu_label = _("Questions")
    list_display = ("stem", "category", "difficulty", "status")
    list_filter = ("category", "status", "difficulty")
    list_per_page = 50
    index_view_class = FoldingIndexView
    add_view_class = VersioningCreateView
    edit_view_class = VersioningEditView
    edit_handler = ObjectList(SingleChoiceQuestion.panels, base_form_class=SingleChoiceForm)


class QuestionCategoryViewSet(SnippetViewSet):
    """Drawers of the bank."""

    model = QuestionCategory
    icon = "folder-open-inverse"
    menu_label = _("Categories")


class QuizViewSet(SnippetViewSet):
    """Quizzes: put into a lesson by the activity block."""

    model = QuizActivity
    icon = "list-ol"
    menu_label = _("Quizzes")
    list_display = ("title", "question_count", "minutes", "pass_percent", "attempts_allowed")


class AssessmentsGroup(SnippetViewSetGroup):
    """One menu for the bank and the quizzes."""

    items = (SingleChoiceQuestionViewSet, QuizViewSet, QuestionCategoryViewSet)
    menu_label = _("Question bank")
    menu_icon = "help"
    menu_order = 310
