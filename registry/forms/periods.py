"""Opening a locked year again, with the reason."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class OpenPeriodForm(forms.Form):
    reason = forms.CharField(
        label=_("Why the year is opened again"),
        min_length=5,
        max_length=200,
        help_text=_("Everybody who sees the year reads it: no name, no personal number."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
