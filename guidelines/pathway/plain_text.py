"""An answer as plain text: for a terminal, and to paste where nothing else is taken."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from guidelines.pathway.answer import Answer
from guidelines.pathway.change import Change
from guidelines.pathway.facts import FACTS
from guidelines.pathway.finding import Finding
from guidelines.pathway.readings.words import value_in_words
from guidelines.pathway.recommendations import CERTAINTY_LABELS, VERDICT_LABELS, Verdict
from guidelines.pathway.rulebook import ACTIONS
from guidelines.pathway.translate import _

Say = Callable[[str], str]

NOT_FOR_CLINICAL_USE = _("Not for clinical use: not a CE-marked medical device")

# What to do first comes first.
GROUPS: tuple[tuple[Verdict, str], ...] = (
    (Verdict.URGENT, _("Urgent")),
    (Verdict.RECOMMEND, _("Now")),
    (Verdict.CONSIDER, _("Consider")),
    (Verdict.CAUTION, _("With caution")),
    (Verdict.NOT_CLEARED, _("Not cleared")),
    (Verdict.CONTRAINDICATED, _("Contraindicated")),
    (Verdict.AVOID, _("Avoid")),
)


def answer_in_words(answer: Answer, say: Say = str) -> Iterator[str]:
    """The answer, a line at a time."""
    yield say(_("Columna pathway {version}")).format(version=answer.ruleset)
    yield say(NOT_FOR_CLINICAL_USE)
    yield ""
    yield from _alarm_signs(answer, say)
    for verdict, heading in GROUPS:
        findings = [finding for finding in answer.findings if finding.verdict is verdict]
        if findings:
            yield from ("", say(heading))
            yield from (line for finding in findings for line in _finding(finding, say))
    for warned in answer.warnings:
        yield from ("", say(_("Check: {message}")).format(message=say(warned.message)))
    yield from _thresholds(answer, say)


def _alarm_signs(answer: Answer, say: Say) -> Iterator[str]:
    flags = answer.red_flags
    if flags.present:
        titles = "; ".join(say(ACTIONS[code].title) for code in flags.present)
        yield say(_("Alarm: {titles}")).format(titles=titles)
    if flags.open:
        yield say(_("Alarm questions not asked: {labels}")).format(labels=_labels(flags.open, say))
    if flags.noted:
        yield say(_("Noted: {labels}")).format(labels=_labels(flags.noted, say))
    if not (flags.present or flags.open or flags.noted):
        yield say(_("Every alarm question is answered no."))


def _finding(finding: Finding, say: Say) -> Iterator[str]:
    certainty = say(CERTAINTY_LABELS[finding.action.certainty])
    yield f"  {say(finding.action.title)} [{certainty}]"
    yield f"      {finding.why(say)}"
    if finding.missing:
        yield "      " + say(_("Missing: {labels}")).format(labels=_labels(finding.missing, say))
    if finding.held_by:
        titles = "; ".join(say(ACTIONS[code].title) for code in finding.held_by)
        yield "      " + say(_("Held back by: {titles}")).format(titles=titles)
    if finding.action.before_signing and finding.verdict in (Verdict.CONSIDER, Verdict.CAUTION):
        steps = "; ".join(say(step) for step in finding.action.before_signing)
        yield "      " + say(_("Before signing: {steps}")).format(steps=steps)


def _thresholds(answer: Answer, say: Say) -> Iterator[str]:
    yield ""
    yield say(_("Thresholds used"))
    for name in answer.thresholds_used:
        used = answer.thresholds.named(name)
        yield f"  {say(used.label)}: {used.value:g} ({say(used.source)}; {used.valid_from.isoformat()})"


def changes_in_words(changes: Iterable[Change], say: Say = str) -> Iterator[str]:
    """What would change an action's verdict, a line each."""
    for change in changes:
        facts = "; ".join(
            f"{say(FACTS[fact].label)}: {value_in_words(fact, value, say)}"
            for fact, value in change.facts.items()
        )
        verdict = say(VERDICT_LABELS[change.verdict]) if change.verdict else say(_("no longer in the answer"))
        yield f"  {facts} → {verdict}"


def _labels(facts: Iterable[str], say: Say) -> str:
    return ", ".join(say(FACTS[fact].label) for fact in facts)
