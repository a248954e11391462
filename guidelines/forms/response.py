from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from guidelines.models import Response


class ResponseForm(forms.Form):
    """One press: a kind, or the reason of an override. `digest` is of the advice the person had before them."""

    action = forms.CharField(max_length=60)
    digest = forms.CharField(max_length=64)
    kind = forms.ChoiceField(choices=Response.Kind.choices, required=False)
    reason = forms.ChoiceField(choices=Response.Reason.choices, required=False)
    comment = forms.CharField(max_length=2000, required=False)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("reason"):
            cleaned["kind"] = Response.Kind.OVERRIDE
        if not cleaned.get("kind"):
            raise forms.ValidationError(_("Choose a response: accept, override, defer or not applicable."))
        if cleaned["kind"] == Response.Kind.OVERRIDE and not cleaned.get("reason"):
            raise forms.ValidationError(_("An override needs a reason: press one of those listed."))
        if cleaned.get("reason") == Response.Reason.OTHER and not cleaned.get("comment"):
            self.add_error("comment", _("Say which other reason, then press “Other” again."))
        return cleaned

    def said(self) -> dict[str, str]:
        """What guidelines.actions.respond takes."""
        return {name: self.cleaned_data[name] for name in ("action", "kind", "reason", "comment")}

    def refusal(self) -> dict[str, str]:
        """What was wrong, with what was typed, for the card it belongs to."""
        messages = [message for errors in self.errors.values() for message in errors]
        return {
            "action": self.data.get("action", ""),
            "message": " ".join(messages),
            "comment": self.data.get("comment", ""),
        }
