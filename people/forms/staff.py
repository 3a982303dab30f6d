"""Forms of those who keep people: giving a post, moving its holder, ending it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.enums import KEEPING_ROLES
from people.forms.inputs import DayInput
from people.models import OrganisationUnit, Position, StaffGroup, User
from people.permissions import units_in_scope


class UnitChoice(forms.Form):
    """A form that offers the units its user keeps."""

    unit: forms.ModelChoiceField[OrganisationUnit] = forms.ModelChoiceField(
        OrganisationUnit.objects.none(), label=_("Unit")
    )

    def __init__(self, *args: Any, for_user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = self.fields["unit"]
        if isinstance(unit, forms.ModelChoiceField):
            kept = units_in_scope(for_user, KEEPING_ROLES)
            unit.queryset = OrganisationUnit.objects.today().filter(pk__in=kept.values("pk"))


class AppointForm(UnitChoice):
    """A post: where, as what, in which staff group, since when."""

    position: forms.ModelChoiceField[Position] = forms.ModelChoiceField(Position.objects.today(), label=_("Position"))
    staff_group: forms.ModelChoiceField[StaffGroup] = forms.ModelChoiceField(
        StaffGroup.objects.today(), label=_("Staff group")
    )
    starts_on = forms.DateField(label=_("From"), initial=timezone.localdate, widget=DayInput)
    is_primary = forms.BooleanField(label=_("primary post"), required=False, initial=True)


class MoveForm(UnitChoice):
    """Where the holder of a post goes, and on which day."""

    on = forms.DateField(label=_("From"), initial=timezone.localdate, widget=DayInput)


class EndForm(forms.Form):
    """The last day of a post."""

    on = forms.DateField(label=_("Last day"), initial=timezone.localdate, widget=DayInput)
