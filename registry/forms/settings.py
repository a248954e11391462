"""What a person may set for themselves."""

from django import forms
from django.utils.translation import gettext_lazy as _

from registry.fields import SegmentsField


class SettingsForm(forms.Form):
    single_key_shortcuts = SegmentsField(
        label=_("Single-key shortcuts"),
        help_text=_("Keys such as / and n, outside fields only. Press ? on any page to see them."),
        choices=[(True, _("On")), (False, _("Off"))],
        required=True,
    )
