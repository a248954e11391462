"""One size of the registry, in a process of its own: `python -m tests.benchmarks.reports.measured OPERATIONS` prints JSON."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from itertools import cycle, islice, product
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import Any

import django

REQUESTS, WARM = 100, 5
WRITES = 200
SEED = 2022


def main(operations: int) -> None:
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    told: dict[str, Any] = {"operations": operations}
    began = perf_counter()
    call_command("simulate_registry", patients=operations, seed=SEED, stdout=sys.stderr)
    told["simulate_s"] = perf_counter() - began
    told |= _rebuilt()
    told |= _compared()
    told["report_ms"] = _reports()
    told |= _writes()
    print(json.dumps(told))


REBUILD = """
import re, time
from pathlib import Path
import django; django.setup()
from registry.actions.statistics_rebuild import rebuild_statistics
began = time.perf_counter()
rebuild_statistics()
peak = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]
print(time.perf_counter() - began, int(peak) / 1024)
"""


def _rebuilt() -> dict[str, float]:
    """In a process of its own, so that the peak is that of the rebuild."""
    from registry.models import StatisticsCell

    done = subprocess.run([sys.executable, "-c", REBUILD], capture_output=True, text=True, check=True)
    seconds, peak = map(float, done.stdout.split())
    return {"rebuild_s": seconds, "rebuild_mib": peak, "cells": StatisticsCell.objects.count()}


def _compared() -> dict[str, Any]:
    from tests.benchmarks.reports.ways import differing, timed, ways

    with tempfile.TemporaryDirectory() as folder:
        (_cells, (spent, right)), *others = [(way, timed(way)) for way in ways(Path(folder))]
    wrong = {way.name: found for way, (_ms, figures) in others if (found := differing(right, figures))}
    return {
        "cells_ms": spent,
        "other_ms": {way.name: ms for way, (ms, _figures) in others},
        "differing": wrong,
    }


def _reports() -> dict[str, float]:
    """Through the web stack: any unit, diagnosis, instrument, wave, period and threshold."""
    from django.test import Client
    from django.test.utils import override_settings
    from django.urls import reverse

    from registry.models import Department, Membership, Role, User

    departments = list(Department.objects.order_by("pk"))
    user = User.objects.create_user("bench-reports", password="a-made-up-password")
    for department in departments:
        Membership.objects.create(user=user, department=department, role=Role.COORDINATOR)
    asked = product(
        ("stenosis", "disc_herniation", "spondylosis_radiculopathy"),
        ("odi", "vas_back", "eq5d_3l:dk_tto"),
        ("y1", "y2"),
        ("", "2015"),
        ("", "30%"),
    )
    spent = []
    with override_settings(ALLOWED_HOSTS=["testserver"], WHITENOISE_AUTOREFRESH=True):
        client = Client()
        client.force_login(user)
        every = zip(cycle(asked), cycle(departments), strict=False)
        for (diagnosis, measure, wave, first, threshold), unit in islice(every, WARM + REQUESTS):
            given = {
                "unit": unit.code, "diagnosis": diagnosis, "measure": measure, "wave": wave, "from": first,
                "threshold": threshold,
            }  # fmt: skip
            began = perf_counter()
            response = client.get(reverse("unit-report"), given)
            spent.append((perf_counter() - began) * 1000)
            if response.status_code != 200:
                raise SystemExit(f"The report {given} answered {response.status_code}.")
    spent = spent[WARM:]
    return {"median": median(spent), "p95": quantiles(spent, n=20)[-1]}


def _writes() -> dict[str, float]:
    """One ODI recorded, with and without the statistics, turn by turn so that both meet the same machine."""
    from datetime import timedelta

    from registry.actions import Answered, assessments, record_assessment
    from registry.instruments import INSTRUMENTS
    from registry.models import Episode

    answered = Answered("odi", {item.code: 2 for item in INSTRUMENTS["odi"].items})
    kept, spent = assessments.refresh_statistics, ([], [])
    episodes = Episode.objects.exclude(assessments__timepoint="y5").order_by("-pk")[: 2 * WRITES]
    for turn, episode in enumerate(episodes):
        assessments.refresh_statistics = kept if turn % 2 else lambda _episodes: None
        day = episode.index_date + timedelta(days=1_826)
        began = perf_counter()
        record_assessment(episode=episode, answered=answered, timepoint="y5", observed_on=day, by=None)
        spent[turn % 2].append((perf_counter() - began) * 1000)
    assessments.refresh_statistics = kept
    return {"write_without_ms": median(spent[0]), "write_with_ms": median(spent[1])}


if __name__ == "__main__":
    main(int(sys.argv[1]))
