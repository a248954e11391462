"""The administration: a page for every model, each administrator's own department, and history that stands."""

from __future__ import annotations

from datetime import date

import pytest
from auditlog.models import LogEntry
from django.apps import apps
from django.contrib import admin
from django.urls import reverse

from guidelines.models import ThresholdOverride
from registry.models import Membership, Patient, Role, User
from registry.private_search import sealed, unsealed
from tests.admin_rows import rows_about
from tests.factories import a_department, a_patient, a_user

pytestmark = pytest.mark.django_db

OURS = [*apps.get_app_config("registry").get_models(), *apps.get_app_config("guidelines").get_models()]
MODELS = [*OURS, LogEntry]
LABELS = [model._meta.label_lower for model in MODELS]
# Written elsewhere or by nobody: the administration shows them and changes nothing, whoever asks.
NEVER_CHANGED = [
    "registry.patient", "registry.patientidentity", "registry.episode", "registry.procedure", "registry.waveclosure",
    "registry.pendingwave", "registry.instrumentwording",
    "registry.merge", "registry.possibleduplicate", "registry.periodlock", "registry.correctionafterlock",
    "registry.followupwindow", "registry.wavestanding",
    "registry.completenesscell", "registry.windowcount", "registry.dataquery",
    "registry.invitation", "registry.invitationlink", "registry.reportedalarm", "registry.transfer",
    "registry.rescoring", "registry.pastscore",
    "registry.statisticsstate", "registry.countedepisode", "registry.statisticscell",
    "registry.importmapping", "registry.importrun", "registry.importpiece",
    "registry.assessment", "registry.clinicalrecord", "registry.draft", "guidelines.evaluation", "guidelines.response",
    "guidelines.signature", "guidelines.standing", "guidelines.functionaldecision", "auditlog.logentry",
    "guidelines.rulecheck", "guidelines.ruleswitch", "guidelines.incidentreport", "guidelines.incidentstep",
    "guidelines.usecount", "guidelines.toldto", "guidelines.reassessment", "guidelines.changedadvice",
    "registry.annualreport", "registry.annualreportfile", "registry.annualreportsignature", "registry.publishedreport",
    "registry.publishedfile",
]  # fmt: skip
OF_THE_GUIDELINE = {
    "guidelines.rulecheck", "guidelines.ruleswitch", "guidelines.incidentreport", "guidelines.incidentstep",
    "guidelines.usecount", "guidelines.toldto", "guidelines.reassessment", "guidelines.changedadvice",
}  # fmt: skip
OF_THE_COUNTRY = {
    "registry.annualreport", "registry.annualreportfile", "registry.annualreportsignature", "registry.publishedreport",
    "registry.publishedfile",
    "registry.followupplan", "registry.followupwindow",
    "registry.statisticsstate", "registry.countedepisode", "registry.statisticscell",
}  # fmt: skip
SUPERUSER_ONLY = {"registry.draft", "registry.rescoring"} | OF_THE_GUIDELINE | OF_THE_COUNTRY
MOST_QUERIES = 12


@pytest.fixture
def world(client):
    """A department with an administrator and a row of every model; the client is that administrator."""
    department = a_department()
    administrator = a_user(Role.ADMINISTRATOR, department, is_staff=True)
    patient = a_patient(department, given_name="Ragnhild", family_name="Østervang", number="TEST-4711")
    client.force_login(administrator)
    return rows_about(patient, administrator)


@pytest.fixture
def superuser(client):
    user = User.objects.create_superuser("root", password="x")
    client.force_login(user)
    return user


def page(label: str, name: str, *args) -> str:
    return reverse(f"admin:{label.replace('.', '_')}_{name}", args=args)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_model_has_a_page(model):
    assert admin.site.is_registered(model)


