"""Server time of the pages about one patient, with 100,000 made-up patients in one department, in SQLite on disk."""

from __future__ import annotations

from itertools import islice
from time import perf_counter

from django.test.utils import override_settings
from django.urls import reverse

from guidelines.pathway.releases import versions
from guidelines.pathway.rulebook import RULESET
from guidelines.reassessment import Comparison, Side, chunks
from registry.models import Patient, Role
from tests.benchmarks.population import DAY
from tests.benchmarks.registries import PATIENTS, registry_of
from tests.benchmarks.serving import REQUESTS, TARGET, WARM, Address, client_of, served

CHUNKS = 10  # of the registry, reassessed
ABOUT_A_PATIENT = {
    "patient page": "patient-page",
    "recommendation": "recommendation",
    "assessment": "assessment",
}


@override_settings(ALLOWED_HOSTS=["testserver"], WHITENOISE_AUTOREFRESH=True)
def measure() -> list[tuple[str, str, str]]:
    """Rows of what was measured, how it went, and what it must reach, in a database of its own."""
    with registry_of(PATIENTS):
        client = client_of(Role.CLINICIAN)
        rows = [(title, str(served(client, _about(name))), TARGET) for title, name in ABOUT_A_PATIENT.items()]
        return [*rows, ("registry reassessed, two versions, read from the database", reassessed(), "-")]


def _about(name: str) -> Address:
    """Another patient each time, so that nothing is measured from a cache."""
    ours = Patient.objects.filter(department__code="bench-0").order_by("-id")
    keys = list(ours.values_list("key", flat=True)[: REQUESTS + WARM])
    return lambda turn: reverse(name, args=[keys[turn]])


def reassessed() -> str:
    """The first patients, each judged by two versions of the rules."""
    comparison = Comparison(Side(versions()[0]), Side(RULESET), DAY)
    started, judged = perf_counter(), 0
    for chunk in islice(chunks(comparison), CHUNKS):
        judged += chunk.tally.patients
    return f"{judged / (perf_counter() - started):,.0f} patients a second, n {judged}"
