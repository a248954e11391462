"""How a patient is to be invited to a follow-up."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from registry.fields import SegmentsField
from registry.models import InvitationLink

EMAIL = InvitationLink.Channel.EMAIL.value


class InviteForm(forms.Form):
    channel = SegmentsField(
        label=_("How the patient gets the link"), choices=InvitationLink.Channel.choices, required=True
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        help_text=_("Kept encrypted with who the patient is; reminders go there too."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("channel") == EMAIL and not cleaned.get("email") and "email" not in self.errors:
            self.add_error("email", _("Give the address the e-mail goes to, or choose a letter."))
        return cleaned
