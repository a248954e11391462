"""Which EQ-5D a department asks first: link, page of entry, patient's page and completeness by the one rule."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from registry.actions import Answered, invite, record_assessment
from registry.instruments import INSTRUMENTS
from registry.models import Role, User
from tests.factories import a_department, a_patient, a_user, an_episode

pytestmark = pytest.mark.django_db
TITLES = {"eq5d_3l": "EQ-5D-3L", "eq5d_5l": "EQ-5D-5L"}


@pytest.fixture
def department():
    return a_department()


def a_year_ago(department):
    return an_episode(a_patient(department), onset_on=timezone.localdate() - timedelta(days=366))


def answer(episode, version: str) -> None:
    items = {item.code: 1 for item in INSTRUMENTS[version].items}
    given = Answered(version, items, {"eq5d_3l": "dk_tto", "eq5d_5l": "dk_2021"}[version])
    record_assessment(
        episode=episode, answered=given, timepoint="baseline", observed_on=episode.onset_on, by=None
    )


def counted_as_asked(episode) -> set[str]:
    listed = episode.wave_standings.values_list("asked", flat=True)
    return {version for version in TITLES for asked in listed if f",{version}," in asked}


def asked_everywhere(episode, client) -> set[str]:
    """The versions that the link, the page of entry, the patient's page and completeness ask of an episode."""
    key, today = episode.patient.key, timezone.localdate()
    link = invite(episode=episode, wave="y1", channel="letter", on=today, by=a_user()).link.invitation
    client.force_login(a_user(Role.COORDINATOR, episode.patient.department))
    pages = (
        reverse("follow-up-entry", args=[key, episode.pk, "y1"]),
        reverse("patient-page", args=[key]),
        reverse("wave-invite", args=[key, episode.pk, "y1"]),
    )
    shown = {code for page in pages for code, title in TITLES.items() if title in client.get(page).text}
    return shown | (set(link.instruments) & set(TITLES)) | counted_as_asked(episode)


@pytest.mark.parametrize("version", ["eq5d_3l", "eq5d_5l"])
def test_the_department_s_choice_is_asked_wherever_none_was_answered(client, department, version):
    department.first_eq5d = version
    department.save()
    assert asked_everywhere(a_year_ago(department), client) == {version}


def test_whoever_has_answered_one_keeps_it_whatever_the_department_chooses(client, department):
    episode = a_year_ago(department)
    answer(episode, "eq5d_3l")
    department.first_eq5d = "eq5d_5l"
    department.save()
    call_command("plan_follow_up", department=department.code)
    episode.refresh_from_db()
    assert counted_as_asked(episode) == {"eq5d_3l"}


def test_a_choice_made_in_the_administration_is_counted_after_the_command_it_names(client, department):
    ours, theirs = a_year_ago(department), a_year_ago(a_department("theirs"))
    client.force_login(User.objects.create_superuser("root", password="columna-root-2026"))
    address = reverse("admin:registry_department_change", args=[department.pk])
    form = client.get(address).context["adminform"].form
    typed = {name: form[name].value() or "" for name in form.fields} | {"first_eq5d": "eq5d_5l"}
    inline = {f"memberships-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    said = client.post(address, typed | inline, follow=True).text
    assert f"plan_follow_up --department {department.code}" in said
    call_command("plan_follow_up", department=department.code)
    assert (counted_as_asked(ours), counted_as_asked(theirs)) == ({"eq5d_5l"}, {"eq5d_3l"})
    call_command("verify_completeness")


def test_a_department_that_is_not_there_is_named():
    with pytest.raises(CommandError, match="No department has the code “nowhere”"):
        call_command("plan_follow_up", department="nowhere")
