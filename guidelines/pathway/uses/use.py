"""What a use of a statement is, and why one has none."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from guidelines.pathway.translate import _


class UseKind(StrEnum):
    """What a statement is used by."""

    RULE = "rule"
    EVIDENCE = "evidence"
    CONTROVERSY = "controversy"
    REGISTRY = "registry"
    REPORT = "report"


USE_LABELS: dict[UseKind, str] = {
    UseKind.RULE: _("a rule"),
    UseKind.EVIDENCE: _("the evidence of an action"),
    UseKind.CONTROVERSY: _("a controversy"),
    UseKind.REGISTRY: _("a requirement on the registry"),
    UseKind.REPORT: _("a report"),
}


@dataclass(frozen=True)
class Use:
    """One place where a statement is used. `code` is the action's, the controversy's or the requirement's own id."""

    kind: UseKind
    code: str
    title: str


@dataclass(frozen=True)
class Requirement:
    """Something the registry or a report must do, and the statements that ask for it or give its figures."""

    code: str
    title: str
    statements: tuple[str, ...]


class Reason(StrEnum):
    """Why a statement is not used."""

    BACKGROUND = "background"
    MECHANISM = "mechanism"
    SUPERSEDED = "superseded"
    SCOPE = "scope"
    CUSTOM = "custom"
    OPINION = "opinion"
    SOURCE = "source"
    GENERAL = "general"


REASON_LABELS: dict[Reason, str] = {
    Reason.BACKGROUND: _("background: how common or how heavy; no decision hangs on it"),
    Reason.MECHANISM: _("explains how; changes neither advice nor what is recorded"),
    Reason.SUPERSEDED: _("superseded"),
    Reason.SCOPE: _("outside the scope of this product"),
    Reason.CUSTOM: _("custom of one place or time"),
    Reason.OPINION: _("the authors' opinion"),
    Reason.SOURCE: _("about the source itself"),
    Reason.GENERAL: _("too general to act on"),
}


@dataclass(frozen=True)
class NotUsed:
    """A statement that nothing uses, and why, as a code and in words."""

    statement: str
    reason: Reason
    words: str


def asks(code: str, title: str, statements: str) -> Requirement:
    return Requirement(code, title, tuple(statements.split()))
