"""Units, boards, audiences, roles and the names the law gives, in the admin."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from people.enums import KEEPING_ROLES, Role
from people.models import (
    Audience,
    Board,
    BoardKind,
    BoardMembership,
    BoardRole,
    BoardTerm,
    OrganisationUnit,
    Position,
    Propagandist,
    RoleAssignment,
    StaffGroup,
    UnitSuccession,
    User,
)
from people.permissions import Viewer, boards_in_scope, has_role, people_in_scope
from people.selectors import board_state, people_matching
from people.services import sync_groups
from people.viewsets.scoped import Inspect, ScopedForm, ScopedViewSet, keeping, seeing

DATES = FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")])


class NamesViewSet(ScopedViewSet):
    """Names the law gives: whoever sees people reads them, administrators change them for everybody."""

    list_display = ("name", "starts_on", "ends_on")
    search_fields = ("name",)
    panels: ClassVar[list[Any]] = [FieldPanel("name"), DATES]

    def seen(self, user: Viewer) -> QuerySet[Any]:
        return self.model.objects.all()

    kept = seen

    def may_change(self, user: Viewer) -> bool:
        """Administrators, because every ward uses the same rows."""
        return has_role(user, Role.ADMINISTRATOR)


class PositionViewSet(NamesViewSet):
    model = Position
    icon = "tag"


class StaffGroupViewSet(NamesViewSet):
    model = StaffGroup
    icon = "group"


class BoardRoleViewSet(NamesViewSet):
    model = BoardRole
    icon = "tag"
    panels: ClassVar[list[Any]] = [FieldPanel("name"), FieldPanel("is_head"), FieldPanel("is_deputy"), DATES]


class BoardKindViewSet(NamesViewSet):
    model = BoardKind
    icon = "list-ul"
    panels: ClassVar[list[Any]] = [
        FieldPanel("name"),
        FieldPanel("code"),
        FieldPanel("basis"),
        FieldRowPanel([FieldPanel("at_least"), FieldPanel("at_most"), FieldPanel("deputies_at_most")]),
        FieldRowPanel([FieldPanel("is_per_project"), FieldPanel("by_election_months")]),
        FieldPanel("excluded_groups", widget=forms.CheckboxSelectMultiple),
        DATES,
    ]


class UnitForm(ScopedForm):
    """A unit with its place in the tree. The place is chosen once: a unit that moves is another unit."""

    parent: forms.ModelChoiceField[OrganisationUnit] = forms.ModelChoiceField(
        OrganisationUnit.objects.all(), label=_("below"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["parent"]
        else:
            self.fields["parent"].required = not self.for_user.is_superuser

    def save(self, commit: bool = True) -> OrganisationUnit:
        """Put a new unit into the tree."""
        unit: OrganisationUnit = super().save(commit=False)
        if unit.pk:
            unit.save()
        elif (parent := self.cleaned_data["parent"]) is not None:
            parent.add_child(instance=unit)
        else:
            OrganisationUnit.add_root(instance=unit)
        return unit


class UnitViewSet(ScopedViewSet):
    """Units in the order of the tree."""

    model = OrganisationUnit
    icon = "folder-inverse"
    base_form_class = UnitForm
    list_display = ("name", "code", "kind", "starts_on", "ends_on")
    list_filter = ("kind",)
    search_fields = ("name", "code")
    ordering = ("path",)
    inspect_view_fields: ClassVar[list[str]] = ["name", "code", "kind", "starts_on", "ends_on"]
    panels: ClassVar[list[Any]] = [
        FieldPanel("parent", heading=_("below")),
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("code"), FieldPanel("kind")]),
        DATES,
    ]

    def seen(self, user: Viewer) -> QuerySet[Any]:
        return seeing(user)

    def kept(self, user: Viewer) -> QuerySet[Any]:
        return keeping(user)


class SuccessionViewSet(ScopedViewSet):
    """Which unit stands in for which, from when, by which document."""

    model = UnitSuccession
    icon = "resubmit"
    list_display = ("predecessor", "successor", "on", "basis")
    panels: ClassVar[list[Any]] = [
        FieldPanel("predecessor"),
        FieldPanel("successor"),
        FieldRowPanel([FieldPanel("on"), FieldPanel("basis")]),
    ]

    def seen(self, user: Viewer) -> QuerySet[Any]:
        units = seeing(user).values("pk")
        return UnitSuccession.objects.filter(Q(predecessor__in=units) | Q(successor__in=units)).select_related(
            "predecessor", "successor"
        )

    def kept(self, user: Viewer) -> QuerySet[Any]:
        units = keeping(user).values("pk")
        return UnitSuccession.objects.filter(predecessor__in=units, successor__in=units)

    def may_change(self, user: Viewer) -> bool:
        """Administrators: taking over a unit's records widens what many people see."""
        return has_role(user, Role.ADMINISTRATOR)


