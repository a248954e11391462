"""Server time of the follow-up list and the completeness pages, with a tenth of the patients and with all of them.

BENCH_PATIENTS=1000000 asks it of a million. All belong to one department, the hardest there is.
"""

from __future__ import annotations

from statistics import median, quantiles
from time import perf_counter
from urllib.parse import urlencode

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse

from registry.models import Role, User
from tests.benchmarks.pages import PATIENTS, REQUESTS, TARGET, WARM, one, own_database
from tests.benchmarks.population import DAY, populate

YEAR = DAY.year
LISTED = {"timepoint": "y1", "what": "missing", "year": YEAR}
PAGES = {
    "follow-up list, least effort first": ("follow-up-list", {}),
    "follow-up list, overdue first years": ("follow-up-list", {"status": "overdue", "wave": "y1"}),
    "follow-up counts and effort": ("follow-up-counts", {}),
    "completeness": ("completeness", {}),
    "completeness, a whole year": ("completeness", {"year": YEAR - 1}),
    "completeness, the patients behind a number": ("completeness-patients", LISTED),
    "completeness, the same of one instrument": ("completeness-patients", LISTED | {"form": "odi"}),
    "completeness beside the country": ("completeness-country", {}),
    "coverage and capture": ("capture", {}),
    "data queries": ("query-list", {}),
}


@override_settings(ALLOWED_HOSTS=["testserver"], WHITENOISE_AUTOREFRESH=True)
def measure() -> list[tuple[str, str, str]]:
    """Rows of what was measured, how it went, and what it must reach, each size in a database of its own."""
    few, many = _measured(PATIENTS // 10), _measured(PATIENTS)
    return [(name, _words(few[name], many[name]), TARGET) for name in PAGES]


def _measured(patients: int) -> dict[str, tuple[list[float], int]]:
    """Page to its times in milliseconds and its number of queries."""
    with own_database():
        started = perf_counter()
        populate(patients)
        print(f"  {patients:,} patients written in {perf_counter() - started:.0f} s", flush=True)
        client = Client()
        client.force_login(User.objects.filter(memberships__role=Role.COORDINATOR).first())
        return {name: _timed(client, *asked) for name, asked in PAGES.items()}


def _timed(client: Client, name: str, asked: dict[str, object]) -> tuple[list[float], int]:
    url = f"{reverse(name)}?{urlencode(asked)}"
    times = [one(client, url) for _turn in range(REQUESTS + WARM)][WARM:]
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
    return times, len(queries)


def _words(few: tuple[list[float], int], many: tuple[list[float], int]) -> str:
    times, queries = many
    ratio = median(times) / median(few[0])
    return (
        f"median {median(times):.0f} ms, 95 % under {quantiles(times, n=20)[18]:.0f} ms, {queries} queries; "
        f"{ratio:.1f} times that of a tenth"
    )
