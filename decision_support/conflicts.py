"""Both versions of a form, field by field, for the page that two people meet on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from registry.dated import written
from registry.fields import PartialDateField
from registry.selectors.history import last_change
from registry.views.conflict import Row

NOT_COMPARED = {"dates_confirmed"}


def both_versions(typed: forms.Form, standing: forms.Form) -> list[Row]:
    """A row a field: `standing` is the same form as it would open now. Either value can be sent."""
    return [
        _row(typed, standing, field.name)
        for field in typed.visible_fields()
        if field.name not in NOT_COMPARED
    ]


def _row(typed: forms.Form, standing: forms.Form, name: str) -> Row:
    theirs, yours = _raw(standing, name), typed.data.get(name, "")
    field = typed.fields[name]
    return Row(field.label, _words(field, theirs), _words(field, yours), name, theirs, yours)


def _raw(form: forms.Form, name: str) -> str:
    """What the control holds when the form opens, as it would be sent."""
    shown = form.fields[name].widget.format_value(form[name].value())
    return (shown[0] if isinstance(shown, list) else shown) or ""


def _words(field: forms.Field, raw: str) -> str:
    """As a person reads it: the label of a choice, a date in full, so that two ways to write a day are no difference."""
    if not raw:
        return ""
    if isinstance(field, PartialDateField):
        return written(field.to_python(raw))
    return str(dict(getattr(field.widget, "choices", ())).get(raw, raw))


def saved_by(thing: models.Model) -> str:
    """Who saved it last, and when, as a sentence; "" where nobody is known."""
    change: Any = last_change(thing)
    if change is None:
        return ""
    when = date_format(timezone.localtime(change.at), "SHORT_DATETIME_FORMAT")
    name = change.by.get_full_name() or change.by.get_username()
    return _("Saved by %(name)s, %(when)s.") % {"name": name, "when": when}