@pytest.mark.parametrize("label", LABELS)
def test_an_administrator_opens_the_list_the_row_and_its_history(client, world, label):
    status = 403 if label in SUPERUSER_ONLY else 200
    for name, args in (("changelist", ()), ("change", (world[label].pk,)), ("history", (world[label].pk,))):
        assert client.get(page(label, name, *args)).status_code == status, name


@pytest.mark.parametrize("label", LABELS)
def test_a_superuser_opens_the_list_the_row_and_its_history(client, world, superuser, label):
    for name, args in (("changelist", ()), ("change", (world[label].pk,)), ("history", (world[label].pk,))):
        assert client.get(page(label, name, *args)).status_code == 200, name


@pytest.mark.parametrize("label", [label for label in LABELS if label not in SUPERUSER_ONLY])
def test_an_administrator_of_another_department_finds_none_of_it(client, world, label):
    client.force_login(a_user(Role.ADMINISTRATOR, is_staff=True))
    listed = client.get(page(label, "changelist")).context["cl"].result_list
    assert world[label] not in list(listed)
    assert client.get(page(label, "change", world[label].pk)).status_code == 302


@pytest.mark.parametrize("label", NEVER_CHANGED)
def test_what_must_not_change_is_refused_even_to_a_superuser(client, world, superuser, label):
    pk = world[label].pk
    assert client.post(page(label, "change", pk), {"_save": "1"}).status_code == 403
    assert client.post(page(label, "delete", pk), {"post": "yes"}).status_code == 403
    assert client.get(page(label, "add")).status_code == 403


@pytest.mark.parametrize("label", LABELS)
def test_a_list_of_a_hundred_costs_as_little_as_a_list_of_one(
    client, world, superuser, label, django_assert_max_num_queries
):
    for _serial in range(2):
        rows_about(
            a_patient(world["registry.department"]), a_user(Role.CLINICIAN, world["registry.department"])
        )
    with django_assert_max_num_queries(MOST_QUERIES):
        assert client.get(page(label, "changelist")).status_code == 200


@pytest.mark.parametrize("typed", ["TEST-4711", "østervang", "Ragnhild Østervang", "1948-02-01"])
def test_a_patient_is_found_by_exact_identity_and_the_address_does_not_tell(client, world, typed):
    a_patient(world["registry.department"], birth_date=date(1951, 5, 5))
    found = client.post(page("registry.patient", "changelist"), {"words": typed})
    assert found.status_code == 302
    assert "4711" not in found.url
    assert "1948" not in found.url
    answer = client.get(found.url)
    assert [row.pk for row in answer.context["cl"].result_list] == [world["registry.patient"].pk]


@pytest.mark.parametrize("label", ["registry.assessment", "registry.procedure", "guidelines.response"])
def test_rows_are_found_by_who_the_patient_is(client, world, label):
    other = a_patient(world["registry.department"])
    rows_about(other, a_user(Role.CLINICIAN, world["registry.department"]))
    found = client.post(page(label, "changelist"), {"words": "TEST-4711"}, follow=True)
    assert [row.pk for row in found.context["cl"].result_list] == [world[label].pk]


def test_words_typed_into_an_address_find_nobody(client, world):
    """Only the search form's own token is read, so that nobody grows used to names in addresses."""
    listed = client.get(page("registry.patient", "changelist"), {"q": "Østervang"})
    assert list(listed.context["cl"].result_list) == []


def test_a_search_survives_its_token():
    assert unsealed(sealed(" Østervang ")) == "Østervang"
    assert (sealed("  "), unsealed("made up")) == ("", "")


def test_lists_show_no_name_and_a_masked_number(client, world):
    for label in ("registry.patient", "registry.patientidentity"):
        shown = client.get(page(label, "changelist")).content.decode()
        assert "Østervang" not in shown
        assert "TEST-4711" not in shown
        assert "TEST-••••" in shown