class BoardInspect(Inspect):
    """The board with its members, vacancies and what the law would object to."""

    template_name = "people/board.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(state=board_state(self.object), **kwargs)


class BoardViewSet(ScopedViewSet):
    model = Board
    icon = "group"
    inspect_view_class = BoardInspect
    inspect_template_name = "people/board.html"
    list_display = ("name", "kind", "ward", "project", "starts_on", "ends_on")
    list_filter = ("kind",)
    search_fields = ("name", "project")
    panels: ClassVar[list[Any]] = [
        FieldPanel("kind"),
        FieldPanel("name"),
        FieldPanel("ward"),
        FieldRowPanel([FieldPanel("project"), FieldPanel("seats")]),
        DATES,
    ]

    def seen(self, user: Viewer) -> QuerySet[Any]:
        return boards_in_scope(user).select_related("kind", "ward")

    def kept(self, user: Viewer) -> QuerySet[Any]:
        return boards_in_scope(user, KEEPING_ROLES)


class TermViewSet(ScopedViewSet):
    model = BoardTerm
    icon = "date"
    list_display = ("board", "name", "starts_on", "ends_on", "decision")
    panels: ClassVar[list[Any]] = [FieldPanel("board"), FieldPanel("name"), DATES, FieldPanel("decision")]

    def seen(self, user: Viewer) -> QuerySet[Any]:
        return BoardTerm.objects.filter(board__in=boards_in_scope(user).values("pk")).select_related("board")

    def kept(self, user: Viewer) -> QuerySet[Any]:
        return BoardTerm.objects.filter(board__in=boards_in_scope(user, KEEPING_ROLES).values("pk"))


class SeatForm(ScopedForm):
    """A seat may go to anybody with an account here, also to one without a post or seat so far: that is how members of
    boards, who are never staff, come to belong."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people_in_scope(self.for_user) | User.objects.filter(
            memberships__isnull=True, board_memberships__isnull=True
        )


class SeatViewSet(ScopedViewSet):
    model = BoardMembership
    icon = "user"
    base_form_class = SeatForm
    list_display = ("person", "role", "term", "starts_on", "ends_on")
    list_filter = ("role",)
    search_fields = ("person__search_name",)
    panels: ClassVar[list[Any]] = [FieldPanel("person"), FieldPanel("term"), FieldPanel("role"), DATES]

    def seen(self, user: Viewer) -> QuerySet[Any]:
        boards = boards_in_scope(user).values("pk")
        return BoardMembership.objects.filter(term__board__in=boards).select_related("person", "role", "term__board")

    def kept(self, user: Viewer) -> QuerySet[Any]:
        return BoardMembership.objects.filter(term__board__in=boards_in_scope(user, KEEPING_ROLES).values("pk"))


class PropagandistViewSet(ScopedViewSet):
    model = Propagandist
    icon = "openquote"
    list_display = ("person", "ward", "area", "decision_number", "decided_on", "dismissed_on")
    search_fields = ("person__search_name", "decision_number")
    panels: ClassVar[list[Any]] = [
        FieldPanel("person"),
        FieldRowPanel([FieldPanel("ward"), FieldPanel("area")]),
        FieldRowPanel([FieldPanel("decision_number"), FieldPanel("decided_on")]),
        MultiFieldPanel(
            [FieldPanel("dismissed_on"), FieldPanel("dismissal_number"), FieldPanel("dismissal_reason")],
            heading=_("Dismissal"),
        ),
    ]

    def seen(self, user: Viewer) -> QuerySet[Any]:
        return Propagandist.objects.filter(ward__in=seeing(user).values("pk")).select_related("person", "ward")

    def kept(self, user: Viewer) -> QuerySet[Any]:
        return Propagandist.objects.filter(ward__in=keeping(user).values("pk"))


class AudienceInspect(Inspect):
    """Who the audience means today, or on the day asked for: how many, and the first of them."""

    template_name = "people/audience.html"
    shown_at_most = 100

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = DayForm(self.request.GET or None)
        day = form.cleaned_data["on"] if form.is_valid() else None
        people = people_matching(self.object, on=day)
        seen = people.filter(pk__in=people_in_scope(self.request.user).values("pk"))
        return super().get_context_data(
            form=form, day=day, count=people.count(), people=seen[: self.shown_at_most], **kwargs
        )


class DayForm(forms.Form):
    """As of which day."""

    on = forms.DateField(label=_("As of"), required=False, widget=forms.DateInput(attrs={"type": "date"}))


class AudienceViewSet(ScopedViewSet):
    model = Audience
    icon = "view"
    inspect_view_class = AudienceInspect
    inspect_template_name = "people/audience.html"
    may_delete = True
    list_display = ("name", "unit")
    search_fields = ("name",)
    panels: ClassVar[list[Any]] = [
        FieldPanel("name"),
        FieldPanel("unit"),
        InlinePanel(
            "rules",
            label=_("Rule"),
            panels=[
                FieldRowPanel([FieldPanel("unit"), FieldPanel("with_below")]),
                FieldRowPanel([FieldPanel("position"), FieldPanel("staff_group")]),
                FieldRowPanel([FieldPanel("board_kind"), FieldPanel("board"), FieldPanel("board_role")]),
            ],
        ),
        FieldPanel("note"),
    ]

    def seen(self, user: Viewer) -> QuerySet[Any]:
        return Audience.objects.filter(unit__in=seeing(user).values("pk")).select_related("unit")

    def kept(self, user: Viewer) -> QuerySet[Any]:
        return Audience.objects.filter(unit__in=keeping(user).values("pk"))


class RoleForm(ScopedForm):
    """A keeper gives no more than they have: human resources may not make administrators."""

    def clean_role(self) -> str:
        """Refuse roles above one's own."""
        role: str = self.cleaned_data["role"]
        if role == Role.ADMINISTRATOR and not has_role(self.for_user, Role.ADMINISTRATOR):
            raise forms.ValidationError(_("Only an administrator makes administrators."))
        return role


