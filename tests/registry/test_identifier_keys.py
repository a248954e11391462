"""A new key: what stands under the old one is read, rewritten, and readable without it afterwards."""

from __future__ import annotations

from importlib import import_module
from unittest import mock

import pytest
from auditlog.models import LogEntry
from cryptography.fernet import Fernet
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.http import QueryDict

from registry.actions import identifier_keys, save_draft
from registry.actions.identifier_keys import encrypted_columns, rotate_identifier_keys
from registry.forms.register_draft import opened, sealed_draft
from registry.models import Draft, PatientIdentity
from tests.factories import a_patient, a_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def keys(settings):
    settings.IDENTIFIER_KEYS = [Fernet.generate_key().decode()]
    return settings.IDENTIFIER_KEYS


def tokens():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT given_name, family_name, birth_date, number, email FROM registry_patientidentity"
        )
        return [token for row in cursor.fetchall() for token in row if token]  # a blank hides nothing


def test_after_the_command_the_old_key_can_go(keys, settings):
    patients = [a_patient(family_name="Østervang", number=f"TEST-{n}") for n in range(3)]
    draft = save_draft(
        owner=a_user(), form="x", patient=None, content=sealed_draft(QueryDict("family_name=Ny&number=1"))
    )
    before, new = tokens(), Fernet.generate_key().decode()
    settings.IDENTIFIER_KEYS = [new, *keys]
    assert PatientIdentity.objects.first().family_name == "Østervang"  # read as ever
    call_command("rotate_identifier_keys")
    assert not set(before) & set(tokens())
    settings.IDENTIFIER_KEYS = [new]
    for patient in patients:
        identity = PatientIdentity.objects.get(patient=patient)
        assert (identity.family_name, str(identity.birth_date)) == ("Østervang", "1948-02-01")
        assert identity.number == patient.identity.number
    assert opened(Draft.objects.get(pk=draft.pk))["family_name"] == "Ny"
    again = tokens()
    assert list(rotate_identifier_keys())[-1] == 0
    assert tokens() == again


def test_a_blank_stays_blank_also_what_was_encrypted_of_old(keys):
    """The migration, there and back: nothing but blanks is touched, and run twice it writes nothing."""
    blanks = import_module("registry.migrations.0054_blank_identifiers_stay_blank")
    with_email, without = (a_patient(number=f"TEST-{n}").identity for n in range(2))
    with_email.email = "k@x.dk"  # as long as a blank, once encrypted
    with_email.save()
    blanks.encrypt_blank(apps, None)
    assert len(tokens()) == 10
    assert PatientIdentity.objects.get(pk=without.pk).email == ""
    for _time in range(2):
        blanks.store_blank(apps, None)
        assert list(PatientIdentity.objects.filter(email="")) == [without]
    assert PatientIdentity.objects.get(pk=with_email.pk).email == "k@x.dk"


def test_stopped_it_goes_on_where_it_was(keys, settings, monkeypatch):
    for n in range(4):
        a_patient(number=f"TEST-{n}")
    monkeypatch.setattr(identifier_keys, "ROWS_A_BATCH", 2)
    settings.IDENTIFIER_KEYS = [Fernet.generate_key().decode(), *keys]
    told = LogEntry.objects.filter(additional_data__event="identifiers.rekeyed").order_by("pk")
    assert next(rotate_identifier_keys()) == 2
    pks = list(PatientIdentity.objects.order_by("pk").values_list("pk", flat=True))
    first = {"event": "identifiers.rekeyed", "rows": 2, "first": pks[0], "last": pks[1]}
    assert [one.additional_data for one in told] == [first]  # as a run that is killed leaves it
    assert list(rotate_identifier_keys())[-1] == 2
    second = {**first, "first": pks[2], "last": pks[3]}
    ended = {"event": "identifiers.rekeyed", "rows": 2, "ended": True}
    assert [one.additional_data for one in told.all()] == [first, second, ended]


def test_a_batch_that_cannot_be_audited_is_not_written(keys, settings, monkeypatch):
    a_patient()
    before = tokens()
    settings.IDENTIFIER_KEYS = [Fernet.generate_key().decode(), *keys]
    monkeypatch.setattr("registry.audit.record_bulk", mock.Mock(side_effect=RuntimeError))
    with pytest.raises(RuntimeError):
        next(rotate_identifier_keys())
    assert tokens() == before


def test_a_key_that_is_missing_is_named_and_nothing_is_lost(keys, settings):
    a_patient()
    before = tokens()
    settings.IDENTIFIER_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(CommandError, match="add the older key back"):
        call_command("rotate_identifier_keys")
    assert tokens() == before


def test_every_model_with_encrypted_columns_is_found():
    found = {model._meta.label: columns for model, columns in encrypted_columns()}
    assert found["registry.PatientIdentity"] == ["given_name", "family_name", "birth_date", "number", "email"]
