"""The export: what is in it is chosen, the file comes with its dictionary, and who took what is in the audit table."""

from __future__ import annotations

import tempfile

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from decision_support.exporting import SUFFIXES, export_groups
from registry.actions import export_registry
from registry.exchange.outgoing.request import InvalidExport
from registry.forms.export import ExportForm
from registry.gates import staff_page


@require_http_methods(["GET", "POST"])
@staff_page("registry.export_data")
def export(request: HttpRequest) -> HttpResponse:
    """The form; an address may carry what is chosen (`?variables=odi.scores`), and only sending the form exports."""
    asked = request.POST if request.method == "POST" else None
    form = ExportForm(asked, user=request.user, groups=export_groups())
    if request.method == "GET" and request.GET:
        form = ExportForm(_with_defaults(form, request), user=request.user, groups=export_groups())
        form.is_valid()
    if request.method == "POST" and form.is_valid():
        try:
            return _file(request, form)
        except InvalidExport as refused:
            form.add_error("variables", str(refused))
    return render(request, "decision_support/export.html", {"form": form}, status=422 if form.errors else 200)


def _with_defaults(form: ExportForm, request: HttpRequest):
    """What the address carries, and for the rest what stands chosen."""
    asked = request.GET.copy()
    asked.setdefault("department", getattr(form.initial["department"], "code", ""))
    asked.setdefault("layout", form.initial["layout"])
    asked.setdefault("format", form.initial["format"])
    if "timepoints" not in asked:
        asked.setlist("timepoints", form.initial["timepoints"])
    return asked


def _file(request: HttpRequest, form: ExportForm) -> FileResponse:
    """The file is written to disk, then sent piece by piece: memory holds neither."""
    department, on = form.cleaned_data["department"], timezone.localdate()
    file = tempfile.TemporaryFile()  # noqa: SIM115  the response closes it when it is sent
    try:
        export_registry(form.request, department=department, to=file, on=on, by=request.user)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    name = f"columna-{department.code}-{on:%Y%m%d}-{form.request.layout}.{SUFFIXES[form.request.format]}"
    return FileResponse(file, as_attachment=True, filename=name)
