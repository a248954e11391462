"""The linter of a report: it runs before publication, and what it finds blocks it (product.md 22)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from registry.annual_report.linting import (
    bases,
    changes,
    claims,
    counts,
    differences,
    labels,
    shares,
    small,
    spreads,
    sums,
)
from registry.annual_report.linting.finding import RULE_TITLES, Finding
from registry.annual_report.report import Report

CHECKS: tuple[Callable[[Report], Iterator[Finding]], ...] = (
    sums.check,
    shares.check,
    differences.check,
    changes.check,
    counts.check,
    bases.check,
    spreads.check,
    labels.check,
    claims.check,
    small.check,
)


def lint(report: Report) -> tuple[Finding, ...]:
    """Everything that is wrong with a report, rule by rule; nothing where it may be published."""
    return tuple(finding for check in CHECKS for finding in check(report))


__all__ = ["RULE_TITLES", "Finding", "lint"]
