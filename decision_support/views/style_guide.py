"""Every component in every state, for people who build screens; exists in development only."""

from datetime import date

from django import forms
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from registry.fields import (
    MeasureField,
    PartialDateField,
    SegmentsField,
    TickSetField,
    TriStateField,
    VasField,
)
from registry.partial_date import PartialDate

VERDICTS = ("urgent", "contraindicated", "not_cleared", "caution", "recommend", "consider", "avoid")
CERTAINTIES = ("high", "moderate", "low", "very_low", "none", "no_studies")
STEPS = (
    {"title": _("Alarm signs"), "state": "done"},
    {"title": _("Imaging"), "state": "done"},
    {"title": _("First line"), "state": "done", "note": _("ineffective")},
    {"title": _("Strong opioid"), "state": "here"},
    {"title": _("Rheumatologist"), "state": "ahead"},
    {"title": _("Pain clinic and assessment"), "state": "held"},
    {"title": _("Procedure"), "state": "held"},
    {"title": _("Osteoporosis care"), "state": "ahead", "url": "#main"},
)
CHIPS = (
    {"label": _("All"), "url": "?", "active": True, "count": 128},
    {"label": _("Alarm signs open"), "url": "?alarm=open", "active": False, "count": 7},
    {"label": _("Due"), "url": "?due=now", "active": False, "count": 21},
)
ROWS = (
    ("Karen Testesen", _("1 Feb 1948"), "38.0", "0.652", _("6 weeks")),
    ("Svend Prøvesen", _("14 Nov 1939"), "52.2", None, _("1 year")),
    ("Åsa Exempel", _("30 Jun 1951"), "14.0", "0.788", _("2 years")),
)


class EveryField(forms.Form):
    """One field of each kind, as they stand in the assessment."""

    fever = TriStateField(label=_("Fever"), help_text=_("38.0 °C or more in the last week"))
    cancer_history = TriStateField(label=_("Earlier cancer"))
    cancer_cleared = TriStateField(label=_("Metastasis excluded by MRI"))
    trauma = SegmentsField(
        label=_("Trauma energy"), choices=[("none", _("None")), ("low", _("Low")), ("high", _("High"))]
    )
    paracetamol = SegmentsField(
        label=_("Paracetamol"),
        choices=[
            ("not_tried", _("Not tried")),
            ("ongoing", _("Ongoing, too early to judge")),
            ("inadequate", _("Too little relief")),
            ("effective", _("Effective")),
            ("not_tolerated", _("Not tolerated")),
            ("contraindicated", _("Must not have it")),
        ],
    )
    other_signs = TickSetField(
        label=_("Other alarm signs"),
        choices=[
            ("weight_loss", _("Weight loss")),
            ("night_pain", _("Night pain")),
            ("malaise", _("Malaise")),
        ],
    )
    rest_pain = VasField(label=_("Pain at rest"))
    activity_pain = VasField(label=_("Pain in activity"))
    tug_s = MeasureField(label=_("Timed up and go"), unit=_("s"), low=0, high=300)
    fractured_on = PartialDateField(
        label=_("Day of the fracture"),
        month_allowed=True,
        help_text=_("The month is enough where the day is not known"),
    )
    note = forms.CharField(label=_("Comment"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    reason = forms.ChoiceField(label=_("Reason"), choices=[("", "—"), ("wish", _("The patient's wish"))])


ANSWERED = {
    "fever": False,
    "cancer_history": True,
    "rest_pain": 0,
    "tug_s": 12.5,
    "fractured_on": PartialDate(date(2026, 10, 1), "month"),
}
WRONG = {
    "rest_pain": "101",
    "tug_s": "12,5,0",
    "fractured_on": "31.2.2026",
    "fever": "no",
    "other_signs": ["weight_loss", "none-of-these"],
}


@require_safe
def style_guide(request):
    """The page; `?wrong` shows the fields as they come back with errors."""
    wrong = "wrong" in request.GET
    form = EveryField(WRONG) if wrong else EveryField(initial=ANSWERED)
    context = {
        "form": form,
        "verdicts": VERDICTS,
        "certainties": CERTAINTIES,
        "steps": STEPS,
        "chips": CHIPS,
        "rows": ROWS * 6,
        "born": date(1948, 2, 1),
        "page_obj": Paginator(range(128), 50).get_page(request.GET.get("page")),
    }
    return render(request, "decision_support/style_guide.html", context)


@require_safe
def print_sample(request):
    """A long print, to look at page breaks and the head that repeats."""
    return render(
        request, "decision_support/print_sample.html", {"rows": ROWS * 40, "born": date(1948, 2, 1)}
    )
