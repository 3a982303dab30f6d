"""Forms of the import: first the file, then what the editor states over what was recognised."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from outreach.models import LegalDocument
from outreach.recognition import MAX_BYTES, UnreadableDocument, check_size
from outreach.services import Recognised, recognise_file
from people.forms.inputs import DayInput


class UploadForm(forms.Form):
    """A text file; what is wrong with it is said beside the field."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("A text file (.txt), at most %(limit)d MB. Nothing is saved before the next step.")
        % {"limit": MAX_BYTES // 2**20},
        widget=forms.FileInput(attrs={"accept": ".txt,text/plain"}),
        error_messages={"empty": _("The file is empty: it holds no text.")},
    )

    recognised: Recognised

    def clean_file(self) -> UploadedFile:
        """Read and recognise; the size is looked at before the file is read."""
        upload: UploadedFile = self.cleaned_data["file"]
        try:
            check_size(upload.name or "", upload.size or 0)
            self.recognised = recognise_file(upload.name or "", upload.read())
        except UnreadableDocument as refusal:
            raise ValidationError(str(refusal)) from refusal
        return upload


class StatedForm(forms.ModelForm):
    """What the header says, for the editor to correct and complete. The text itself is not touched."""

    class Meta:
        model = LegalDocument
        fields = [
            "title",
            "short_title",
            "kind",
            "number",
            "agency",
            "session",
            "issued_on",
            "validity",
            "effective_from",
            "effective_to",
            "note",
        ]
        widgets = {
            "issued_on": DayInput,
            "effective_from": DayInput,
            "effective_to": DayInput,
            "note": forms.Textarea(attrs={"rows": 3}),
        }

    def clean(self) -> dict[str, Any]:
        """The document cannot expire before it takes effect."""
        cleaned: dict[str, Any] = super().clean() or {}
        begins, ends = cleaned.get("effective_from"), cleaned.get("effective_to")
        if begins and ends and ends < begins:
            self.add_error("effective_to", _("The document cannot expire before it takes effect."))
        return cleaned
