"""What the viewsets of people share: rows outside the viewer's scope do not exist for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from django.db.models import Model, QuerySet
from django.http import Http404
from django.utils.functional import cached_property
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import ObjectList
from wagtail.admin.views import generic
from wagtail.admin.views.generic.history import HistoryView
from wagtail.admin.views.generic.usage import UsageView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from people.enums import KEEPING_ROLES, SEEING_ROLES
from people.models import Board, BoardTerm, OrganisationUnit, User
from people.permissions import (
    SignedInRequest,
    Viewer,
    boards_in_scope,
    may_keep_people,
    may_see_people,
    people_to_keep,
    units_in_scope,
)
from people.services import log

Scope = Callable[[Viewer], QuerySet[Any]]

# What a form may offer to somebody who changes records.
OFFERED: dict[type[Model], Scope] = {
    OrganisationUnit: lambda user: units_in_scope(user, KEEPING_ROLES),
    Board: lambda user: boards_in_scope(user, KEEPING_ROLES),
    BoardTerm: lambda user: BoardTerm.objects.filter(board__in=boards_in_scope(user, KEEPING_ROLES).values("pk")),
    User: people_to_keep,
}


class ScopedForm(WagtailAdminModelForm):
    """Offers only what is in the scope of whoever fills it in; anything else is refused as unknown."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if (queryset := getattr(field, "queryset", None)) is not None and queryset.model in OFFERED:
                field.queryset = OFFERED[queryset.model](self.for_user)


class ScopePolicy(ModelPermissionPolicy):
    """Those who see people look; those who keep people add and change; nobody deletes, unless the viewset says so."""

    def __init__(self, model: type[Model], viewset: ScopedViewSet) -> None:
        super().__init__(model)
        self.viewset = viewset

    def user_has_permission(self, user: User, action: str) -> bool:
        """Whether at all; which rows is a matter of scope."""
        if action == "view":
            return may_see_people(user)
        if action == "delete" and not self.viewset.may_delete:
            return False
        return self.viewset.may_change(user)

    def user_has_any_permission(self, user: User, actions: Any) -> bool:
        """Whether one of them."""
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user: User, action: str, instance: Model) -> bool:
        """Whether for this row."""
        rows = self.viewset.seen(user) if action == "view" else self.viewset.kept(user)
        return self.user_has_permission(user, action) and rows.filter(pk=instance.pk).exists()


class InScope:
    """A view of one row: a row out of scope is not found."""

    viewset: Any = None
    request: SignedInRequest
    changes = False

    def in_scope(self, found: Any) -> Any:
        """The row, when the viewer may see it here."""
        rows = self.viewset.kept if self.changes else self.viewset.seen
        if not rows(self.request.user).filter(pk=found.pk).exists():
            raise Http404
        return found


class Index(generic.IndexView):
    """Rows in scope."""

    viewset: Any = None

    def get_base_queryset(self) -> QuerySet[Any]:
        return self.viewset.seen(self.request.user)

    @cached_property
    def _answers(self) -> dict[str, bool]:
        return {}

    def user_has_permission(self, permission: str) -> bool:
        """Asked for every row and button: answered once."""
        if permission not in self._answers:
            self._answers[permission] = super().user_has_permission(permission)
        return self._answers[permission]

    def user_has_any_permission(self, permissions: Iterable[str]) -> bool:
        return any(self.user_has_permission(permission) for permission in permissions)


class Create(generic.CreateView):
    """Adding is written into the audit trail."""

    viewset: Any = None

    def save_instance(self) -> Any:
        instance = super().save_instance()
        log(self.request.user, f"people.add_{instance._meta.model_name}", instance)
        self.viewset.saved(instance)
        return instance


class Edit(InScope, generic.EditView):
    """A change is written into the audit trail, with the names of the fields."""

    changes = True

    def get_object(self, queryset: Any = None) -> Any:
        return self.in_scope(super().get_object(queryset))

    def save_instance(self) -> Any:
        changed = list(self.form.changed_data)
        instance = super().save_instance()
        log(self.request.user, f"people.change_{instance._meta.model_name}", instance, fields=changed)
        self.viewset.saved(instance)
        return instance


class Delete(InScope, generic.DeleteView):
    """Only where nothing is lost."""

    changes = True

    def get_object(self, queryset: Any = None) -> Any:
        return self.in_scope(super().get_object(queryset))

    def form_valid(self, form: Any) -> Any:
        log(self.request.user, f"people.delete_{self.object._meta.model_name}", self.object, name=str(self.object))
        return super().form_valid(form)


class Inspect(InScope, generic.InspectView):
    """Looking at one row."""

    def get_object(self, queryset: Any = None) -> Any:
        return self.in_scope(super().get_object(queryset))


class History(InScope, HistoryView):
    """Who changed the row in the admin, and when."""

    def get_object(self) -> Any:
        return self.in_scope(super().get_object())


class Usage(InScope, UsageView):
    """Where the row is used."""

    def get_object(self) -> Any:
        return self.in_scope(super().get_object())


class ScopedViewSet(ModelViewSet):
    """A viewset whose rows have a scope."""

    index_view_class = Index
    add_view_class = Create
    edit_view_class = Edit
    delete_view_class = Delete
    inspect_view_class = Inspect
    history_view_class = History
    usage_view_class = Usage
    copy_view_enabled = False
    inspect_view_enabled = True
    add_to_reference_index = False
    may_delete = False
    list_per_page = 50
    base_form_class = ScopedForm
    panels: ClassVar[list[Any]] = []

    def seen(self, user: Viewer) -> QuerySet[Any]:
        """Rows the user may look at."""
        raise NotImplementedError

    def kept(self, user: Viewer) -> QuerySet[Any]:
        """Rows the user may change."""
        raise NotImplementedError

    def may_change(self, user: Viewer) -> bool:
        """Whether the user adds and changes rows at all."""
        return may_keep_people(user)

    def saved(self, instance: Any) -> None:
        """What follows when a row was added or changed here."""

    @property
    def permission_policy(self) -> ScopePolicy:
        return ScopePolicy(self.model, self)

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_common_view_kwargs(viewset=self, **kwargs)

    def get_edit_handler(self) -> Any:
        handler = ObjectList(self.panels, base_form_class=self.base_form_class)
        return handler.bind_to_model(self.model)


def seeing(user: Viewer) -> QuerySet[OrganisationUnit]:
    """Units the user sees."""
    return units_in_scope(user, SEEING_ROLES)


def keeping(user: Viewer) -> QuerySet[OrganisationUnit]:
    """Units the user keeps."""
    return units_in_scope(user, KEEPING_ROLES)
