"""Imports: a file is taken in, looked at before anything is stored, stored whole or not at all, and reported on."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from decision_support import import_page
from decision_support.import_process import begin
from registry import audit
from registry.actions import (
    Upload,
    cancel_import,
    clear_expired_imports,
    confirm_import,
    problems_of,
    start_import,
)
from registry.exchange.report_files import write_report
from registry.forms.imports import ConfirmForm, ImportForm
from registry.gates import staff_page
from registry.models import ImportRun
from registry.paging import ListPaginator
from registry.selectors.import_runs import (
    PieceStage,
    has_stopped,
    import_for,
    imports_for,
    mappings_for,
    stored_before,
)

IMPORT = "registry.import_data"
State = ImportRun.State
KINDS = ("csv", "xlsx")


def import_view(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view about one import into a department of the user, called as view(request, run, …); another's is a 404."""

    @staff_page(IMPORT)
    @wraps(view)
    def gated(request: HttpRequest, key: UUID, **rest: Any) -> HttpResponse:
        return view(request, import_for(request.user, key), **rest)

    return gated


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(IMPORT)
def import_list(request: HttpRequest) -> HttpResponse:
    """What was imported, and the form that takes a file in."""
    if request.method != "POST":
        clear_expired_imports(timezone.now())
        return _list(request, ImportForm(user=request.user))
    given, files = (
        request.POST,
        request.FILES,
    )  # read here: only then is it known whether a file was too large
    too_large = getattr(request, "upload_too_large", False)
    form = ImportForm(given, files, user=request.user, too_large=too_large)
    if form.is_valid():
        try:
            run = _started(request, form)
        except ValidationError as refused:
            form.add_error(None, refused.messages)
        else:
            begin(run)
            return redirect("import", key=run.key)
    return _list(request, form)


def _started(request: HttpRequest, form: ImportForm) -> ImportRun:
    file = form.cleaned_data["file"]
    return start_import(
        department=form.cleaned_data["department"],
        mapping=form.content,
        upload=Upload(file.file, file.name, get_language()),
        by=request.user,
    )


def _list(request: HttpRequest, form: ImportForm) -> HttpResponse:
    page = ListPaginator(imports_for(request.user)).get_page(request.GET.get("page"))
    context = {"form": form, "page_obj": page, "mappings": form.kept.values()}
    return render(request, "decision_support/import_list.html", context, status=422 if form.errors else 200)


@require_safe
@import_view
def import_detail(request: HttpRequest, run: ImportRun) -> HttpResponse:
    return _page(request, run, ConfirmForm(run=run) if run.state == State.READY else None)


def _page(request: HttpRequest, run: ImportRun, form: ConfirmForm | None) -> HttpResponse:
    context: dict[str, Any] = {"run": run, "form": form, "stopped": has_stopped(run, timezone.now())}
    context["earlier"] = stored_before(run)
    if run.state in (State.READY, State.STORED):
        context |= import_page.told(run)
    if run.state == State.READY:
        audit.record_read(run, by=request.user, what="import preview")
        context |= import_page.preview(run)
    status = 422 if form is not None and form.errors else 200
    return render(request, "decision_support/import.html", context, status=status)


@require_safe
@import_view
def import_progress(request: HttpRequest, run: ImportRun) -> HttpResponse:
    """How far it has come; the page asks again and again, and is led on when the work is done."""
    if run.state not in (State.READING, State.STORING):
        return HttpResponseClientRedirect(reverse("import", args=[run.key]))
    context = {"run": run, "stopped": has_stopped(run, timezone.now())}
    return render(request, "decision_support/_import_progress.html", context)


@require_POST
@import_view
def import_confirm(request: HttpRequest, run: ImportRun) -> HttpResponse:
    if run.state != State.READY:
        return redirect("import", key=run.key)
    form = ConfirmForm(request.POST, run=run)
    if form.is_valid():
        try:
            begin(confirm_import(run, by=request.user, **form.said))
        except ValidationError as refused:
            wrong = refused.message_dict if hasattr(refused, "error_dict") else {"": refused.messages}
            form.take(wrong)
        else:
            return redirect("import", key=run.key)
    return _page(request, run, form)


@require_POST
@import_view
def import_go_on(request: HttpRequest, run: ImportRun) -> HttpResponse:
    """Begins anew where whoever worked on it is gone; nothing was stored by then."""
    if has_stopped(run, timezone.now()):
        begin(run)
    return redirect("import", key=run.key)


@require_POST
@import_view
def import_cancel(request: HttpRequest, run: ImportRun) -> HttpResponse:
    ended = cancel_import(run, by=request.user)
    if ended.state == State.CANCELLED:
        messages.success(
            request, _("Cancelled. Nothing of the file is stored, and what was kept of it is gone.")
        )
    return redirect("import", key=run.key)


@require_safe
@import_view
def import_report(request: HttpRequest, run: ImportRun, kind: str) -> FileResponse:
    """Every refused, unlikely or left-out line as a file; Http404 when it is no longer kept."""
    if kind not in KINDS or run.state not in (State.READY, State.STORED):
        raise Http404
    audit.record_event("import report", run, by=request.user, kind=kind)
    file = tempfile.TemporaryFile()  # noqa: SIM115  the response closes it when it is sent
    write_report(problems_of(PieceStage(run)), file, kind=kind)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"import-report-{str(run.key)[:8]}.{kind}")


@require_safe
@staff_page(IMPORT)
def import_mapping(request: HttpRequest, pk: int) -> HttpResponse:
    """A mapping that a department keeps, as the file it was."""
    kept = get_object_or_404(mappings_for(request.user), pk=pk)
    given = {"Content-Disposition": f'attachment; filename="{kept.name}.yaml"'}
    return HttpResponse(kept.content, content_type="application/yaml; charset=utf-8", headers=given)
