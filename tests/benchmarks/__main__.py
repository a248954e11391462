"""`make bench`: measures what the README quotes, prints a table, asserts nothing. Uses a database of its own."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from importlib import import_module
from pathlib import Path

import django

MEASURES = (
    "pathway_speed",
    "elm_speed",
    "columns_speed",
    "import_speed",
    "export_speed",
    "rescore_speed",
    "pages",
    "list_pages",
)


def main(wanted: list[str]) -> None:
    with tempfile.TemporaryDirectory(prefix="columna-bench-") as folder:
        os.environ["DATABASE_URL"] = f"sqlite:///{Path(folder) / 'bench.sqlite3'}"
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "decision_support.settings")
        os.environ.setdefault("BENCH_KEEP", folder)  # until the last has been measured
        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        print(machine())
        print(f"\n| {'work':58} | {'measured':44} | must reach |\n|{'-' * 60}|{'-' * 46}|------------|")
        for name in wanted or MEASURES:
            for work, measured, target in import_module(f"tests.benchmarks.{name}").measure():
                print(f"| {work:58} | {measured:44} | {target} |", flush=True)


def machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()}, Python {platform.python_version()}"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
