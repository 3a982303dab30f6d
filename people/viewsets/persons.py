"""People in the admin: the list, a person's record with its history, and the chooser every form uses."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView, ChosenMultipleView, ChosenView
from wagtail.admin.viewsets.chooser import ChooserViewSet

from people.folding import fold
from people.models import BoardMembership, Membership, OrganisationUnit, Position, RoleAssignment, StaffGroup, User
from people.permissions import Viewer, people_in_scope, people_to_keep, units_in_scope
from people.selectors import posts_of
from people.services import log
from people.viewsets.scoped import Create, Edit, Index, Inspect, ScopedForm, ScopedViewSet


def named(people: QuerySet[User], query: str) -> QuerySet[User]:
    """People whose name, user name or staff number holds every word typed; marks and case do not matter."""
    for word in fold(query).split():
        people = people.filter(search_name__contains=word)
    return people


def _units(request: HttpRequest | None) -> QuerySet[OrganisationUnit]:
    return units_in_scope(request.user) if request is not None else OrganisationUnit.objects.none()


class PeopleFilterSet(WagtailFilterSet):
    """By unit with all below it, position and staff group, of today's posts; and who may still sign in."""

    unit = django_filters.ModelChoiceFilter(queryset=_units, method="filter_unit", label=_("Unit"))
    position = django_filters.ModelChoiceFilter(
        queryset=Position.objects.all(), method="filter_post", label=_("Position")
    )
    staff_group = django_filters.ModelChoiceFilter(
        queryset=StaffGroup.objects.all(), method="filter_post", label=_("Staff group")
    )

    class Meta:
        model = User
        fields = ["is_active"]

    def filter_unit(self, people: QuerySet[User], name: str, unit: OrganisationUnit) -> QuerySet[User]:
        """Posts of today in the unit or below it."""
        here = Membership.objects.today().filter(unit__path__startswith=unit.path)
        return people.filter(pk__in=here.values("person_id"))

    def filter_post(self, people: QuerySet[User], name: str, value: Position | StaffGroup) -> QuerySet[User]:
        """Posts of today with this position or staff group."""
        return people.filter(pk__in=Membership.objects.today().filter(**{name: value}).values("person_id"))


class PostColumn(Column):
    """Where the person belongs today."""

    def get_value(self, instance: Any) -> str:
        post = instance.post
        return ", ".join(part for part in (post.title, post.unit) if part) if post else ""


class PeopleIndex(Index):
    """The list, in the Vietnamese order of names."""

    def search_queryset(self, queryset: QuerySet[User]) -> QuerySet[User]:
        return named(queryset, self.search_query) if self.is_searching else queryset

    def paginate_queryset(self, queryset: Any, page_size: int) -> Any:
        """The people of the page with their posts: one look for all of them."""
        paginator, page, people, is_paginated = super().paginate_queryset(queryset, page_size)
        people = list(people)
        posts = posts_of([person.pk for person in people])
        for person in people:
            person.post = posts.get(person.pk)
        page.object_list = people
        return paginator, page, people, is_paginated


class PersonForm(ScopedForm):
    """Who somebody is. What is empty is kept as "not known", so that two people without a phone number do not clash."""

    class Meta:
        widgets: ClassVar[dict[str, Any]] = {"born_on": forms.DateInput(attrs={"type": "date"})}


class PersonCreate(Create):
    """A new account has no password: an invitation lets its owner set one."""

    def save_instance(self) -> User:
        self.form.instance.set_unusable_password()
        person: User = super().save_instance()
        return person


class PersonInspect(Inspect):
    """A person's record. That somebody looked is written down (Luật 91/2025/QH15: the person may ask who did)."""

    template_name = "people/person.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        log(self.request.user, "people.view", self.object)
        person = self.object
        return super().get_context_data(
            person=person,
            posts=Membership.objects.filter(person=person)
            .select_related("unit", "position", "staff_group")
            .order_by("-starts_on", "-pk"),
            seats=BoardMembership.objects.filter(person=person)
            .select_related("role", "term__board")
            .order_by("-starts_on", "-pk"),
            roles=RoleAssignment.objects.filter(person=person).select_related("unit", "board"),
            may_keep=people_to_keep(self.request.user).filter(pk=person.pk).exists(),
            **kwargs,
        )


class PersonViewSet(ScopedViewSet):
    """People in scope."""

    model = User
    icon = "user"
    menu_label = _("People")
    index_view_class = PeopleIndex
    add_view_class = PersonCreate
    edit_view_class = Edit
    inspect_view_class = PersonInspect
    inspect_template_name = "people/person.html"
    base_form_class = PersonForm
    filterset_class = PeopleFilterSet
    search_fields = ("search_name",)
    ordering = ("sort_name", "pk")
    list_display = ("__str__", "username", PostColumn("post", label=_("Post")), BooleanColumn("is_active"))
    panels: ClassVar[list[Any]] = [
        FieldPanel("username"),
        FieldRowPanel([FieldPanel("last_name", heading=_("Family and middle names")), FieldPanel("first_name")]),
        FieldRowPanel([FieldPanel("born_on"), FieldPanel("staff_number")]),
        FieldRowPanel([FieldPanel("email"), FieldPanel("phone")]),
        FieldPanel("identity_number"),
        FieldPanel("is_active"),
    ]

    def seen(self, user: Viewer) -> QuerySet[User]:
        return people_in_scope(user)

    def kept(self, user: Viewer) -> QuerySet[User]:
        return people_to_keep(user)


class PersonSearchForm(BaseFilterForm):
    """Search in the chooser."""

    q = forms.CharField(label=_("Name"), required=False, max_length=100)

    def filter(self, objects: QuerySet[User]) -> QuerySet[User]:
        """By every word of the name."""
        query = self.cleaned_data.get("q", "")
        self.is_searching, self.search_query = bool(query), query
        return named(super().filter(objects), query)


class ChooseScoped:
    """People the viewer may see."""

    filter_form_class = PersonSearchForm
    request: HttpRequest

    def get_object_list(self) -> QuerySet[User]:
        """Nobody else is offered."""
        return people_in_scope(self.request.user)


class PersonChooseView(ChooseScoped, ChooseView):
    """The dialogue as it opens."""


class PersonChooseResultsView(ChooseScoped, ChooseResultsView):
    """The list as one types."""


class PersonChosenView(ChosenView):
    """The one that was chosen."""

    def get_object(self, pk: Any) -> User:
        found = people_in_scope(self.request.user).filter(pk=pk).first()
        if found is None:
            raise Http404
        return found


class PersonChosenMultipleView(ChosenMultipleView):
    """Those that were chosen."""

    def get_objects(self, pks: Any) -> QuerySet[User]:
        return people_in_scope(self.request.user).filter(pk__in=pks)


class PersonChooserViewSet(ChooserViewSet):
    """Choose a person; only those in scope are offered or found."""

    icon = "user"
    model = User
    choose_one_text = _("Choose a person")
    choose_another_text = _("Choose another person")
    per_page = 20
    choose_view_class = PersonChooseView
    choose_results_view_class = PersonChooseResultsView
    chosen_view_class = PersonChosenView
    chosen_multiple_view_class = PersonChosenMultipleView


PEOPLE = PersonViewSet("people_person", url_prefix="nguoi")
PERSON_CHOOSER = PersonChooserViewSet("person_chooser", url_prefix="chon-nguoi")
