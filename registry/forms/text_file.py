"""A file of text on its way in: chosen to be looked at, then sent again as the text that was shown, to be stored."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

LARGEST = 2**18


class TextFileForm(forms.Form):
    """`content` is the text of the file once it was looked at. A form has a field `file`, not required, of its own words."""

    too_large: Any
    not_text: Any

    content = forms.CharField(required=False, max_length=LARGEST, widget=forms.HiddenInput, strip=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        file = cleaned.get("file")
        if "file" in self.errors:
            return cleaned
        if file is None:
            if not cleaned.get("content"):
                self.add_error("file", _("Choose the file."))
            return cleaned
        cleaned["content"] = self._text(file.read(LARGEST + 1))
        return cleaned

    def _text(self, raw: bytes) -> str:
        if len(raw) > LARGEST:
            self.add_error("file", self.too_large)
            return ""
        try:
            return raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            self.add_error("file", self.not_text)
            return ""
