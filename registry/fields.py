"""Form fields for what a clinician answers. Not recorded is None; 0, False and the empty set are answers."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from registry.partial_date import PartialDate
from registry.typed_date import NoSuchDay, Unreadable, typed_date
from registry.value_rules import bounds
from registry.widgets import (
    BLANK,
    NOTHING_OF_THESE,
    DateWidget,
    MeasureWidget,
    SegmentsWidget,
    TicksWidget,
    TriStateWidget,
    VasWidget,
)

NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?", re.ASCII)


class Answer(forms.Field):
    """A field that need not be filled: blank is not recorded."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, **kwargs})

    def validate(self, value: Any) -> None:
        if value is None and self.required:
            raise ValidationError(self.error_messages["required"], code="required")


class TriStateField(Answer):
    """True, False or None."""

    widget = TriStateWidget
    answers = {"yes": True, "no": False, BLANK: None, None: None, True: True, False: False}

    def to_python(self, value: Any) -> bool | None:
        if value not in self.answers:
            raise ValidationError(
                _("Found “%(found)s”. Allowed: yes, no, or not recorded."), params={"found": value}
            )
        return self.answers[value]


class SegmentsField(Answer):
    """One of `choices` (value, label), as the value itself (a number stays a number), or None."""

    def __init__(self, *, choices: Iterable[tuple[Any, Any]], **kwargs: Any) -> None:
        choices = list(choices)
        self.values = {str(value): value for value, _label in choices}
        offered = choices if kwargs.get("required") else [*choices, (BLANK, _("Not recorded"))]
        super().__init__(**{"widget": SegmentsWidget(choices=offered), **kwargs})

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        if str(value) not in self.values:
            raise ValidationError(
                _("Found “%(found)s”. Choose one of the answers shown."), params={"found": value}
            )
        return self.values[str(value)]


class TickSetField(Answer):
    """The ticked codes in the order of `choices`; [] where “none of these” is ticked; None where nothing is."""

    def __init__(self, *, choices: Iterable[tuple[str, Any]], **kwargs: Any) -> None:
        choices = list(choices)
        self.codes = [code for code, _label in choices]
        super().__init__(**{"widget": TicksWidget(choices=choices), **kwargs})

    def to_python(self, value: Any) -> list[str] | None:
        ticked = [str(code) for code in value or []]
        if not ticked:
            return None
        for code in ticked:
            if code not in {*self.codes, *([NOTHING_OF_THESE] if self.widget.offers_none else [])}:
                raise ValidationError(_("Found “%(found)s”. Tick among those shown."), params={"found": code})
        chosen = [code for code in self.codes if code in ticked]
        if chosen and NOTHING_OF_THESE in ticked:
            raise ValidationError(_("“None of these” is ticked together with others. Keep one or the other."))
        return chosen

    def has_changed(self, initial: Any, data: Any) -> bool:
        """What cannot be read is a change, whose message `clean` gives."""
        try:
            return (None if initial is None else list(initial)) != self.to_python(data)
        except ValidationError:
            return True


class PartialDateField(Answer):
    """A PartialDate, or None; a month alone only where `month_allowed`."""

    def __init__(self, *, month_allowed: bool = False, **kwargs: Any) -> None:
        self.month_allowed = month_allowed
        super().__init__(**{"widget": DateWidget(month_allowed=month_allowed), **kwargs})

    def to_python(self, value: Any) -> PartialDate | None:
        if value in self.empty_values:
            return None
        if isinstance(value, PartialDate):
            return value
        try:
            found = typed_date(str(value))
        except NoSuchDay:
            raise ValidationError(
                _("Found “%(found)s”. There is no such day."), params={"found": value}
            ) from None
        except Unreadable:
            raise self._unreadable(value) from None
        if found.precision == "month" and not self.month_allowed:
            raise self._unreadable(value)
        return found

    def _unreadable(self, value: Any) -> ValidationError:
        text = _("Found “%(found)s”. Write day, month and year, for example 2.11.2026 or 2026-11-02.")
        if self.month_allowed:
            text = _(
                "Found “%(found)s”. Write a date, for example 2.11.2026 or 2026-11-02, or a month: 11/2026."
            )
        return ValidationError(text, params={"found": value})


class MeasureField(Answer):
    """An int (`whole`) or float between `low` and `high`, both allowed, or None."""

    widget_class = MeasureWidget

    def __init__(
        self,
        *,
        unit: Any = "",
        low: float | None = None,
        high: float | None = None,
        whole: bool = False,
        **kwargs: Any,
    ) -> None:
        self.low, self.high, self.whole = low, high, whole
        shown = {"unit": unit, "low": low, "high": high, "whole": whole}
        super().__init__(**{"widget": self.widget_class(**shown), **kwargs})

    def to_python(self, value: Any) -> float | int | None:
        if value in self.empty_values:
            return None
        number = self._number(str(value).strip().replace("−", "-"))
        if not self._within(number):
            raise ValidationError(
                _("Found %(found)s. Allowed: %(low)s to %(high)s."),
                params={"found": value, "low": self.low, "high": self.high},
            )
        return number

    def _number(self, text: str) -> float | int:
        if not NUMBER.fullmatch(text):
            raise ValidationError(
                _("Found “%(found)s”. Write a number, for example 12.5."), params={"found": text}
            )
        number = float(text.replace(",", "."))
        if not self.whole:
            return number
        if not number.is_integer():
            raise ValidationError(_("Found “%(found)s”. Write a whole number."), params={"found": text})
        return int(number)

    def _within(self, number: float) -> bool:
        low = -math.inf if self.low is None else self.low
        high = math.inf if self.high is None else self.high
        return math.isfinite(number) and low <= number <= high


NO_PAIN, WORST_PAIN = _("none"), _("worst")


class VasField(MeasureField):
    """A whole number 0 to 100 (0 none, 100 worst), or None; never a default."""

    widget_class = VasWidget

    def __init__(self, *, low_label: Any = NO_PAIN, high_label: Any = WORST_PAIN, **kwargs: Any) -> None:
        low, high = bounds("vas")
        super().__init__(low=low, high=high, whole=True, **kwargs)
        self.widget.shown |= {"low_label": low_label, "high_label": high_label}

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> forms.BoundField:
        bound = super().get_bound_field(form, field_name)
        # the slider needs a name of its own; a new dict, because copies of a widget share this one
        self.widget.shown = {**self.widget.shown, "label": bound.label}
        return bound
