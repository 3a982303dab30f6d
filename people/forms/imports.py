"""The form that takes a file of people or units."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from people.enums import ImportKind
from people.forms.staff import UnitChoice
from people.tabular import MAX_BYTES


class ImportForm(UnitChoice):
    """What the file holds, for which unit, and the file. It is read by the worker."""

    kind = forms.ChoiceField(label=_("What the file holds"), choices=ImportKind.choices)
    file = forms.FileField(
        label=_("File"),
        help_text=_("Excel (.xlsx, .xls) or CSV. Nothing is taken over before you have seen the report."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.csv,.txt"}),
        error_messages={"empty": _("The file is empty.")},
    )

    field_order = ("kind", "unit", "file")

    def clean_file(self) -> UploadedFile:
        """Too large a file is refused before it is read."""
        upload: UploadedFile = self.cleaned_data["file"]
        if (upload.size or 0) > MAX_BYTES:
            limit: dict[str, Any] = {"limit": MAX_BYTES // 2**20}
            raise ValidationError(_("The file is too large: at most %(limit)d MB.") % limit)
        return upload
