"""The pages that a report is: what a browser would wait for, through the whole web stack."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle, islice, product
from statistics import median, quantiles
from time import perf_counter
from typing import Any

from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse

from decision_support.loaded import load_and_keep
from registry.models import Assessment, Department, Membership, Role, User

REQUESTS, WARM = 100, 5
Asked = tuple[str, dict[str, Any]]  # the address and its query
AGAIN = "_again"
DIAGNOSES = ("stenosis", "disc_herniation", "spondylosis_radiculopathy")


def pages() -> dict[str, dict[str, float]]:
    """Each page to the median and the 95th percentile of its milliseconds, for whoever may see every unit; and the same
    once more, with AGAIN, when what it reads does not come from the disk."""
    load_and_keep()  # as the server does
    with override_settings(ALLOWED_HOSTS=["testserver"], WHITENOISE_AUTOREFRESH=True):
        client = Client()
        client.force_login(_user())
        return {f"{name}{turn}": _timed(client, of()) for turn in ("", AGAIN) for name, of in PAGES.items()}


def _user() -> User:
    user, _new = User.objects.get_or_create(username="bench-reports")
    for department in _departments():
        Membership.objects.get_or_create(user=user, department=department, role=Role.COORDINATOR)
    return user


def _departments() -> list[Department]:
    return list(Department.objects.order_by("pk"))


def _unit_reports() -> Iterator[Asked]:
    """Any unit, diagnosis, instrument, wave, period and threshold."""
    asked = product(DIAGNOSES, ("odi", "vas_back", "eq5d_3l:dk_tto"), ("y1", "y2"), ("", "2015"), ("", "30%"))
    names = ("diagnosis", "measure", "wave", "from", "threshold")
    for given, unit in zip(cycle(asked), cycle(_departments()), strict=False):
        yield reverse("unit-report"), {"unit": unit.code, **dict(zip(names, given, strict=True))}


def _follow_up_reports() -> Iterator[Asked]:
    for (diagnosis, first), unit in zip(
        cycle(product(("", *DIAGNOSES), ("", "2015"))), cycle(_departments()), strict=False
    ):
        yield reverse("follow-up-report"), {"unit": unit.code, "diagnosis": diagnosis, "from": first}


def _like_ones() -> Iterator[Asked]:
    """Patients who answered after a year, from all of the registry."""
    answered = Assessment.objects.filter(timepoint="y1", instrument="odi", score__isnull=False)
    last = answered.order_by("pk").values_list("pk", flat=True).last() or 0
    for number in range(WARM + REQUESTS):
        from_here = answered.filter(pk__gte=last * number // (WARM + REQUESTS)).order_by("pk")
        key = from_here.values_list("patient__key", flat=True)[0]
        yield reverse("like-ones", args=[key]), {}


def _timed(client: Client, asked: Iterator[Asked]) -> dict[str, float]:
    spent = []
    for address, given in islice(asked, WARM + REQUESTS):
        began = perf_counter()
        response = client.get(address, given)
        spent.append((perf_counter() - began) * 1000)
        if response.status_code != 200:
            raise SystemExit(f"{address} {given} answered {response.status_code}.")
    return {"median": median(spent[WARM:]), "p95": quantiles(spent[WARM:], n=20)[-1]}


PAGES = {"unit_report": _unit_reports, "follow_up_report": _follow_up_reports, "like_ones": _like_ones}