@pytest.mark.parametrize(
    "label",
    sorted(
        set(NEVER_CHANGED)
        - SUPERUSER_ONLY
        - {
            "auditlog.logentry",
            "registry.instrumentwording",
            "registry.periodlock",
            "registry.completenesscell",
            "registry.windowcount",
            "registry.importmapping",
            "registry.importrun",
            "registry.importpiece",
        }
    ),
)
def test_reading_a_patient_here_is_in_the_audit_table(client, world, label):
    patient, administrator = world["registry.patient"], world["registry.user"]
    for name, args in (("changelist", ()), ("change", (world[label].pk,)), ("history", (world[label].pk,))):
        LogEntry.objects.filter(action=LogEntry.Action.ACCESS).delete()
        client.get(page(label, name, *args))
        (entry,) = LogEntry.objects.filter(action=LogEntry.Action.ACCESS, actor=administrator)
        named = [str(patient.key)] == (entry.additional_data.get("rows")) or entry.object_pk == str(
            patient.pk
        )
        assert named, name


def test_a_patient_s_row_leads_to_the_page_where_data_are_written(client, world):
    shown = client.get(page("registry.patient", "change", world["registry.patient"].pk)).content.decode()
    assert reverse("patient-page", args=[world["registry.patient"].key]) in shown


def test_reading_the_audit_table_is_in_it(client, world):
    client.get(page("auditlog.logentry", "changelist"))
    assert LogEntry.objects.filter(additional_data__read="admin audit table").count() == 1


@pytest.mark.parametrize("few", [0, 20_000], ids=["many entries", "few"])
def test_the_audit_table_keeps_apart_what_people_of_several_departments_did(client, world, few, monkeypatch):
    """They may have changed another unit's patients."""
    monkeypatch.setattr("registry.admin.trail.FEW", few)
    roamer = a_user(Role.CLINICIAN, world["registry.department"])
    Membership.objects.create(user=roamer, department=a_department(), role=Role.CLINICIAN)
    kind = LogEntry.objects.first().content_type
    theirs = LogEntry.objects.create(
        content_type=kind,
        object_pk="1",
        object_repr="x",
        action=LogEntry.Action.UPDATE,
        actor=roamer,
        changes={},
    )
    listed = client.get(page("auditlog.logentry", "changelist")).context["cl"].result_list
    assert listed
    assert theirs.pk not in [entry.pk for entry in listed]
    assert client.get(page("auditlog.logentry", "change", theirs.pk)).status_code == 302


def test_a_draft_s_content_is_shown_to_nobody_but_its_owner(client, world, superuser):
    assert (
        "fever"
        not in client.get(page("registry.draft", "change", world["registry.draft"].pk)).content.decode()
    )


def threshold(world, **changes):
    given = {
        "department": world["registry.department"].pk,
        "name": "tug_amber_s",
        "value": "13",
        "source": "Local audit",
    }
    return {**given, "valid_from": "2026-12-01", **changes}


def test_a_threshold_is_entered_beside_its_default_and_source(client, world):
    shown = client.get(page("guidelines.thresholdoverride", "add")).content.decode()
    assert "12 s (allowed 10 to 14)" in shown
    assert "CDC STEADI" in shown
    assert client.post(page("guidelines.thresholdoverride", "add"), threshold(world)).status_code == 302
    assert ThresholdOverride.objects.get(name="tug_amber_s").value == 13


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"value": "15"}, "allowed: a number from 10 to 14"),
        ({"name": "tug_red_s", "value": "12"}, "tug_amber_s below tug_red_s"),
        ({"name": "escalate_rest_vas", "value": "70"}, "escalate_rest_vas below severe_vas"),
        ({"source": ""}, "This field is required"),
    ],
    ids=["out of bounds", "at the one below", "kept order before the default", "no source"],
)
def test_a_threshold_out_of_bounds_or_order_is_refused_with_the_reason(client, world, changes, said):
    ThresholdOverride.objects.all().delete()
    answer = client.post(page("guidelines.thresholdoverride", "add"), threshold(world, **changes))
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert not ThresholdOverride.objects.exists()


