"""Server time of a page, through the whole stack."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median, quantiles
from time import perf_counter, process_time

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from decision_support.loaded import load_and_keep
from registry.models import User

REQUESTS = int(os.environ.get("BENCH_REQUESTS", "60"))
WARM = 5
TARGET = "95 % under 50 ms, 12 queries"
Address = Callable[[int], str]  # of each turn


@dataclass(frozen=True)
class Served:
    """Milliseconds on the clock and of the processor, and the number of queries."""

    times: list[float]
    cpu: list[float]
    queries: int

    @property
    def median(self) -> float:
        return median(self.times)

    def __str__(self) -> str:
        late = quantiles(self.times, n=20)[18]
        return (
            f"median {self.median:.0f} ms ({median(self.cpu):.0f} of the processor), 95 % under {late:.0f} ms, "
            f"{self.queries} queries"
        )


def client_of(role: str) -> Client:
    load_and_keep()  # as the server does
    client = Client()
    client.force_login(User.objects.get(username=f"bench-{role}"))
    return client


def served(client: Client, address: Address) -> Served:
    turns = [_one(client, address(turn)) for turn in range(REQUESTS + WARM)][WARM:]
    with CaptureQueriesContext(connection) as asked:
        client.get(address(0))
    times, cpu = zip(*turns, strict=True)
    return Served(list(times), list(cpu), len(asked))


def _one(client: Client, url: str) -> tuple[float, float]:
    """Milliseconds. A page that fails is not measured but said."""
    began, spent = perf_counter(), process_time()
    answer = client.get(url)
    if answer.status_code != 200:
        raise RuntimeError(f"{url} answered {answer.status_code}")
    return (perf_counter() - began) * 1000, (process_time() - spent) * 1000
