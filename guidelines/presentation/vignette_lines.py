"""The test patients in whose answer an action stands, by hand, with the verdict that was written for it."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from guidelines.vignettes import exercising


@dataclass(frozen=True)
class VignetteLine:
    """A vignette, the verdict it expects of the action, and where it can be tried."""

    id: str
    title: str
    verdict: str
    url: str


def vignette_lines(code: str) -> list[VignetteLine]:
    sandbox = reverse("guideline-sandbox")
    return [
        VignetteLine(
            each.id, each.title, _verdict(each.expect["actions"][code]), f"{sandbox}?vignette={each.id}"
        )
        for each in exercising(code)
    ]


def _verdict(expected: object) -> str:
    """The expected verdict; a vignette may expect more of an action than that."""
    return expected["verdict"] if isinstance(expected, dict) else str(expected)
