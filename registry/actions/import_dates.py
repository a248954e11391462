"""What the dates of a line break, by the one table of date rules; a birth date is never said."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from registry.date_rules import findings
from registry.dated import FIELDS, said
from registry.exchange.mapping import Mapping
from registry.exchange.planned import PlannedRow
from registry.exchange.reading import HIDDEN
from registry.exchange.reasons import Problem
from registry.partial_date import PartialDate

Found = tuple[tuple[str, str, str], ...]
OF_THE_OPERATION = ("performed", "admitted", "discharged")
ENDS = {name: field for name, field in FIELDS.items() if name in ("died", "withdrew", "moved")}


def date_problems(row: PlannedRow | None, mapping: Mapping, on: date) -> Iterator[Problem]:
    """What a line's own dates break; nothing where the mapping gives them all, for then it is told once."""
    constant = isinstance(mapping.episode.onset_on, date) and isinstance(mapping.observed_on, date)
    if row is None or (constant and not (row.identity or row.operation or row.ends)):
        return
    born, operated = row.identity and row.identity.birth_date, row.operation
    performed = operated and operated.performed_on
    stay = (operated.details.get(f"{name}_on") if operated else None for name in ("admitted", "discharged"))
    days = {
        "onset": row.onset,
        "observed": row.observed_on,
        "born": born,
        "performed": performed,
        **dict(zip(("admitted", "discharged"), stay, strict=True)),
        **{name: row.ends.get(field) for name, field in ENDS.items()},
    }
    told_once = date_findings(row.onset, row.observed_on, on) if constant else ()
    for code, at, words in date_findings(on=on, **days):
        if (code, at, words) in told_once:
            continue
        found = HIDDEN if at == "born" else str(days[at])
        yield Problem(row.line, row.source_id, _column(at, mapping), found, code, {"said": words})


def _column(at: str, mapping: Mapping) -> str:
    """The column in which a date stands; "" where the mapping gives it for all lines."""
    identity = mapping.patient.identity
    parts = {
        "onset": mapping.episode.onset_on,
        "observed": mapping.observed_on,
        "born": identity and (identity.birth_date or identity),
        **{name: getattr(mapping.operation, f"{name}_on", None) for name in OF_THE_OPERATION},
        **{name: mapping.patient.ends.get(field) for name, field in ENDS.items()},
    }
    return getattr(parts[at], "column", "") or getattr(parts[at], "number", "")


@lru_cache(maxsize=4096)
def date_findings(
    onset: PartialDate | None = None,
    observed: date | None = None,
    on: date | None = None,
    **others: date | None,
) -> Found:
    """Code of the reason, which date, and what is said of it."""
    told = {
        "onset": onset,
        "observed": observed,
        "today": on,
        "lived_until": others.get("died") or on,
        **others,
    }
    days = {name: PartialDate(day) if isinstance(day, date) else day for name, day in told.items()}
    return tuple(
        (
            "impossible_date" if found.is_impossible else "unlikely_date",
            found.rule.at,
            said(found, hides="born"),
        )
        for found in findings(days)
    )
