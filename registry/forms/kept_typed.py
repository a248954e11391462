"""A form that is kept as a draft: only what somebody changed, as it was typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.functional import cached_property

NOT_TYPED = frozenset({"version", "dates_confirmed", "dates_asked"})


class KeptTyped(forms.Form):
    """A mixin. `opened` is what the form stands filled with before any draft."""

    opened: Mapping[str, Any]

    @cached_property
    def typed(self) -> dict[str, Any]:
        """What somebody changed, as it was typed: what a draft keeps. {} where nothing was."""
        raw = {
            name: self.fields[name].widget.value_from_datadict(self.data, {}, name) for name in self.fields
        }
        return {
            name: value
            for name, value in raw.items()
            if name not in NOT_TYPED and self.fields[name].has_changed(self.opened.get(name), value)
        }