def test_a_threshold_of_another_department_cannot_be_entered(client, world):
    answer = client.post(
        page("guidelines.thresholdoverride", "add"), threshold(world, department=a_department().pk)
    )
    assert "Select a valid choice" in answer.content.decode()


@pytest.mark.parametrize(
    "label", ["registry.department", "guidelines.thresholdoverride", "registry.correctionafterlock"]
)
def test_an_export_says_what_its_columns_mean_and_is_audited(client, world, label):
    address = page(label, "export")
    assert "What the file holds" in client.get(address).content.decode()
    answer = client.post(address, {"format": "0", "resource": "0"})
    assert answer["Content-Type"].startswith("text/csv")
    assert world["registry.department"].code in answer.content.decode()
    assert LogEntry.objects.filter(additional_data__read="export", actor=world["registry.user"]).count() == 1


def test_an_administrator_makes_a_user_of_their_department(client, world):
    department = world["registry.department"]
    roles = {
        "memberships-TOTAL_FORMS": "1",
        "memberships-INITIAL_FORMS": "0",
        "memberships-0-department": department.pk,
        "memberships-0-role": "clinician",
    }
    given = {
        "username": "ny",
        "password1": "sikkert-nok-42",
        "password2": "sikkert-nok-42",
        "usable_password": "true",
    }
    assert client.post(page("registry.user", "add"), given | roles).status_code == 302
    made = User.objects.get(username="ny")
    assert made.department_roles == {department.pk: {"clinician"}}
    assert not made.is_superuser


def test_an_administrator_cannot_give_what_they_have_not(client, world):
    shown = client.get(page("registry.user", "change", world["registry.user"].pk)).content.decode()
    assert "is_superuser" not in shown
    assert a_department("not-mine").name not in shown


def test_a_role_is_given_to_people_of_the_department_only(client, world):
    stranger = a_user(Role.CLINICIAN)
    given = {"user": stranger.pk, "department": world["registry.department"].pk, "role": "clinician"}
    answer = client.post(page("registry.membership", "add"), given)
    assert "Select a valid choice" in answer.content.decode()
    assert stranger.memberships.count() == 1


def test_somebody_who_also_works_elsewhere_is_seen_and_not_changed(client, world):
    """Whose password one may set, one could act as, in their other department too."""
    roamer = a_user(Role.CLINICIAN, world["registry.department"])
    Membership.objects.create(user=roamer, department=a_department(), role=Role.CLINICIAN)
    assert client.get(page("registry.user", "change", roamer.pk)).status_code == 200
    assert client.post(page("registry.user", "change", roamer.pk), {"username": "mine"}).status_code == 403
    password = reverse("admin:auth_user_password_change", args=[roamer.pk])
    assert client.get(password).status_code == 403


def test_signing_in_to_the_administration_is_signing_in_to_columna(client):
    answer = client.get(reverse("admin:index"), follow=True)
    assert answer.redirect_chain[-1][0].startswith(reverse("account_login"))


def test_nothing_of_the_administration_is_open_to_a_clinician(client):
    client.force_login(a_user(Role.CLINICIAN, is_staff=True))
    assert client.get(page("registry.patient", "changelist")).status_code == 403
    assert Patient.objects.count() == 0


@pytest.mark.parametrize("label", ["registry.patient", "guidelines.evaluation", "guidelines.response"])
def test_what_was_transferred_is_found_by_the_new_department_s_administrator_alone(client, world, label):
    there = a_department()
    Patient.objects.filter(pk=world["registry.patient"].pk).update(department=there)
    assert list(client.get(page(label, "changelist")).context["cl"].result_list) == []
    assert client.get(page(label, "change", world[label].pk)).status_code == 302
    client.force_login(a_user(Role.ADMINISTRATOR, there, is_staff=True))
    assert client.get(page(label, "change", world[label].pk)).status_code == 200
