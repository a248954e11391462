"""The first rows in an order that an index holds within one department, asked of several."""

from __future__ import annotations

from collections.abc import Collection
from functools import reduce
from itertools import product
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet


def first_of_each(rows: QuerySet[Any], most: int, **among: Collection[Any]) -> QuerySet[Any]:
    """The first `most` of rows in their order, of these values of the columns that an index begins with.

    An index holds the order within one value of each: of several, as many of each are read, and only these are sorted.
    """
    each = [rows.filter(**dict(zip(among, values, strict=True))) for values in product(*among.values())]
    if len(each) < 2:
        return each[0][:most] if each else rows.none()
    read = reduce(or_, (Q(pk__in=part.values("pk")[:most]) for part in each))
    return rows.model._default_manager.filter(read).order_by(*rows.query.order_by)[:most]
