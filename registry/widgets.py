"""Controls for what a clinician answers; each draws a template in templates/registry/widgets. Not recorded is always blank."""

from __future__ import annotations

from typing import Any

from django.forms import widgets
from django.forms.utils import flatatt
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from registry.partial_date import PartialDate

BLANK = ""
NOTHING_OF_THESE = "none-of-these"


class SegmentsWidget(widgets.ChoiceWidget):
    """A few answers side by side as radios; a leading or trailing blank choice is drawn as not recorded."""

    input_type = "radio"
    template_name = "registry/widgets/segments.html"
    use_fieldset = True
    checked_attribute = {"checked": True}
    tri = False

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        # the legend names the group; a label would name only one of its radios
        return "" if index is None else super().id_for_label(id_, index)

    def format_value(self, value: Any) -> list[str]:
        return [BLANK if value is None else str(value)]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        options = [option for _group, rows, _index in context["widget"]["optgroups"] for option in rows]
        return (
            context
            | {"options": [_drawn(option) for option in options], "tri": self.tri}
            | _attributes(context)
        )


class TriStateWidget(SegmentsWidget):
    """Yes | No | Not recorded; y, n and Delete answer it from the keyboard (static/js/tri-state.js)."""

    tri = True
    spelt = {True: "yes", False: "no", "True": "yes", "False": "no"}

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, choices=[("yes", _("Yes")), ("no", _("No")), (BLANK, _("Not recorded"))])

    def format_value(self, value: Any) -> list[str]:
        return super().format_value(self.spelt.get(value, value))


class TicksWidget(widgets.ChoiceWidget):
    """Tick boxes with “none of these”: nothing ticked is not recorded, “none of these” is an answer where it is offered."""

    allow_multiple_selected = True
    input_type = "checkbox"
    template_name = "registry/widgets/ticks.html"
    use_fieldset = True
    checked_attribute = {"checked": True}
    offers_none = True

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return "" if index is None else super().id_for_label(id_, index)

    def use_required_attribute(self, initial: Any) -> bool:
        return False

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str] | None:
        # nothing ticked must come back as nothing ticked: an empty list is the answer “none of these”
        return super().value_from_datadict(data, files, name) or None

    def format_value(self, value: Any) -> list[str]:
        if value is None:
            return []
        return [str(code) for code in value] or [NOTHING_OF_THESE]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        options = [option for _group, rows, _index in context["widget"]["optgroups"] for option in rows]
        return (
            context
            | {"options": [_drawn(option) for option in options], "none_value": NOTHING_OF_THESE}
            | {"offers_none": self.offers_none}
            | {"none_selected": NOTHING_OF_THESE in context["widget"]["value"]}
            | _attributes(context)
        )


class SomeTicksWidget(TicksWidget):
    """Tick boxes of which none is no answer: nothing ticked is not recorded."""

    offers_none = False


class DateWidget(widgets.TextInput):
    """A typed date, checked when the field is left and never before (static/js/dates.js)."""

    template_name = "registry/widgets/date.html"

    def __init__(self, attrs: dict[str, Any] | None = None, *, month_allowed: bool = False) -> None:
        super().__init__(attrs)
        self.month_allowed = month_allowed

    def format_value(self, value: Any) -> str | None:
        return written(value) if isinstance(value, PartialDate) else super().format_value(value)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        return context | {"month_allowed": self.month_allowed} | _attributes(context)


class MeasureWidget(widgets.TextInput):
    """A number with its unit and range; decimal comma and point are both read."""

    template_name = "registry/widgets/measure.html"

    def __init__(self, attrs: dict[str, Any] | None = None, **shown: Any) -> None:
        super().__init__(attrs)
        self.shown = shown

    def format_value(self, value: Any) -> str | None:
        if isinstance(value, float):
            value = int(value) if value.is_integer() else repr(value)
        text = super().format_value(value)
        return text.replace(".", ",") if text and get_language() in {"da", "sv"} else text

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        return context | self.shown | _attributes(context)


class VasWidget(MeasureWidget):
    """0 to 100 by number and by slider; an untouched slider is not recorded (static/js/slider.js)."""

    template_name = "registry/widgets/vas.html"


class SliderWidget(MeasureWidget):
    """Any number with a slider over the part of its range where it decides something; `cuts` are marked on it.

    `shown`: low, high, slider_low, slider_high, step, cuts, unit, whole, label. An untouched slider is not recorded.
    """

    template_name = "registry/widgets/slider.html"


def written(value: PartialDate) -> str:
    """A date as its field shows it: day first in Danish, year first otherwise, so that no reader swaps day and month."""
    if get_language() != "da":
        return str(value)
    return f"{value.day:%d.%m.%Y}" if value.precision == "day" else f"{value.day:%m.%Y}"


DRAWN_BY_THE_TEMPLATE = {"id", "class", "required", "aria-describedby", "aria-invalid"}


def _attributes(context: dict[str, Any]) -> dict[str, Any]:
    """The attributes the templates place by name, and the rest (hx-*, data-*) as one text."""
    attrs = context["widget"]["attrs"]
    return {
        "described_by": attrs.get("aria-describedby", ""),
        "invalid": attrs.get("aria-invalid") == "true",
        "required": context["widget"]["required"],
        "more": flatatt({name: value for name, value in attrs.items() if name not in DRAWN_BY_THE_TEMPLATE}),
    }


def _drawn(option: dict[str, Any]) -> dict[str, Any]:
    return {
        "value": option["value"],
        "label": option["label"],
        "selected": option["selected"],
        "id": option["attrs"].get("id", ""),
    }
