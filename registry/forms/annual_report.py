"""Which year to report on."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from registry.annual_report.making.asking import REGISTRY_BEGAN
from registry.models.department import Country


class AnnualReportForm(forms.Form):
    year = forms.IntegerField(
        label=_("Year"),
        min_value=REGISTRY_BEGAN,
        help_text=_("The last year it tells of; one that has ended."),
    )
    country = forms.ChoiceField(label=_("Country"), choices=Country.choices)

    def __init__(self, *args, on: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].initial = on.year - 1
        self.fields["country"].initial = Country.DENMARK
