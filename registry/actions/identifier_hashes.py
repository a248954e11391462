"""A new hash key: what everybody is found by is written anew under the first key, from the identifiers themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from registry import audit
from registry.identity import write_hashes
from registry.models import PatientIdentity

ROWS_A_BATCH = 500


class NumberTwice(ValueError):
    """Two records have one number, which the hashes of different keys could not tell."""


def rotate_hash_key(*, by: Any = None) -> Iterator[int]:
    """Yields how many rows were written so far, a batch and its audit entry a transaction; one more entry tells of the end.

    A row whose hashes are those of the first key is passed over: stopped and started again it goes on where it was, and
    run twice it writes nothing. No older key is needed for it, so a lost one is mended too; until it has run to its end
    people are found by the keys that stand in IDENTIFIER_HASH_KEY.
    """
    written = last = 0
    while (batch := _rewrite_batch(last, by)) is not None:
        last, rows = batch
        written += rows
        yield written
    audit.record_bulk("identifiers.rehashed", PatientIdentity, by=by, rows=written, ended=True)


@transaction.atomic
def _rewrite_batch(after: int, by: Any) -> tuple[int, int] | None:
    """The last row of the next batch, and how many changed; locked, so that nobody's correction is lost."""
    rows = PatientIdentity.objects.select_for_update().filter(pk__gt=after).order_by("pk")
    some = list(rows[:ROWS_A_BATCH])
    if not some:
        return None
    changed = [identity for identity in some if _is_rewritten(identity)]
    _refuse_twice(changed)
    PatientIdentity.objects.bulk_update(changed, audit.HASH_FIELDS)
    if changed:
        told = {"rows": len(changed), "first": changed[0].pk, "last": changed[-1].pk}
        audit.record_bulk("identifiers.rehashed", PatientIdentity, by=by, **told)
    return some[-1].pk, len(changed)


def _is_rewritten(identity: PatientIdentity) -> bool:
    before = [getattr(identity, name) for name in audit.HASH_FIELDS]
    write_hashes(identity)
    return before != [getattr(identity, name) for name in audit.HASH_FIELDS]


def _refuse_twice(changed: list[PatientIdentity]) -> None:
    seen = {identity.number_hash: identity for identity in changed}
    standing = PatientIdentity.objects.filter(number_hash__in=seen).exclude(
        pk__in=[one.pk for one in changed]
    )
    twice = [one for one in changed if seen[one.number_hash] is not one] + list(standing)
    if twice:
        said = _(
            "{one} and {other} have the same number. Correct the number of one of them, then start this again."
        )
        pair = (seen[twice[0].number_hash].patient, twice[0].patient)
        raise NumberTwice(said.format(one=pair[0], other=pair[1]))
