"""A verdict case that can never be reached stops the application, and the message says which and what to do."""

import pytest
from django.core.checks import Error
from django.core.exceptions import ImproperlyConfigured

from guidelines.checks import dead_rules, refuse_dead_rules
from guidelines.pathway.readings.proof import witnesses
from tests.guidelines.pathway.proof.broken import DEAD_CASE


def test_nothing_is_said_of_the_rules_in_force():
    assert dead_rules(None) == []
    refuse_dead_rules()


def test_a_case_that_can_never_be_reached_is_an_error():
    (found,) = dead_rules(None, DEAD_CASE)
    assert isinstance(found, Error)
    assert found.msg.startswith(
        "drug.tramadol, case drug.tramadol.again (“said a second time”) may never be reached"
    )
    assert "manage.py prove_guidelines --witnesses --record" in found.hint


def test_a_web_server_does_not_start_on_it():
    with pytest.raises(
        ImproperlyConfigured, match=r"does not start:\n  - drug.tramadol, case drug.tramadol.again"
    ):
        refuse_dead_rules(DEAD_CASE)


@pytest.mark.parametrize("text", ["{", "[]", '{"drug.tramadol.again": 3}'])
def test_a_file_of_witnesses_that_cannot_be_read_is_an_error(text, tmp_path, monkeypatch):
    monkeypatch.setattr(witnesses, "PATH", tmp_path / "witnesses.json")
    (tmp_path / "witnesses.json").write_text(text, "utf-8")
    witnesses.witnesses.cache_clear()
    try:
        found = dead_rules(None)
    finally:
        witnesses.witnesses.cache_clear()
    assert [message.id for message in found] == ["guidelines.E002"]
    assert "witnesses.json cannot be read" in found[0].msg
