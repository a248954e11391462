"""How patients spread over bands: walking distance, satisfaction, a score; and days of sick leave."""

from __future__ import annotations

from collections.abc import Iterable

from registry.annual_report.making.asking import Asking
from registry.annual_report.making.cells import TOTAL, count, mean, share
from registry.annual_report.making.part import part_of
from registry.annual_report.report import Cell, Note, Part
from registry.annual_report.specification import Spec
from registry.instruments.translate import _, say
from registry.statistics import BASELINE, STRATA, Answer, Histogram, Moments

SATISFACTION = (
    (1, 2, _("1 to below 2: not satisfied")),
    (2, 3, _("2 to below 3")),
    (3, 4, _("3 to below 4")),
    (4, 6, _("4 to 5: satisfied")),
)
TOKUHASHI = "tokuhashi_1990"  # the report prints the bands of this one
WALKING, SICK_LEAVE = "walking", "sick_leave_days"  # as registry.statistics names them


def satisfaction(spec: Spec, asking: Asking) -> Part:
    """The satisfaction domain of SRS-22r in four bands, of those operated at these ages."""
    [wave], [instrument] = spec.waves, spec.measures
    years = asking.years_of(spec)
    found = asking.by("age_band", spec.population, years, instrument, wave, domain="satisfaction")
    low, high = spec.ages or (0, 120)
    histograms = [one.follow_up_histogram for band, one in found.items() if band and low <= int(band) <= high]
    counts = _banded(histograms)
    cells = [*_shares(wave, counts)]
    return part_of(spec, asking, cells, total=TOTAL, adds="rows", shares_add=True, points=len(SATISFACTION))


def _banded(histograms: Iterable[Histogram | None]) -> dict[str, int]:
    counts = {title: 0 for _low, _high, title in SATISFACTION}
    for histogram in histograms:
        for low, _end, number in histogram.bars() if histogram else ():
            title = next(title for start, end, title in SATISFACTION if start <= low + 1e-9 < end)
            counts[title] += number
    return counts


def _shares(timepoint: str, counts: dict[str, int]) -> Iterable[Cell]:
    total = sum(counts.values())
    for row, number in counts.items():
        yield count("patients", timepoint, number, row=row)
        yield share("share", timepoint, number, total, row=row)
    yield count("patients", timepoint, total, row=TOTAL)


def scores(spec: Spec, asking: Asking) -> Part:
    """Patients by score before the operation, and of how many it is not recorded."""
    years = asking.years_of(spec)
    one: Answer = asking.ask(spec.population, years, TOKUHASHI)
    histogram = one.baseline_histogram
    bars = [] if histogram is None else [(low, number) for low, _high, number in histogram.bars()]
    cells = [count("patients", "baseline", number, row=f"{low:g}") for low, number in bars]
    operated = asking.operated(spec.population, years)
    if operated:
        cells.append(count("patients", "baseline", max(operated - one.n_baseline, 0), row=_("Not recorded")))
    cells.append(count("patients", "baseline", max(operated, one.n_baseline), row=TOTAL))
    return part_of(spec, asking, cells, total=TOTAL, adds="rows", notes=[Note(say(TOKUHASHI_NOTE))])


TOKUHASHI_NOTE = _("The score of 1990, 0 to 12. It is not known of those in the row “Not recorded”.")


def walking(spec: Spec, asking: Asking) -> Part:
    """How far patients walk, before and after: of those who told, at each timepoint."""
    [wave] = spec.waves
    before, after = (
        {title: found[value].n_answered if value in found else 0 for value, title in STRATA[WALKING].values}
        for timepoint in (BASELINE, wave)
        for found in [asking.by(WALKING, spec.population, asking.years_of(spec), WALKING, timepoint)]
    )
    cells = [*_shares("baseline", before), *_shares(wave, after)]
    notes = [Note(say(WHOEVER))]
    return part_of(
        spec, asking, cells, total=TOTAL, adds="rows", shares_add=True, notes=notes, points=2 * len(before)
    )


WHOEVER = _("Of whoever told how far they walk that time: not the same patients before and after.")


def sick_leave(spec: Spec, asking: Asking) -> Part:
    """Mean days of those on sick leave at the operation, women and men, and all."""
    years = asking.years_of(spec)
    found = asking.by("sex", spec.population, years, SICK_LEAVE)
    cells = [
        mean(asking, "sick_leave", "baseline", found[value].baseline if value in found else Moments(), title)
        for value, title in STRATA["sex"].values
    ]
    everybody = asking.ask(spec.population, years, SICK_LEAVE).baseline
    cells.append(mean(asking, "sick_leave", "baseline", everybody, TOTAL))
    return part_of(spec, asking, cells, total=TOTAL, adds="rows")
