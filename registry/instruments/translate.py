"""Text of the pure packages: marked here, translated at the edge where a person reads it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


def _(text: str) -> str:
    """`text` itself: makemessages finds the mark, gettext is called where the text is shown."""
    return text


@dataclass(frozen=True, slots=True)
class Message:
    """A marked sentence with its values apart, so that it can be said in another language later."""

    template: str
    values: tuple[tuple[str, str | int], ...] = ()

    def __str__(self) -> str:
        return self.template.format(**dict(self.values))

    def translated(self, gettext: Callable[[str], str]) -> str:
        """The sentence in the reader's language; a value that is marked text itself (an item's name) follows."""
        values = {
            name: gettext(value) if isinstance(value, str) and value else value for name, value in self.values
        }
        return gettext(self.template).format(**values)


def say(template: str, **values: str | int) -> Message:
    return Message(template, tuple(values.items()))
