"""Server time of the pages a clinician uses, with 100,000 made-up patients in one department, in SQLite on disk."""

from __future__ import annotations

import os
from collections.abc import Callable
from statistics import median, quantiles
from time import perf_counter

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse

from registry.models import Patient, Role, User
from tests.benchmarks.population import populate

PATIENTS = int(os.environ.get("BENCH_PATIENTS", "100000"))
REQUESTS = 120
WARM = 5
TARGET = "95 % under 50 ms, 12 queries"


@override_settings(ALLOWED_HOSTS=["testserver"], WHITENOISE_AUTOREFRESH=True)
def measure() -> list[tuple[str, str, str]]:
    started = perf_counter()
    populate(PATIENTS)
    made = perf_counter() - started
    client = Client()
    client.force_login(User.objects.filter(memberships__role=Role.CLINICIAN).first())
    rows = [(f"{PATIENTS:,} made-up patients written", f"{made:.0f} s", "-")]
    return rows + [(name, timed(client, address), TARGET) for name, address in pages().items()]


def pages() -> dict[str, Callable[[int], str]]:
    """Page to its address at each turn: another patient each time, so that nothing is measured from a cache."""
    keys = list(Patient.objects.order_by("-id").values_list("key", flat=True)[: REQUESTS + WARM])
    listed = reverse("patient-list")
    return {
        "work list": lambda turn: reverse("home"),
        "patient list, first page": lambda turn: listed,
        "patient list, page 100": lambda turn: f"{listed}?page=100",
        "patient list, last page": lambda turn: f"{listed}?page={PATIENTS // 50}",
        "patient list, alarm signs present": lambda turn: f"{listed}?alarm=present",
        "follow-up list": lambda turn: reverse("follow-up-list"),
        "patient page": lambda turn: reverse("patient-page", args=[keys[turn]]),
        "recommendation": lambda turn: reverse("recommendation", args=[keys[turn]]),
        "assessment": lambda turn: reverse("assessment", args=[keys[turn]]),
    }


def timed(client: Client, address: Callable[[int], str]) -> str:
    times = [one(client, address(turn)) for turn in range(REQUESTS + WARM)][WARM:]
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get(address(0))
    return (
        f"median {median(times):.0f} ms, 95 % under {quantiles(times, n=20)[18]:.0f} ms, {len(asked)} queries"
    )


def one(client: Client, url: str) -> float:
    """Milliseconds; a page that fails is not measured but said."""
    started = perf_counter()
    answer = client.get(url)
    if answer.status_code != 200:
        raise RuntimeError(f"{url} answered {answer.status_code}")
    return (perf_counter() - started) * 1000
