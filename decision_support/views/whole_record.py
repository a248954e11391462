"""A person's whole record, to read and to hand out: a page that prints, and the same as a file."""

from __future__ import annotations

import json

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from decision_support.banner import banner
from registry.actions import hand_out_record
from registry.gates import patient_page
from registry.models import Patient
from registry.selectors.whole_record import in_words


@require_GET
@patient_page("registry.hand_out_record", reads="whole record")
def whole_record(request: HttpRequest, patient: Patient) -> HttpResponse:
    told = hand_out_record(patient=patient, as_file=False, by=request.user)
    on = timezone.localdate()
    for part in told:
        part.rows[:] = [{name: in_words(value) for name, value in row.items()} for row in part.rows]
    context = {"patient": patient, "told": told, "on": on, "banner": banner(patient, on=on)}
    return render(request, "decision_support/whole_record.html", context)


@require_GET
@patient_page("registry.hand_out_record", reads="whole record")
def whole_record_file(request: HttpRequest, patient: Patient) -> HttpResponse:
    """The same as JSON. Its name holds no name."""
    told = hand_out_record(patient=patient, as_file=True, by=request.user)
    text = json.dumps(
        {"made_on": timezone.localdate(), "record": {one.kind: one.rows for one in told}},
        cls=DjangoJSONEncoder,
        ensure_ascii=False,
        indent=1,
    )
    name = f"record-{str(patient.key)[:8]}.json"
    return HttpResponse(
        text,
        content_type="application/json; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
