"""What was typed, held against what the form was filled with: which answers are new, asked again, or cleared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from guidelines.forms.earlier import Earlier
from guidelines.forms.question import Question
from guidelines.forms.sections import QUESTIONS

PARENTS = frozenset(question.only.parent for question in QUESTIONS.values() if question.only)


@dataclass(frozen=True)
class Typed:
    """`given` holds what could be read, as it would be recorded; `unread` names what could not.

    `filled` is what the form was filled with when it was opened: an answer nobody touched is never taken for a new
    one, whatever was recorded or grew old since.
    """

    given: Mapping[str, Any]
    unread: frozenset[str]
    again: frozenset[str]
    filled: Mapping[str, Any]
    earlier: Mapping[str, Earlier]

    @cached_property
    def answers(self) -> dict[str, Any]:
        """Every question to its answer; None where it is blank, unread, or not asked."""
        return {
            name: self._answer(name) if self.asks(question) else None for name, question in QUESTIONS.items()
        }

    @cached_property
    def changes(self) -> dict[str, Any]:
        """Question to what is to be recorded for it; None clears it from this day on."""
        return {
            name: answer for name, answer in self.answers.items() if self._is_new(QUESTIONS[name], answer)
        }

    @property
    def readable(self) -> dict[str, Any]:
        """As `changes`, with what could not be read taken as not recorded: the older answer is no longer meant."""
        return self.changes | dict.fromkeys(self.unread)

    def asks(self, question: Question) -> bool:
        return question.is_asked(self._parents)

    def without(self, names: frozenset[str]) -> Typed:
        """The same with some answers unread."""
        kept = {name: value for name, value in self.given.items() if name not in names}
        return Typed(kept, self.unread | names, self.again, self.filled, self.earlier)

    @cached_property
    def _parents(self) -> dict[str, Any]:
        return {name: self._answer(name) for name in PARENTS}

    def _answer(self, name: str) -> Any:
        """What was given, or the answer that was too old to use where it was said to hold still."""
        given, earlier = self.given.get(name), self.earlier.get(name)
        if given is None and name in self.again and name not in self.unread and earlier:
            return earlier.value if earlier.state == "stale" else None
        return given

    def _is_new(self, question: Question, answer: Any) -> bool:
        if question.name in self.unread:
            return False
        if not self.asks(question):
            return self._falls_with_its_parent(question)
        return answer != self.filled.get(question.name) or (
            answer is not None and question.name in self.again
        )

    def _falls_with_its_parent(self, question: Question) -> bool:
        """A recorded child is cleared when somebody answers its parent so; not when the parent merely grew old."""
        earlier, parent = self.earlier.get(question.name), question.only.parent
        if earlier is None or earlier.state == "elsewhere" or parent in self.unread:
            return False
        return self._parents[parent] is not None or self.filled.get(parent) is not None
