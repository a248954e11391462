"""Which statements a reader asks for: by source, by use, by what uses them, by words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from guidelines.pathway.sources import SOURCE_OF_LETTER, SOURCES
from guidelines.pathway.statements import CATALOGUE
from guidelines.pathway.uses import NOT_USED, REASON_LABELS, USE_LABELS, Use, uses_of
from registry.private_search import unsealed

NOT_USED_AT_ALL = "not-used"
REASON = "not-used:"  # and the code of the reason


@dataclass(frozen=True)
class Choice:
    """One option of a filter; `value` is what stands in the address."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Asked:
    """What the address asks for, the words sealed; anything it names that does not exist counts as not asked."""

    source: str = ""
    use: str = ""
    by: str = ""
    ids: tuple[str, ...] = ()
    words: str = ""

    @classmethod
    def read(cls, params: Mapping[str, str]) -> Asked:
        source, use = params.get("source", ""), params.get("use", "")
        return cls(
            source=source if source in SOURCES else "",
            use=use if use in dict(_use_choices()) else "",
            by=params.get("by", ""),
            ids=tuple(code for code in params.get("id", "").split(",") if code in CATALOGUE),
            words=unsealed(params.get("q", "")).strip()[:100],
        )

    @property
    def narrows(self) -> bool:
        return bool(self.source or self.use or self.by or self.ids or self.words)

    def found(self) -> list[str]:
        """The ids of what is asked for, in the order of the sources."""
        return [code for code in CATALOGUE if self._suits(code)]

    def _suits(self, code: str) -> bool:
        return (
            (not self.source or SOURCE_OF_LETTER[code[0]] == self.source)
            and (not self.ids or code in self.ids)
            and (not self.by or any(use.code == self.by for use in uses_of(code)))
            and (not self.use or self._used(code))
            and all(word in _text(code) for word in self.words.casefold().split())
        )

    def _used(self, code: str) -> bool:
        not_used = NOT_USED.get(code)
        if self.use.startswith(NOT_USED_AT_ALL):
            return not_used is not None and self.use in {NOT_USED_AT_ALL, REASON + not_used.reason}
        return any(use.kind == self.use for use in uses_of(code))

    def sources(self) -> list[Choice]:
        return [Choice(source.id, _(source.title), source.id == self.source) for source in SOURCES.values()]

    def uses(self) -> list[Choice]:
        return [Choice(value, label, value == self.use) for value, label in _use_choices()]

    def by_whom(self) -> Use | None:
        """What the address says uses them: its first use that is found."""
        return next((use for code in CATALOGUE for use in uses_of(code) if use.code == self.by), None)


def _use_choices() -> Iterator[tuple[str, str]]:
    for kind, label in USE_LABELS.items():
        yield kind.value, _("Used by %(what)s") % {"what": _(label)}
    yield NOT_USED_AT_ALL, _("Not used")
    for reason, label in REASON_LABELS.items():
        yield REASON + reason.value, _("Not used: %(reason)s") % {"reason": _(label)}


def _text(code: str) -> str:
    """Everything a reader may look for, in the reader's language."""
    statement = CATALOGUE[code]
    figures = _(statement.figures) if statement.figures else ""
    return f"{code} {_(statement.section)} {_(statement.says)} {figures}".casefold()
