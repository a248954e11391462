"""One size of the registry, in a process of its own: `python -m tests.benchmarks.reports.measured OPERATIONS BUILT` prints JSON."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import django

WRITES = 200
WRITTEN = {"odi": None, "eq5d_3l": "dk_tto"}  # instrument to value set
SEED = 2022


def main(operations: int, built: Path) -> None:
    django.setup()
    from tests.benchmarks.reports.pages import pages

    told = {"operations": operations, **_built(operations, built), **_compared()}
    told |= {"pages": pages(), **_annual(), **_writes(), **_size()}
    print(json.dumps(told))


def _built(operations: int, built: Path) -> dict[str, float]:
    """Simulated, counted and counted anew, each unless it was before: then the file says how long that took."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    told = json.loads(built.read_text("utf-8")) if built.exists() else {}
    if "simulate_s" not in told:
        began = perf_counter()
        call_command("simulate_registry", patients=operations, seed=SEED, stdout=sys.stderr)
        told["simulate_s"] = perf_counter() - began
        built.write_text(json.dumps(told), "utf-8")
    if "rebuild_s" not in told:
        told |= _rebuilt()
        built.write_text(json.dumps(told), "utf-8")
    return told


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
        "reads": {way.name: way.reads for way, _timed in others},
        "other_ms": {way.name: ms for way, (ms, _figures) in others},
        "differing": wrong,
    }


def _annual() -> dict[str, float]:
    """The whole command, as whoever types it waits for it, but for the start of Python."""
    from django.core.management import call_command

    with tempfile.TemporaryDirectory() as folder:
        began = perf_counter()
        call_command("annual_report", year=2022, out=Path(folder) / "report", stdout=sys.stderr)
        return {"annual_s": perf_counter() - began}


def _size() -> dict[str, float]:
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
            return {"mib": cursor.fetchone()[0] / 2**20}
    return {"mib": Path(connection.settings_dict["NAME"]).stat().st_size / 2**20}


def _writes() -> dict[str, dict[str, list[float]]]:
    """A questionnaire recorded without and with the statistics, turn by turn so that both meet the same machine: the median
    milliseconds of both, for ODI and for the quality of life, which adds to most cells."""
    from registry.actions import Answered
    from registry.instruments import INSTRUMENTS
    from registry.models import Episode

    episodes = Episode.objects.exclude(assessments__timepoint="y5").order_by("-pk")[
        : 2 * len(WRITTEN) * WRITES
    ]
    found, waiting = {}, iter(list(episodes))
    for instrument, value_set in WRITTEN.items():
        responses = {item.code: 2 for item in INSTRUMENTS[instrument].items}
        found[instrument] = _written(Answered(instrument, responses, value_set), islice(waiting, 2 * WRITES))
    return {"writes": found}


def _written(answered: Any, episodes: Iterable[Any]) -> list[float]:
    from datetime import timedelta

    from registry.actions import assessments, record_assessment

    kept, spent = assessments.refresh_statistics, ([], [])
    for turn, episode in enumerate(episodes):
        assessments.refresh_statistics = kept if turn % 2 else lambda _episodes: None
        day = episode.index_date + timedelta(days=1_826)
        began = perf_counter()
        record_assessment(episode=episode, answered=answered, timepoint="y5", observed_on=day, by=None)
        spent[turn % 2].append((perf_counter() - began) * 1000)
    assessments.refresh_statistics = kept
    return [median(of) for of in spent]


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
