"""The hazard log and the safety case as pages, written from the hazards, the rule set and what is proved of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from decision_support.clinical_safety.hazards import ACCEPTABLE_BELOW, Hazard, hazards
from decision_support.navigation import version
from guidelines.pathway.rulebook import CURRENT
from guidelines.reference_docs import DISCLAIMER, table

FOLDER = "docs/clinical-safety"
BEGIN_HAZARD_LOG = f"""# Hazard log

Written by the makers; not yet reviewed by a clinical safety officer or by clinicians outside the team. {DISCLAIMER} It has the shape of ISO 14971 and DCB0129; no conformity with either is claimed.

Each hazard says what could go wrong, how it would hurt somebody, what stands against it, and **which test or proof shows that it does**. A control without one is a hope and is not listed as a control. What is named here exists, or the build fails; under CI it has also run and passed, or the build fails (`manage.py safety_case --results`).

**Severity**: 1 negligible · 2 minor, passing · 3 moderate, needs treatment · 4 major, lasting · 5 death or paralysis. **Likelihood**: 1 very rare · 2 rare · 3 occasional · 4 frequent · 5 at nearly every use. Both are estimates of ours, before → after the control. A product of {ACCEPTABLE_BELOW} or more after control is not acceptable without a decision by name."""
BEGIN_CASE = f"""# Safety case

{DISCLAIMER} This is the argument of the makers for one release, in the shape of DCB0129 and ISO 14971. No certification is claimed, none has been applied for, and nobody outside the team has reviewed it. The people who run Columna need a safety case of their own for the place where they run it."""


def safety_markdown() -> dict[str, str]:
    """Path to text: the hazard log and the safety case."""
    return {
        f"{FOLDER}/hazard-log.md": "\n\n".join(_hazard_log()) + "\n",
        f"{FOLDER}/safety-case.md": "\n\n".join(safety_case()) + "\n",
    }


def _hazard_log() -> Iterator[str]:
    yield BEGIN_HAZARD_LOG
    yield table(
        ["id", "hazard", "severity", "likelihood", "left"],
        [
            [
                f"[{each.id}](#{anchor(each)})",
                each.title,
                str(each.severity),
                _likelihood(each),
                str(each.left),
            ]
            for each in hazards()
        ],
    )
    for each in hazards():
        yield "\n\n".join((f"## {each.id} {each.title}", _hazard(each)))


def _hazard(hazard: Hazard) -> str:
    not_acceptable = f" **Not acceptable: {hazard.not_acceptable}**" if hazard.not_acceptable else ""
    parts = (
        ("Cause", hazard.cause),
        ("Effect", hazard.effect),
        ("Harm", hazard.harm),
        ("Severity and likelihood", f"{hazard.severity}; {_likelihood(hazard)}; {hazard.left} left"),
        ("Control", hazard.control),
        ("Shown by", ", ".join(f"`{shown}`" for shown in hazard.shown_by)),
        ("What remains", f"{hazard.remains}{not_acceptable}"),
    )
    return "\n".join(f"- **{name}**: {words.strip()}" for name, words in parts)


def _likelihood(hazard: Hazard) -> str:
    return f"{hazard.likelihood.before} → {hazard.likelihood.after}"


def anchor(hazard: Hazard) -> str:
    """The address of a hazard's section within the log."""
    return re.sub(r"\s", "-", re.sub(r"[^\w\s-]", "", f"{hazard.id} {hazard.title}".lower()))


def safety_case() -> Iterator[str]:
    """The argument, section by section: what is claimed, on what it rests, what is left."""
    yield BEGIN_CASE
    yield "## What it is about"
    yield _about()
    yield "## What is claimed, and on what that rests"
    yield _claims()
    yield "## Controls and what shows them"
    yield table(
        ["hazard", "left", "tests", "proofs"],
        [
            [f"[{each.id} {each.title}](hazard-log.md#{anchor(each)})", str(each.left), *_counted(each)]
            for each in hazards()
        ],
    )
    yield "## What is not acceptable yet"
    yield "\n".join(_not_acceptable())
    yield "## Who has looked at it"
    yield (
        "The makers. What a clinical safety officer, a second clinician for each rule, and a trial use would still "
        "have to show is not shown. Until then it is not used on patients."
    )


def _about() -> str:
    return table(
        ["what", "which"],
        [
            ["product", f"Columna {version()}"],
            ["rules", f"rule set {CURRENT.version}, {len(CURRENT.actions)} actions"],
            ["purpose, users, limits", "[intended purpose](intended-purpose.md)"],
            ["hazards", f"[hazard log](hazard-log.md), {len(hazards())} hazards"],
            ["doubts about the rules", "[doubts](doubts.md), each with a patient the rules are tested on"],
        ],
    )


def _claims() -> str:
    lines = (
        "Every hazard we know of has a cause, a harm and a control; for every control something named shows it.",
        "What is named has run and passed on this very code: the build stops where one is missing, skipped or red.",
        "What must hold for every patient there could be is proved, not sampled: [what is proved and what "
        "is not](../explanation/what-is-proved.md).",
        "The rules are read a second time by code of another hand, and run in another engine, with the same answers.",
        "What we doubt in the clinical contract we follow and say: [doubts](doubts.md).",
    )
    return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, 1))


def _counted(hazard: Hazard) -> tuple[str, str]:
    return str(len(hazard.tests)), ", ".join(f"`{claim}`" for claim in hazard.proofs)


def _not_acceptable() -> Iterator[str]:
    for each in hazards():
        if each.not_acceptable:
            yield f"- [{each.id}](hazard-log.md#{anchor(each)}) {each.title}: {each.left} left. {each.remains}"
