"""The reference page of the functional category, written from its table: rules, constraints and programmes in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from guidelines.pathway.criteria import Criterion, Named
from guidelines.pathway.functional_bands import TESTS, PhysicalTest
from guidelines.pathway.functional_borderline import MARGINS
from guidelines.pathway.functional_constraints import CONSTRAINTS, Constraint
from guidelines.pathway.functional_rules import (
    CATEGORY_LABELS,
    CONSIDERATIONS,
    PHYSICIAN_FIRST,
    STEPS,
    Consideration,
    Step,
)
from guidelines.pathway.prescription import SOURCE_NOTES
from guidelines.pathway.programme import Line, Programme
from guidelines.pathway.programmes import DOSE_FRAME, PROGRAMMES, RETEST
from guidelines.pathway.readings.words import in_words, meaning
from guidelines.pathway.thresholds import DEFAULT
from guidelines.reference_docs import DISCLAIMER, FOLDER, page, table

OURS = "[D] our own choice"


def functional_markdown() -> dict[str, str]:
    """Path to text: the one page."""
    return {f"{FOLDER}/functional-category.md": page("The functional category", _parts())}


def _parts() -> Iterator[str]:
    yield (
        f"{DISCLAIMER} The sources name five categories and give no criteria: every number is from the literature named "
        "beside it or our own choice. A physiotherapist confirms or overrides. How it is meant: "
        "[the functional category](../explanation/functional-category.md)."
    )
    yield "## Steps\n\nThe first that is met decides."
    yield table(["step", "in short", "met when", "gives", "rests on"], map(_step, (PHYSICIAN_FIRST, *STEPS)))
    yield "## Considerations\n\nEach turns the upper categories into “with consideration”."
    yield table(["rule", "in short", "met when", "rests on"], map(_consideration, CONSIDERATIONS))
    yield "## Tests"
    yield table(["test", "green", "red", "very red", "rests on"], map(_test, TESTS))
    margins = ", ".join(f"`{fact}` {margin:g}" for fact, margin in MARGINS.items())
    yield f"A value is borderline when moving it by its margin changes the category: {margins}."
    yield "## Constraints"
    yield table(["constraint", "stands when", "means", "rests on"], map(_constraint, CONSTRAINTS))
    yield "## Programmes\n\nA line that a constraint forbids is left out; a line that needs one stands only with it."
    for programme in PROGRAMMES.values():
        yield from _programme(programme)
    yield "### Dose frame of the four active categories"
    yield _listed((*DOSE_FRAME, *RETEST))
    yield "## What the source overstates"
    yield "\n".join(f"- {note.text} {note.source}".rstrip() for note in SOURCE_NOTES)


def _words(criterion: Criterion) -> str:
    if isinstance(criterion, Named):
        return meaning(criterion, DEFAULT)
    return in_words(criterion, DEFAULT)


def _rests_on(row: Step | Consideration) -> str:
    return "; ".join(filter(None, [row.source, ", ".join(row.cites), OURS if row.design_choice else ""]))


def _step(row: Step) -> list[str]:
    category = CATEGORY_LABELS[row.category] if row.category else "no category"
    return [row.code, row.label, _words(row.when), f"{row.status.value}: {category}", _rests_on(row)]


def _consideration(row: Consideration) -> list[str]:
    return [row.code, row.label, _words(row.when), _rests_on(row)]


def _test(test: PhysicalTest) -> list[str]:
    very_red = _words(test.very_red) if test.very_red else ""
    return [test.label, _words(test.green), _words(test.red), very_red, test.source]


def _constraint(row: Constraint) -> list[str]:
    only = f", category {CATEGORY_LABELS[row.only_for]}" if row.only_for else ""
    return [
        f"`{row.code}`",
        _words(row.when) + only,
        row.meaning,
        "; ".join(filter(None, [row.source, row.own_part])),
    ]


def _programme(programme: Programme) -> Iterator[str]:
    yield f"### {programme.title}"
    for title, lines in (
        ("Strong", programme.strong),
        ("Steady", programme.steady),
        ("Straight", programme.straight),
        ("Supervision", programme.supervision),
    ):
        yield f"**{title}**\n\n{_listed(lines)}"


def _listed(lines: Iterable[Line]) -> str:
    return "\n".join(f"- {_line(line)}" for line in lines)


def _line(line: Line) -> str:
    conditions = [
        f"only with `{line.needs}`" if line.needs else "",
        f"not with {' or '.join(f'`{code}`' for code in line.barred_by)}" if line.barred_by else "",
        "after a hip fracture" if line.after_hip_fracture else "",
        OURS if line.own_choice else line.source,
    ]
    return f"{line.text} ({'; '.join(filter(None, conditions))})"
