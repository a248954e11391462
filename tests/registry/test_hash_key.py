"""A new hash key: everybody is found and nobody stands twice, before, while and after the hashes are written anew."""

from __future__ import annotations

from datetime import date, timedelta
from io import StringIO

import pytest
from auditlog.models import LogEntry
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.management import CommandError, call_command

from decision_support.environment import Environment
from registry import audit
from registry.actions import identifier_hashes, invite
from registry.actions.identifier_hashes import rotate_hash_key
from registry.models import Patient, PatientIdentity, PossibleDuplicate
from registry.selectors.invitations import link_for
from registry.selectors.patients import found_by, with_number
from tests.factories import DAY, a_department, a_patient, a_user, an_episode

pytestmark = pytest.mark.django_db
OLD, NEW = "the-older-key", "the-newer-key"
KAREN = {
    "family_name": "Østervang",
    "number_kind": "cpr",
    "number": "010248-1234",
    "birth_date": date(1948, 2, 1),
}
SEARCHES = ("0102481234", "østervang", "Karen Østervang", "1.2.1948")


@pytest.fixture
def keys(settings):
    def use(*keys):
        settings.IDENTIFIER_HASH_KEYS = list(keys)

    use(OLD)
    return use


def hashes():
    return list(PatientIdentity.objects.order_by("pk").values_list(*audit.HASH_FIELDS))


def found():
    return [list(found_by(Patient.objects.all(), words)) for words in SEARCHES]


def a_letter():
    episode = an_episode(onset_on=DAY - timedelta(days=366))
    return invite(episode=episode, wave="y1", channel="letter", on=DAY, by=a_user())


def rotated():
    call_command("rotate_hash_key", stdout=(out := StringIO()))
    return out.getvalue()


def test_a_person_is_found_before_while_and_after_and_at_last_by_the_new_key_alone(keys):
    karen, before = a_patient(**KAREN), hashes()
    keys(NEW, OLD)
    assert found() == [[karen]] * len(SEARCHES)
    assert "1 rows were written" in rotated()
    assert not set(before[0]) & set(hashes()[0])
    assert found() == [[karen]] * len(SEARCHES)
    keys(NEW)
    assert found() == [[karen]] * len(SEARCHES)
    assert with_number("cpr", "010248-1234") == [karen]
    keys(OLD)
    assert found() == [[]] * len(SEARCHES)


def test_a_person_under_the_older_key_is_not_registered_again_and_is_seen_as_a_possible_duplicate(keys):
    here = a_department()
    karen = a_patient(here, **KAREN)
    keys(NEW, OLD)
    with pytest.raises(ValidationError, match="already registered"):
        a_patient(**KAREN)
    like = a_patient(here, **KAREN | {"number_kind": "other", "number": "0102481234"})
    same_day = a_patient(here, **KAREN | {"number": "010248-1235"})
    pairs = {(row.first, row.second, row.ground) for row in PossibleDuplicate.objects.all()}
    assert {(karen, like, "number"), (karen, same_day, "name")} <= pairs


def test_stopped_it_goes_on_where_it_was_and_run_twice_it_writes_nothing(keys, monkeypatch):
    monkeypatch.setattr(identifier_hashes, "ROWS_A_BATCH", 2)
    for _ in range(4):
        a_patient()
    keys(NEW, OLD)
    assert next(rotate_hash_key()) == 2
    assert list(rotate_hash_key())[-1] == 2
    again = hashes()
    assert list(rotate_hash_key())[-1] == 0
    assert hashes() == again


def test_it_needs_no_older_key_and_each_batch_and_the_end_are_in_the_audit_trail(keys):
    pk = a_patient(**KAREN).identity.pk
    keys(NEW)  # the older one is lost
    rotated()
    assert [len(each) for each in found()] == [1] * len(SEARCHES)
    told = list(LogEntry.objects.filter(additional_data__event__startswith="identifiers.").order_by("pk"))
    assert [entry.additional_data for entry in told] == [
        {"event": "identifiers.rehashed", "rows": 1, "first": pk, "last": pk},
        {"event": "identifiers.rehashed", "rows": 1, "ended": True},
    ]


def test_two_with_one_number_are_named_and_nothing_of_them_is_written(keys):
    one = a_patient(**KAREN)
    keys(NEW)  # an older key that was taken out too early
    other = a_patient(**KAREN)
    before = hashes()
    with pytest.raises(
        CommandError, match=r"have the same number. Correct the number of one of them"
    ) as said:
        call_command("rotate_hash_key", stdout=StringIO())
    assert {str(one), str(other)} <= set(str(said.value).split(" have ")[0].split(" and "))
    assert "0102481234" not in str(said.value)
    assert hashes() == before


def test_a_link_that_was_sent_leads_on_until_the_older_key_is_taken_out_and_its_day_is_told(keys):
    sent = a_letter()
    keys(NEW, OLD)
    assert link_for(sent.token, DAY) == sent.link
    keys(NEW)
    assert link_for(sent.token, DAY) is None


def test_the_command_says_how_long_the_older_key_is_kept(keys, monkeypatch):
    sent = a_letter()
    last = sent.link.expires_on
    for today, said in (
        (last, f"Keep the older key until {last}"),
        (last + timedelta(days=1), "The older key can be taken out"),
    ):
        monkeypatch.setattr("django.utils.timezone.localdate", lambda today=today: today)
        assert said in rotated()


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("one,,two", "an empty part"),
        ("one,", "an empty part"),
        ("one,public", "the public development value"),
    ],
)
def test_a_list_of_keys_with_a_part_that_is_none_is_refused(given, says):
    env = Environment({"COLUMNA_ENV": "production", "KEYS": given})
    with pytest.raises(ImproperlyConfigured, match=says):
        env.secrets("KEYS", why="to find people", stand_in="public")


def test_the_first_of_a_list_of_keys_is_the_current_one():
    env = Environment({"COLUMNA_ENV": "production", "KEYS": "new, old"})
    assert env.secrets("KEYS", why="to find people", stand_in="public") == ["new", "old"]
