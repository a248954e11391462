"""The map with what holds today on it: what is switched off; for one patient the verdicts and the ways that are open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from guidelines.pathway.answer import Answer
from guidelines.pathway.criteria import Criterion
from guidelines.pathway.facts import PatientFacts
from guidelines.pathway.finding import Finding
from guidelines.pathway.readings.leads import Kind
from guidelines.pathway.readings.pathway_map import PathwayMap, pathway_map
from guidelines.pathway.readings.verdict import Memo, reader
from guidelines.pathway.recommendations import VERDICT_LABELS, Action, Verdict
from guidelines.presentation.pathway_map.drawing import Drawing, Path, State, drawings
from guidelines.switched_off import SwitchedOff, Withheld

ICONS: Mapping[Verdict, str] = {
    Verdict.URGENT: "exclamation-octagon-fill",
    Verdict.CONTRAINDICATED: "slash-circle",
    Verdict.NOT_CLEARED: "unlock-fill",
    Verdict.CAUTION: "exclamation-triangle-fill",
    Verdict.RECOMMEND: "check-circle-fill",
    Verdict.CONSIDER: "chat-square-text-fill",
    Verdict.AVOID: "dash-circle-fill",
}
ABSENT = State("absent")


def lit_drawings(
    pathway: tuple[Action, ...], answer: Answer, facts: PatientFacts, off: Iterable[Withheld] = ()
) -> tuple[Drawing, ...]:
    """The map in both shapes with this answer on it; `off` are the actions that are switched off for everybody."""
    states = {code: _state(finding) for code, finding in answer.actions.items()}
    states |= {each.switch.action: _switched_off(each.warned) for each in off}
    taken = _Taken(pathway_map(pathway), answer, facts)
    return tuple(
        replace(
            drawing,
            boxes=tuple(replace(box, state=states.get(box.code, _absent())) for box in drawing.boxes),
            paths=tuple(sorted((taken.path(path) for path in drawing.paths), key=lambda path: path.lit)),
        )
        for drawing in drawings(pathway, answer.thresholds, spare=1)
    )


def _absent() -> State:
    return replace(ABSENT, said=_("does not apply"))


def plain_drawings(pathway: tuple[Action, ...], off: Iterable[SwitchedOff] = ()) -> tuple[Drawing, ...]:
    """The map in both shapes without a patient, with what is switched off marked."""
    marked = {each.action: _switched_off() for each in off}
    return tuple(
        replace(drawing, boxes=tuple(replace(box, state=marked.get(box.code)) for box in drawing.boxes))
        for drawing in drawings(pathway, spare=1 if marked else 0)
    )


def _switched_off(warned: Verdict | None = None) -> State:
    """Off for everybody; what it warns of in the patient is said nevertheless."""
    label = _("Switched off")
    warning = _("warns nevertheless: %(verdict)s") % {"verdict": _(VERDICT_LABELS[warned])} if warned else ""
    return State("off", label=label, icon="slash-circle", said="; ".join(filter(None, [label, warning])))


def _state(finding: Finding) -> State:
    label = capfirst(_(VERDICT_LABELS[finding.verdict]))
    held = bool(finding.held_by)
    return State(
        code="held" if finding.held_by else "present",
        verdict=finding.verdict.value,
        label=label,
        icon="lock-fill" if held else ICONS[finding.verdict],
        said=_("Not cleared: held by an urgent alarm") if held else label,
    )


class _Taken:
    """Whether a way is open for this patient: its question is met, and what it leads to applies."""

    def __init__(self, found: PathwayMap, answer: Answer, facts: PatientFacts) -> None:
        self.record, self.limits = vars(facts), answer.thresholds.values
        self.memo: Memo = {}
        frames = (block.frame for band in found.bands for block in band.blocks if block.frame)
        met = {frame.code for frame in frames if self.is_met(frame.criterion)}
        self.reached = met | set(answer.actions)

    def is_met(self, criterion: Criterion) -> bool:
        return reader(criterion)(self.record, self.limits, self.memo) is True

    def path(self, path: Path) -> Path:
        if path.kind == Kind.SHUTS:
            return replace(path, lit=path.source in self.reached)
        return replace(path, lit=path.target in self.reached and self.is_met(path.criterion))
