"""What a merge did, step by step, so that it can be undone: rows moved, values set, rows set aside, values swapped."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.apps import apps
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models.deletion import Collector, ProtectedError, RestrictedError
from django.utils.translation import gettext as _

from registry.models import OfDepartment


class Journal:
    """Does each step and writes it down. `steps` is what Merge.journal keeps."""

    def __init__(self) -> None:
        self.steps: list[dict[str, Any]] = []

    def move(self, link: models.ForeignKey, *, away_from: int, to: int) -> None:
        """Every row whose `link` leads to one leads to the other; a row for which there is no room is set aside."""
        rows = link.model._base_manager.filter(**{link.attname: away_from})
        pks = list(rows.order_by("pk").values_list("pk", flat=True))
        moved = pks if self._moved(link, pks, to) else [pk for pk in pks if self._moved(link, [pk], to)]
        for pk in sorted(set(pks) - set(moved)):
            self.set_aside(link.model._base_manager.get(pk=pk))
        if moved:
            label = link.model._meta.label_lower
            self._wrote("move", model=label, link=link.attname, to=to, of=away_from, pks=moved)

    def set(self, row: models.Model, name: str, value: Any) -> None:
        """A value of a row, past save(): some of these rows are never edited by anybody."""
        was = getattr(row, name)
        if was == value:
            return
        type(row)._base_manager.filter(pk=row.pk).update(**{name: value})
        setattr(row, name, value)
        self._wrote("set", model=row._meta.label_lower, pk=row.pk, name=name, was=was, became=value)

    def set_aside(self, row: models.Model) -> None:
        """Takes a row, and what hangs on it, out of its table; it is kept here as it was."""
        collector = Collector(using="default", origin=row)
        try:
            collector.collect([row])
        except (ProtectedError, RestrictedError) as error:
            said = _("%(what)s stands in both records, and something that is never removed hangs on it.")
            raise ValidationError(said % {"what": row}) from error
        rows = [one for some in (*collector.data.values(), *collector.fast_deletes) for one in some]
        self._wrote("aside", about=str(row)[:120], rows=serializers.serialize("python", rows))
        type(row)._base_manager.filter(pk=row.pk).delete()

    def swapped(self, groups: Iterable[str]) -> None:
        """The two patients exchanged these values (registry/actions/merge_values.py)."""
        self._wrote("swap", groups=sorted(groups))

    def _moved(self, link: models.ForeignKey, pks: list[int], to: int) -> bool:
        try:
            with transaction.atomic():
                link.model._base_manager.filter(pk__in=pks).update(**{link.attname: to})
        except IntegrityError:
            return False
        return True

    def _wrote(self, step: str, **told: Any) -> None:
        self.steps.append({"step": step, **told})


def undo_step(step: dict[str, Any], department: int) -> None:
    """Takes back one step; the steps are taken back from the last to the first. A swap is taken back by swapping again.

    `department` (id) is that of both patients now: they may have been transferred since.
    """
    undo = {
        "move": _move_back,
        "set": _reset,
        "aside": partial(_put_back, department=department),
        "swap": lambda _step: None,
    }
    undo[step["step"]](step)


def _move_back(step: dict[str, Any]) -> None:
    rows = apps.get_model(step["model"])._base_manager.filter(pk__in=step["pks"])
    rows.filter(**{step["link"]: step["to"]}).update(**{step["link"]: step["of"]})


def _reset(step: dict[str, Any]) -> None:
    """The value that was, unless somebody has set another since: that was meant."""
    model, name = apps.get_model(step["model"]), step["name"]
    became, was = (model._meta.get_field(name).to_python(step[key]) for key in ("became", "was"))
    row = model._base_manager.filter(pk=step["pk"]).first()
    if row is not None and getattr(row, name) == became:
        model._base_manager.filter(pk=row.pk).update(**{name: was})


def _put_back(step: dict[str, Any], department: int) -> None:
    for kept in serializers.deserialize("python", step["rows"]):
        if isinstance(kept.object, OfDepartment):
            kept.object.department_id = department
        kept.save()
