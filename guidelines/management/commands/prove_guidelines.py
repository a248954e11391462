"""Prove the rules safe for every patient there could be, or print the patient for whom they are not."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from time import perf_counter
from types import ModuleType
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext

from guidelines.pathway.readings.proof import record, witnesses
from guidelines.pathway.readings.proof.claim import Claim
from guidelines.pathway.readings.proof.claims import CLAIMS, NO_DEAD_RULE
from guidelines.pathway.readings.proof.places import places
from guidelines.pathway.recommendations import VERDICT_LABELS
from guidelines.pathway.rulebook import CURRENT

Timed = tuple[Any, float]  # a Proof, and the seconds it took


class Refused(CommandError):
    """What was asked cannot be done: one line on standard error, exit 2."""

    def __init__(self, message: str) -> None:
        super().__init__(message, returncode=2)


class Command(BaseCommand):
    help = (
        "Proves each claim about the rules for every combination of facts, recorded or not, and every threshold a "
        "department may set. A claim that fails prints the patient who shows it, as JSON that `recommend` takes and "
        "in words. Exit 1 when a claim fails, or when a wish that is known not to hold does hold. "
        "Not for clinical use: not a CE-marked medical device."
    )
    requires_system_checks: list[str] = []  # rules that may not start are the ones to ask about

    def add_arguments(self, parser):
        parser.add_argument(
            "--claim", metavar="ID", action="append", help="this claim alone; may be repeated"
        )
        parser.add_argument("--json", action="store_true", help="print as JSON")
        parser.add_argument(
            "--witnesses",
            action="store_true",
            help=f"first look for the plainest patient of every verdict case, and write {witnesses.PATH.name}",
        )
        parser.add_argument(
            "--record", action="store_true", help=f"write what was found to {record.PATH.name}"
        )

    def handle(self, *, claim, record, witnesses, **options):
        chosen = [known_claim(name) for name in dict.fromkeys(claim or CLAIMS)]
        if record and claim:
            raise Refused("--record: found with --claim; allowed: the record is of all claims.")
        proof = solver()
        if witnesses:
            self.write_witnesses(proof)
        timed = list(self.proved(proof, chosen, quiet=options["json"]))
        self.tell_all(timed, chosen, as_json=options["json"])
        if record:
            self.write_record([found for found, _seconds in timed])
        if not all(found.as_expected for found, _seconds in timed):
            sys.exit(1)

    def proved(self, proof: ModuleType, chosen: Sequence[Claim], *, quiet: bool) -> Iterator[Timed]:
        """Each proof with its seconds, told as soon as it is there."""
        proofs = proof.prove(chosen, CURRENT)
        for _claim in chosen:
            began = perf_counter()
            found = self.next_proof(proof, proofs)
            seconds = perf_counter() - began
            if not quiet:
                self.tell(found, seconds)
            yield found, seconds

    def next_proof(self, proof: ModuleType, proofs: Iterator[Any]) -> Any:
        """Raises CommandError, exit 3, where nothing can be said: neither proved nor refuted."""
        try:
            return next(proofs)
        except (proof.Disagreement, proof.Undecided) as error:
            raise CommandError(f"Nothing is proved: {error}", returncode=3) from error

    def tell(self, found: Any, seconds: float) -> None:
        from guidelines.pathway.readings.proof.telling import outcome_in_words, refutations_in_words

        outcome = outcome_in_words(found, gettext)
        counted = gettext("%(questions)d questions, %(seconds).2f s") % {
            "questions": found.questions,
            "seconds": seconds,
        }
        self.stdout.write(f"{outcome}: {found.claim.id} ({counted})")
        self.stdout.write(f"    {gettext(found.claim.statement)}")
        for line in refutations_in_words(found, CURRENT, gettext):
            self.stdout.write(f"    {line}")

    def tell_all(self, timed: Sequence[Timed], chosen: Sequence[Claim], *, as_json: bool) -> None:
        from guidelines.pathway.readings.proof.telling import as_data

        if as_json:
            claims = [as_data(found, CURRENT, seconds) for found, seconds in timed]
            kept = {code: dict(example.facts) for code, example in witnesses.witnesses().items()}
            answer = {
                "ruleset": CURRENT.version,
                "digest": record.digest_of(CURRENT),
                "claims": claims,
                "witnesses": kept,
            }
            self.stdout.write(json.dumps(answer, indent=2))
            return
        if NO_DEAD_RULE in chosen:
            self.tell_witnesses()
        self.stdout.write(summary(timed))

    def tell_witnesses(self) -> None:
        self.stdout.write(gettext("An example patient for every place where the rules decide:"))
        kept = witnesses.witnesses()
        for place in places(CURRENT):
            verdict = gettext(VERDICT_LABELS[place.verdict]) if place.verdict else gettext(place.label)
            example = "; ".join(kept[place.code].in_words(gettext)) if place.code in kept else "-"
            self.stdout.write(f"    {place.code} ({verdict}): {example}")

    def write_witnesses(self, proof: ModuleType) -> None:
        found = dict(proof.witnesses_of(CURRENT))
        for place in (place for place, example in found.items() if example is None):
            self.stderr.write(f"{place.code}: nobody comes there.")
        kept = {place.code: example for place, example in found.items() if example}
        witnesses.PATH.write_text(witnesses.text_of(kept), "utf-8")
        witnesses.witnesses.cache_clear()

    def write_record(self, proofs: Sequence[Any]) -> None:
        record.PATH.write_text(record.text_of(CURRENT, proofs, timezone.localdate()), "utf-8")
        record.last_record.cache_clear()


def solver() -> ModuleType:
    """The proofs, which need z3. Raises Refused where it is not installed."""
    try:
        from guidelines.pathway.readings.proof import proving
    except ModuleNotFoundError as missing:
        if missing.name != "z3":
            raise
        raise Refused(
            "z3 is not installed, and the proofs need it; install the development tools: "
            ".venv/bin/pip install --require-hashes -r requirements/dev.txt"
        ) from None
    return proving


def known_claim(name: str) -> Claim:
    if name in CLAIMS:
        return CLAIMS[name]
    near = get_close_matches(name, CLAIMS, n=1)
    hint = f"did you mean {near[0]}? " if near else ""
    raise Refused(f"--claim: found {name}; {hint}allowed: {', '.join(CLAIMS)}.")


def summary(timed: Sequence[Timed]) -> str:
    claims = [found for found, _seconds in timed if not found.claim.is_wish]
    words = gettext(
        "%(held)d of %(claims)d claims proved for rule set %(version)s, %(questions)d questions in %(seconds).1f s. "
        "Not for clinical use: not a CE-marked medical device."
    )
    return words % {
        "held": sum(found.holds for found in claims),
        "claims": len(claims),
        "version": CURRENT.version,
        "questions": sum(found.questions for found, _seconds in timed),
        "seconds": sum(seconds for _found, seconds in timed),
    }
