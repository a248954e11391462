"""All that may be exported: the registry's variables and the pathway's facts, joined here alone."""

from __future__ import annotations

from functools import cache

from guidelines.exported_facts import fact_groups
from registry.exchange.outgoing.registry_variables import registry_groups
from registry.exchange.outgoing.variable import Group

SUFFIXES = {"csv": "zip", "xlsx": "xlsx", "parquet": "zip"}


@cache
def export_groups() -> tuple[Group, ...]:
    *clinical, identity = registry_groups()
    return (*clinical, *fact_groups(), identity)
