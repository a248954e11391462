"""On PostgreSQL, with a connection each: of two who sign, lock or correct at the same moment, the second sees the first."""

from __future__ import annotations

import pytest

from tests.postgresql.conftest import run

pytestmark = pytest.mark.slow

SET_UP = """
import django; django.setup()
from datetime import date
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests.factories import a_department, a_patient, a_user, an_episode
for year in range(2015, 2023):
    an_episode(a_patient(a_department("signed")), onset_on=date(year, 5, 2))
for name in ("gerda", "karl"):
    a_user("administrator", a_department("signed"), username=name)
"""
TOGETHER = """
import django; django.setup()
from collections import Counter
from datetime import date
from threading import Barrier, Event, Thread
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from registry.models import Department, Episode, PeriodLock, User
gerda, karl = User.objects.get(username="gerda"), User.objects.get(username="karl")
signed, today = Department.objects.get(code="signed"), date(2026, 11, 22)
told = Counter()
def in_thread(work, *arguments):
    def tried():
        try:
            work(*arguments)
            told["done"] += 1
        except ValidationError as refused:
            told[refused.messages[0]] += 1
        except Exception as error:
            told[type(error).__name__] += 1
        finally:
            connection.close()
    thread = Thread(target=tried)
    thread.start()
    return thread
def at_once(*works):
    together = Barrier(len(works))
    threads = [in_thread(lambda work=work: (together.wait(), work())) for work in works]
    [one.join() for one in threads]
def holds_up(first, second):
    "Whether the second ended only when the first was stored."
    with transaction.atomic():
        first()
        other = in_thread(second)
        other.join(1)
        waited = other.is_alive()
    other.join()
    return waited
"""


@pytest.fixture(scope="module")
def place(postgresql) -> dict[str, str]:
    run(postgresql, "-c", SET_UP)
    return postgresql


def told(place: dict[str, str], script: str) -> str:
    return run(place, "-c", TOGETHER + script).strip()


TWO_DRAFTS = """
from registry.actions.annual_reports import digest_of, sign_report
from registry.models import AnnualReport, PublishedReport
def a_draft(year):
    made = AnnualReport.objects.create(year=year, state="made", digest="none yet", total=1, made_on=today,
                                       started_by=gerda, ended_at="2026-11-22T12:00Z")
    made.files.create(name="annual-report.pdf", media_type="application/pdf", digest=str(made.pk), content=b"")
    AnnualReport.objects.filter(pk=made.pk).update(digest=digest_of(made))
    sign_report(made, by=gerda)
    return made
for year in range(2015, 2023):
    at_once(*(lambda draft=a_draft(year): sign_report(draft, by=karl) for _ in "12"))
print(told["done"], PublishedReport.objects.count(), sum("published after this one was begun" in text for text in told))
"""


def test_of_two_drafts_of_a_year_that_are_signed_at_once_one_is_published_and_the_other_told_so(place):
    assert told(place, TWO_DRAFTS) == "8 8 8"  # signed, published, and told of what was published meanwhile


SIGN_OFF = """
from registry.actions import sign_off_period
for where in (signed, None):
    for year in range(2015, 2020):
        at_once(*(lambda: sign_off_period(department=where, year=year, on=today, by=by) for by in (gerda, karl)))
print(sorted(told.items()))
"""


def test_of_two_who_sign_a_year_off_at_once_the_second_is_told_that_it_is(place):
    assert told(place, SIGN_OFF) == str(
        [
            ("This year is already signed off for the whole registry.", 5),
            ("This year is already signed off.", 5),
            ("done", 10),
        ]
    )


CORRECTING = """
from registry.actions import Answered, lock_period, open_period, record_assessment, sign_off_period
from registry.actions.locks import past_locks
from registry.after_lock import because
from registry.models import CorrectionAfterLock
from registry.selectors.locks import Part
episode = Episode.objects.get(patient__department=signed, index_date__year=2020)
def an_answer(code):
    record_assessment(episode=episode, answered=Answered(code, {"pain": 30}), timepoint="baseline",
                      observed_on=episode.index_date, by=gerda)
def ask():
    with because("It came late"), transaction.atomic():
        past_locks(episode.patient, Part(episode.index_date))
PeriodLock.objects.all().delete()
for where in (signed, None):
    period = sign_off_period(department=where, year=2020, on=today, by=karl)
    lock = lambda: lock_period(period=period, on=today, by=karl)
    print(holds_up(lambda: an_answer("vas_back"), lock), CorrectionAfterLock.objects.count())
    open_period(period=period, reason="Once more", by=karl)
    period = sign_off_period(department=where, year=2020, on=today, by=karl)
    print(holds_up(lock, lambda: an_answer("vas_leg")), told["PeriodLocked"], holds_up(ask, ask))
    PeriodLock.objects.all().delete(); episode.assessments.all().delete(); told.clear()
"""


def test_a_lock_waits_for_a_correction_under_way_and_a_correction_for_the_lock_but_not_for_another_correction(
    place,
):
    assert told(place, CORRECTING).splitlines() == ["True 0", "True 1 False"] * 2


INVITED = """
from datetime import timedelta
from django.conf import settings
from decision_support.questionnaire.first_invitations import invite_everybody
from registry.models import InvitationLink, PatientIdentity
from registry.selectors.first_invitations import ids_by_email
from tests.factories import a_patient, an_episode
settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
for n in range(6):
    an_episode(a_patient(signed, number=f"ASKED-{n}"), onset_on=today - timedelta(days=380))
PatientIdentity.objects.update(email="karen@example.org")
waiting = len(ids_by_email([signed.pk], today))
at_once(*(lambda by=by: invite_everybody([signed.pk], today, by) for by in (gerda, karl, None)))
invited = set(InvitationLink.objects.values_list("invitation__episode", "invitation__wave"))
print(sorted(told.items()), InvitationLink.objects.count() == len(invited) == waiting >= 6)
"""


def test_of_two_who_invite_everybody_at_once_each_patient_gets_one_link(place):
    assert told(place, INVITED) == "[('done', 3)] True"


IMPORTING = """
from registry.actions import imports, sign_off_period
from registry.models import Assessment, Patient
from tests.factories import a_department, a_patient
from tests.registry.exchange.made_files import planned
ward = a_department("ward")
def file_of(*people):
    found = planned(*({"id": one} for one in people), department=ward)
    order = imports.Order(found.mapping, found.stage, found.checked, today, None)
    return lambda: imports.store_import(order, department=ward, file="made_up.csv")
print(holds_up(file_of("a"), lambda: a_patient(ward, number="NEW-1")), holds_up(file_of("b"), file_of("c")),
      holds_up(file_of("d"), lambda: sign_off_period(department=ward, year=2020, on=today, by=karl)))
print(sorted(told.items()), Patient.objects.filter(department=ward).exclude(source_id="").count())
store, before = imports._store, Assessment.objects.count()
def meanwhile(*given):
    in_thread(lambda: Patient.objects.create(department=ward, source_id="e", registered_on=today)).join(3)
    return store(*given)
imports._store = meanwhile
try:
    file_of("e", "f")()
except imports.RegistryChanged:
    print("changed", Assessment.objects.count() - before)
"""


def test_an_import_holds_up_another_and_a_sign_off_but_nobody_who_registers_and_says_so_where_they_meet(
    place,
):
    assert told(place, IMPORTING).splitlines() == ["False True True", "[('done', 3)] 4", "changed 0"]
