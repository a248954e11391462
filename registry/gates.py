"""The door of every page: who may pass, which row it is about, and the entry in the audit table."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from registry import audit
from registry.models import Transfer
from registry.selectors.patients import patient_for
from registry.selectors.transfers import shows_person, transfer_for

View = Callable[..., HttpResponse]


def patient_page(permission: str, *, reads: str) -> Callable[[View], View]:
    """A view about one patient, called as view(request, patient, …) for a URL with `key`.

    Another department's patient is a 404, a role that may not is a 403, and every look is recorded as `reads`.
    """

    def gate(view: View) -> View:
        @wraps(view)
        def gated(request: HttpRequest, key: UUID, **rest: Any) -> HttpResponse:
            patient = patient_for(request.user, key)
            _allow(request, permission, patient)
            if patient.key != key and request.method == "GET":  # merged into this one
                return redirect(request.get_full_path().replace(str(key), str(patient.key), 1))
            if request.method == "GET":
                audit.record_read(patient, by=request.user, what=reads)
            return view(request, patient, **rest)

        gated.permission = permission
        return gated

    return gate


def staff_page(permission: str) -> Callable[[View], View]:
    """A view that is about no single patient: the permission must be held somewhere; the view records what it lists."""

    def gate(view: View) -> View:
        @wraps(view)
        def gated(request: HttpRequest, **rest: Any) -> HttpResponse:
            _allow(request, permission, None)
            return view(request, **rest)

        gated.permission = permission
        return gated

    return gate


def transfer_page(permission: str, *, side: str = "") -> Callable[[View], View]:
    """A view about one transfer to or from the user's departments, called as view(request, transfer).

    `side` is "asked" or "asking": the permission must be held in the department that was asked, or that asked. A look
    is recorded as one at the patient only where the page shows who it is.
    """

    def gate(view: View) -> View:
        @wraps(view)
        def gated(request: HttpRequest, pk: int, **rest: Any) -> HttpResponse:
            _allow(request, permission, None)
            transfer = transfer_for(request.user, pk)
            if side:
                _allow(request, permission, getattr(transfer, side))
            if request.method == "GET":
                _record_look(request, transfer)
            return view(request, transfer, **rest)

        gated.permission = permission
        return gated

    return gate


def _record_look(request: HttpRequest, transfer: Transfer) -> None:
    thing = transfer.patient if shows_person(transfer, request.user) else transfer
    audit.record_read(thing, by=request.user, what="transfer")


def _allow(request: HttpRequest, permission: str, row: Any) -> None:
    if not request.user.has_perm(permission, row):
        raise PermissionDenied
