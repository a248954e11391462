"""Print the pathway's answer for facts from a file or standard input. Opens no database unless a department is named."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext

from guidelines.pathway.change import would_change
from guidelines.pathway.engine import evaluate
from guidelines.pathway.facts import FactError, PatientFacts, facts_from_json
from guidelines.pathway.plain_text import answer_in_words, changes_in_words
from guidelines.pathway.releases import UnknownRuleSet, ruleset, versions
from guidelines.pathway.rulebook import ACTIONS, RULESET
from guidelines.pathway.ruleset import RuleSet
from guidelines.pathway.thresholds import Thresholds


class Refused(CommandError):
    """What was given cannot be used: one line on standard error, exit 2."""

    def __init__(self, message: str) -> None:
        super().__init__(message, returncode=2)


@dataclass(frozen=True)
class Request:
    """What is asked about every patient: by which rules, whose thresholds, and the action whose changes are wanted."""

    rules: RuleSet
    thresholds_on: Callable[[date], Thresholds]
    changes_of: str | None

    def as_json(self, facts: PatientFacts) -> dict[str, Any]:
        thresholds = self.thresholds_on(facts.index_date)
        answer = evaluate(facts, thresholds, rules=self.rules).as_json()
        if self.changes_of:
            changes = would_change(facts, self.changes_of, thresholds)
            answer["would_change"] = [change.as_json() for change in changes]
        return answer

    def in_words(self, facts: PatientFacts) -> Iterator[str]:
        thresholds = self.thresholds_on(facts.index_date)
        yield from answer_in_words(evaluate(facts, thresholds, rules=self.rules), gettext)
        if self.changes_of:
            title = gettext(ACTIONS[self.changes_of].title)
            yield from ("", gettext("What would change the advice on: %(title)s") % {"title": title})
            yield from changes_in_words(would_change(facts, self.changes_of, thresholds), gettext)


class Command(BaseCommand):
    help = (
        "Prints the pathway's answer for the facts of one patient (a JSON object), or of one a line. "
        "Not for clinical use: not a CE-marked medical device. "
        "Exit 2 when facts or options are refused; with --jsonl a refused line is answered by its error, exit 1."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser):
        parser.add_argument("file", help="a file of JSON facts, or - for standard input")
        parser.add_argument(
            "--jsonl", action="store_true", help="one patient a line, one answer a line, in order"
        )
        parser.add_argument("--words", action="store_true", help="print for a person instead of as JSON")
        parser.add_argument("--rules", metavar="VERSION", default=RULESET, help="ask an older rule set")
        parser.add_argument("--department", metavar="CODE", help="use this department's thresholds")
        parser.add_argument(
            "--would-change", metavar="ACTION", help="also list what would change the verdict of this action"
        )

    def handle(self, *, file, jsonl, words, rules, department, would_change, **_options):
        if jsonl and words:
            raise Refused("--words: found with --jsonl; allowed: one of the two.")
        if would_change and rules != RULESET:
            raise Refused("--would-change: found with --rules; allowed: with the rules in force only.")
        version = known_version(rules)
        request = Request(version, thresholds_of(department, version), known_action(would_change))
        stream = opened(file)
        if jsonl:
            self.answer_lines(stream, request)
        else:
            self.answer_one(stream.read(), request, words=words)

    def answer_one(self, raw: bytes, request: Request, *, words: bool) -> None:
        try:
            facts = facts_from_json(decoded(raw))
        except FactError as refused:
            raise Refused(refused.message) from None
        if words:
            self.stdout.write("\n".join(request.in_words(facts)))
        else:
            self.stdout.write(json.dumps(request.as_json(facts), indent=2))

    def answer_lines(self, stream: BinaryIO, request: Request) -> None:
        """One answer a line; a refused line is answered by its error and the rest goes on."""
        refused = 0
        for line in stream:
            if line.strip():
                answer = answer_to_line(line, request)
                refused += "error" in answer
                self.stdout.write(json.dumps(answer))
        if refused:
            sys.exit(1)


def answer_to_line(line: bytes, request: Request) -> dict[str, Any]:
    try:
        return request.as_json(facts_from_json(decoded(line)))
    except FactError as refused:
        return {"error": {"fact": refused.fact, "message": refused.message}}


def decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FactError(None, f"not UTF-8: found {error.reason}; allowed: UTF-8 text.") from None


def opened(name: str) -> BinaryIO:
    """The file, or standard input for "-"; Refused where it cannot be read."""
    if name == "-":
        return sys.stdin.buffer
    try:
        return BytesIO(Path(name).read_bytes())
    except OSError as error:
        raise Refused(
            f"file: found {name}, {error.strerror}; allowed: a file that can be read, or -."
        ) from None


def known_action(code: str | None) -> str | None:
    if code is None or code in ACTIONS:
        return code
    near = get_close_matches(code, ACTIONS, n=1)
    hint = f"did you mean {near[0]}? " if near else ""
    raise Refused(f"--would-change: found {code}; {hint}allowed: the code of an action.")


def known_version(version: str) -> RuleSet:
    try:
        return ruleset(version)
    except UnknownRuleSet:
        allowed = ", ".join(versions())
        raise Refused(f"--rules: found {version}; allowed: a rule-set version ({allowed}).") from None


def thresholds_of(code: str | None, rules: RuleSet) -> Callable[[date], Thresholds]:
    """The thresholds on a day: the rule set's own, or a department's. Only a department opens the database."""
    if code is None:
        return lambda on: rules.thresholds
    from guidelines.selectors import thresholds_for
    from registry.models import Department

    department = Department.objects.filter(code=code).first()
    if department is None:
        codes = ", ".join(Department.objects.order_by("code").values_list("code", flat=True)) or "none yet"
        raise Refused(f"--department: found {code}; allowed: the code of a department ({codes}).")
    return cache(lambda on: thresholds_for(department, on, rules.thresholds))
