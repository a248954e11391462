"""A department lies in a region of its country and may work at several sites; an episode may name one of them."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from registry.actions import accept_transfer, offer_transfer
from registry.models import Department, Episode, Region, Role, Site
from tests.factories import a_department, a_patient, a_user, an_episode

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours():
    return a_department()


@pytest.fixture
def site(ours):
    return Site.objects.create(department=ours, code="east", name="East Hospital")


def typed(**fields) -> dict[str, str]:
    return {"kind": "sacral_fracture", "onset_on": timezone.localdate().isoformat(), **fields}


@pytest.mark.parametrize(("country", "fits"), [("DK", True), ("SE", False)])
def test_a_region_is_of_the_department_s_own_country(country, fits):
    region = Region.objects.create(code="r", name="Skåne", country=country)
    department = Department(code="d", name="D", country="DK", region=region)
    if fits:
        department.full_clean()
        return
    with pytest.raises(ValidationError) as refused:
        department.full_clean()
    assert "Skåne is in Sweden" in refused.value.message_dict["region"][0]


def test_a_region_stands_once_in_a_country_and_its_country_is_known():
    Region.objects.create(code="a", name="Syddanmark", country="DK")
    for wrong in ({"code": "b", "country": "DK"}, {"code": "c", "country": "NO"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Region.objects.create(name="Syddanmark", **wrong)
    Region.objects.create(code="d", name="Syddanmark", country="SE")


def test_a_site_s_code_stands_once_in_a_department(site, ours):
    with pytest.raises(IntegrityError), transaction.atomic():
        Site.objects.create(department=ours, code="east", name="Another")
    Site.objects.create(department=a_department(), code="east", name="Another")


def test_an_episode_is_opened_at_a_site_and_the_page_says_where(client, site, ours):
    client.force_login(a_user(Role.CLINICIAN, ours))
    patient = a_patient(ours)
    answer = client.post(reverse("episode-open", args=[patient.key]), typed(site=site.pk), follow=True)
    assert Episode.objects.get().site == site
    assert "East Hospital" in answer.content.decode()


def test_a_patient_is_registered_at_a_site(client, site, ours):
    client.force_login(a_user(Role.COORDINATOR, ours))
    person = {"number_kind": "other", "number": "N-1", "given_name": "Ny", "family_name": "Testesen"}
    client.post(reverse("patient-register"), typed(birth_date="1950-01-01", site=site.pk, **person))
    assert Episode.objects.get().site == site


@pytest.mark.parametrize("chosen", ["", "one"])
def test_a_department_without_sites_is_not_asked_and_blank_is_not_recorded(client, ours, chosen):
    client.force_login(a_user(Role.CLINICIAN, ours))
    if chosen:
        Site.objects.create(department=ours, code="east", name="East Hospital")
    patient = a_patient(ours)
    page = client.get(reverse("episode-open", args=[patient.key])).content.decode()
    assert ('name="site"' in page) is bool(chosen)
    client.post(reverse("episode-open", args=[patient.key]), typed())
    assert Episode.objects.get().site is None


def test_another_department_s_site_is_refused(client, ours, site):
    theirs = Site.objects.create(department=a_department(), code="far", name="Far Hospital")
    client.force_login(a_user(Role.CLINICIAN, ours))
    patient = a_patient(ours)
    answer = client.post(reverse("episode-open", args=[patient.key]), typed(site=theirs.pk))
    assert answer.status_code == 422
    assert answer.context["form"].errors["site"]
    with pytest.raises(ValidationError) as refused:
        an_episode(patient, site=theirs)
    assert "Far Hospital is no site of the patient's department" in refused.value.message_dict["site"][0]


def test_a_site_stays_with_the_episode_when_the_patient_is_transferred(ours, site):
    episode = an_episode(a_patient(ours), site=site)
    by = a_user(Role.COORDINATOR, ours)
    offered = offer_transfer(patient=episode.patient, receiving=a_department(), reason="moved", by=by)
    accept_transfer(transfer=offered, by=by)
    assert Episode.objects.get().site == site
