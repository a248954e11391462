"""The reference page of the proofs, written from the claims and from what the last run found."""

from __future__ import annotations

from collections.abc import Iterator

from guidelines.pathway.facts import FACTS
from guidelines.pathway.readings.proof.claim import Claim
from guidelines.pathway.readings.proof.claims import CLAIMS, GROUPS
from guidelines.pathway.readings.proof.examples import Example
from guidelines.pathway.readings.proof.places import places
from guidelines.pathway.readings.proof.record import Outcome, Record, last_record
from guidelines.pathway.rulebook import CURRENT
from guidelines.reference_docs import FOLDER, page, table


def proofs_markdown() -> dict[str, str]:
    """Path to text: every claim, whether it holds, and the patient who shows that it does not."""
    return {f"{FOLDER}/proofs.md": page("What is proved", _proofs(last_record()))}


def _proofs(kept: Record | None) -> Iterator[str]:
    yield _summary(kept)
    for _code, title, claims in GROUPS:
        yield f"## {title}"
        yield table(
            ["claim", "what it says", "why it matters", "result"], [_row(claim, kept) for claim in claims]
        )
    yield "## The patients who show what does not hold"
    yield "Each is the plainest patient the solver found: take any one fact away and it is shown no more."
    for claim in CLAIMS.values():
        yield from (_patient(claim, example) for example in _examples(claim, kept))


def _summary(kept: Record | None) -> str:
    if kept is None or not kept.is_of(CURRENT):
        return "**Not proved for these rules.** Run `manage.py prove_guidelines --record`, then `manage.py write_reference_docs`."
    asked = [claim for claim in CLAIMS.values() if not claim.is_wish]
    held = sum(kept.outcomes[claim.id].holds for claim in asked)
    questions = sum(outcome.questions for outcome in kept.outcomes.values())
    return (
        f"Rule set {CURRENT.version}: {held} of {len(asked)} claims proved, with {questions} questions to the solver, over "
        f"{len(FACTS)} facts and {len(CURRENT.thresholds.all)} thresholds. {len(places(CURRENT))} places where the rules "
        "decide each keep a patient who comes there. Written by `manage.py prove_guidelines --witnesses --record`; "
        "[what this means and what it does not](../explanation/what-is-proved.md)."
    )


def _row(claim: Claim, kept: Record | None) -> list[str]:
    return [
        f"`{claim.id}`",
        claim.statement,
        claim.why,
        _result(claim, kept.outcomes.get(claim.id) if kept else None),
    ]


def _result(claim: Claim, outcome: Outcome | None) -> str:
    if outcome is None:
        return "not proved"
    if claim.is_wish:
        return "holds now" if outcome.holds else f"does not hold: doubt {claim.doubt}"
    return "proved" if outcome.holds else "**failed**"


def _examples(claim: Claim, kept: Record | None) -> tuple[Example, ...]:
    outcome = kept.outcomes.get(claim.id) if kept else None
    return outcome.examples if outcome else ()


def _patient(claim: Claim, example: Example) -> str:
    facts = "\n".join(f"- {line}" for line in example.in_words())
    return f"`{claim.id}`\n\n{facts}"
