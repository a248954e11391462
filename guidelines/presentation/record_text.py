"""The advice as plain text for the hospital record: at most 80 columns, nothing that names the patient."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guidelines.models import Signature
from guidelines.presentation.cards import Card
from guidelines.presentation.screen import Group, Screen

COLUMNS = 80
INDENT = "  "


def record_text(screen: Screen, signature: Signature | None) -> str:
    """Lines of at most 80 columns; the record it is pasted into already says who the patient is."""
    lines = [
        *_head(screen),
        *_switched_off(screen),
        *_urgent(screen),
        *(line for group in screen.groups for line in _group(group)),
        *_open_questions(screen),
        *_category(screen),
        *_facts(screen),
        *_foot(screen, signature),
    ]
    return "\n".join(lines) + "\n"


def _head(screen: Screen) -> Iterator[str]:
    yield from _wrapped(
        _("Columna: advice of %(day)s, rules %(ruleset)s") % {"day": screen.day, "ruleset": screen.ruleset}
    )
    yield from _wrapped(_("Not for clinical use: not a CE-marked medical device"))
    yield ""
    yield from _wrapped(_("Alarm signs: %(line)s") % {"line": screen.alarm.line})


def _switched_off(screen: Screen) -> Iterator[str]:
    if screen.switched_off:
        yield ""
        yield _("SWITCHED OFF, AND GIVEN TO NOBODY AS ADVICE")
    for rule in screen.switched_off:
        said = {"title": rule.title, "day": date_format(rule.since), "by": rule.by, "reason": rule.reason}
        yield from _item(_("%(title)s: since %(day)s, by %(by)s, because “%(reason)s”") % said)
        if rule.warned:
            reads = _("For this patient it reads: %(verdict)s. Switching it off clears nothing.")
            yield from _wrapped(reads % {"verdict": rule.warned}, INDENT)


def _urgent(screen: Screen) -> Iterator[str]:
    if screen.urgent:
        yield from _titled(_("URGENT"), screen.urgent)


def _group(group: Group) -> Iterator[str]:
    yield from _titled(group.title.upper(), group.cards)


def _titled(title: str, cards: tuple[Card, ...]) -> Iterator[str]:
    yield ""
    yield title
    for card in cards:
        yield from _card(card)


def _card(card: Card) -> Iterator[str]:
    values = f" ({card.values})" if card.values else ""
    yield from _item(f"{card.title}: {card.why}{values}.")
    if card.held_by:
        yield from _wrapped(_("Held by: %s") % "; ".join(link.title for link in card.held_by), INDENT)
    if card.missing:
        yield from _wrapped(_("Not recorded: %s") % ", ".join(fact.label for fact in card.missing), INDENT)
    if card.is_procedure:
        yield from _wrapped(
            _("An option to assess with the patient and the operator; nothing is ordered here."), INDENT
        )
    if card.depends_on_day:
        yield from _wrapped(card.depends_on_day, INDENT)
    if card.is_answered:
        yield from _wrapped(_response(card), INDENT)


def _response(card: Card) -> str:
    given = card.answered
    parts = [given.done, given.reason, f"“{given.comment}”" if given.comment else "", given.by, _at(given.at)]
    return _("Response: %s") % ", ".join(part for part in parts if part)


def _open_questions(screen: Screen) -> Iterator[str]:
    if screen.stale:
        yield ""
        yield _("TOO OLD TO BE READ")
        for stale in screen.stale:
            yield from _item(f"{stale.question.label}: {stale.value}, {stale.day}")


def _category(screen: Screen) -> Iterator[str]:
    found = screen.category
    yield ""
    yield from _wrapped(
        _("Functional category: %s") % ": ".join(part for part in (found.status_label, found.label) if part)
    )


def _facts(screen: Screen) -> Iterator[str]:
    yield ""
    yield _("FACTS USED")
    for fact in screen.facts:
        yield from _item(f"{fact.label}: {fact.text} ({fact.day})")


def _foot(screen: Screen, signature: Signature | None) -> Iterator[str]:
    yield ""
    for threshold in screen.own_thresholds:
        yield from _wrapped(
            _("Threshold of %(department)s: %(label)s %(value)s from %(day)s (%(source)s)")
            % {"department": screen.department, "label": threshold.inline, "value": threshold.value,
               "day": threshold.valid_from, "source": threshold.source}
        )  # fmt: skip
    count = len(screen.thresholds) - len(screen.own_thresholds)
    yield from _wrapped(
        ngettext("%(n)d threshold as in rules %(ruleset)s", "%(n)d thresholds as in rules %(ruleset)s", count)
        % {"n": count, "ruleset": screen.ruleset}
    )
    yield from _wrapped(_signed(signature))
    yield from _wrapped(_("Not for clinical use: not a CE-marked medical device"))


def _signed(signature: Signature | None) -> str:
    if signature is None:
        return _("NOT SIGNED")
    by = signature.signed_by.get_full_name() or signature.signed_by.get_username()
    return _("Signed by %(by)s, %(at)s") % {"by": by, "at": _at(signature.signed_at)}


def _at(moment) -> str:
    return date_format(localtime(moment), "SHORT_DATETIME_FORMAT")


def _item(text: str) -> list[str]:
    return wrap(f"- {text}", COLUMNS, subsequent_indent=INDENT, break_long_words=True)


def _wrapped(text: str, indent: str = "") -> list[str]:
    return wrap(text, COLUMNS, initial_indent=indent, subsequent_indent=indent, break_long_words=True)