class RoleViewSet(ScopedViewSet):
    """Who does what for which unit or board."""

    model = RoleAssignment
    icon = "key"
    base_form_class = RoleForm
    list_display = ("person", "role", "unit", "board", "starts_on", "ends_on")
    list_filter = ("role",)
    search_fields = ("person__search_name",)
    panels: ClassVar[list[Any]] = [
        FieldPanel("person"),
        FieldPanel("role"),
        FieldRowPanel([FieldPanel("unit"), FieldPanel("board")]),
        DATES,
    ]

    def seen(self, user: Viewer) -> QuerySet[Any]:
        units, boards = seeing(user).values("pk"), boards_in_scope(user).values("pk")
        found = RoleAssignment.objects.filter(Q(unit__in=units) | Q(board__in=boards))
        return found.select_related("person", "unit", "board")

    def kept(self, user: Viewer) -> QuerySet[Any]:
        units, boards = keeping(user).values("pk"), boards_in_scope(user, KEEPING_ROLES).values("pk")
        own = RoleAssignment.objects.filter(Q(unit__in=units) | Q(board__in=boards))
        return own if has_role(user, Role.ADMINISTRATOR) else own.exclude(role=Role.ADMINISTRATOR)

    def saved(self, instance: RoleAssignment) -> None:
        sync_groups(instance.person)


ORGANISATION = (
    UnitViewSet("people_unit", url_prefix="don-vi"),
    SuccessionViewSet("people_succession", url_prefix="ke-thua-don-vi"),
    BoardViewSet("people_board", url_prefix="ban"),
    TermViewSet("people_term", url_prefix="nhiem-ky"),
    SeatViewSet("people_seat", url_prefix="thanh-vien-ban"),
    PropagandistViewSet("people_propagandist", url_prefix="tuyen-truyen-vien"),
    AudienceViewSet("people_audience", url_prefix="doi-tuong"),
    RoleViewSet("people_role", url_prefix="vai-tro"),
    PositionViewSet("people_position", url_prefix="chuc-danh"),
    StaffGroupViewSet("people_staff_group", url_prefix="nhom-can-bo"),
    BoardKindViewSet("people_board_kind", url_prefix="loai-ban"),
    BoardRoleViewSet("people_board_role", url_prefix="vai-tro-trong-ban"),
)
