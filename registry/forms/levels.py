"""Levels ticked on a drawing of the spine, or typed: "L3-L5, S1"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from registry.fields import Answer, TickSetField
from registry.operations.drawing import HEIGHT, WIDTH, path
from registry.operations.levels import LEVELS, NAMES, PARTS, in_order, read
from registry.widgets import SomeTicksWidget

CHOICES = [(level, _(NAMES[level]) if level in NAMES else level) for level in LEVELS]


class SpineWidget(SomeTicksWidget):
    """The drawing: every level is a tick box with its label. A part of the spine folds; `unfolded` are those shown."""

    template_name = "registry/widgets/spine.html"
    unfolded: frozenset[str] = frozenset(part.code for part in PARTS)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        drawn = {option["value"]: option | {"path": path(option["value"])} for option in context["options"]}
        return context | {"parts": list(self._parts(drawn)), "width": WIDTH, "height": HEIGHT}

    def _parts(self, drawn: dict[str, dict[str, Any]]) -> Iterator[dict[str, Any]]:
        for part in PARTS:
            levels = [drawn[level] for level in part.levels]
            ticked = sum(level["selected"] for level in levels)
            yield {
                "title": _(part.title),
                "levels": levels,
                "ticked": ticked,
                "open": bool(ticked) or part.code in self.unfolded,
            }


class LevelsField(TickSetField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=CHOICES, **{"widget": SpineWidget(choices=CHOICES), **kwargs})


class TypedLevelsField(Answer):
    """The levels as codes; None where nothing is typed."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> list[str] | None:
        if value in self.empty_values:
            return None
        try:
            return read(str(value))
        except ValueError as wrong:
            said = _(
                "Found “%(found)s”, which is no level. Write for example L3-L5 or C5, C6; C0 to S5 and iliac."
            )
            raise ValidationError(said, params={"found": wrong}) from None


def both(*ways: Iterable[str] | None) -> list[str] | None:
    """What was ticked and what was typed together; None where neither was."""
    given = [level for way in ways for level in way or ()]
    return in_order(given) or None
