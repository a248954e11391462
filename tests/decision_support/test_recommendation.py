"""The product's main screen: advice read, answered, signed, printed, taken along, and opened later as it was shown."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from auditlog.models import LogEntry
from django.core.management import call_command
from django.db import connection
from django.templatetags.static import StaticNode
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from guidelines.actions import refresh_standing
from guidelines.models import Evaluation, Response, Signature, Standing, ThresholdOverride
from guidelines.pathway.building import is_true
from guidelines.pathway.engine import evaluate
from guidelines.pathway.rulebook import ACTIONS, CURRENT, RULESET
from guidelines.templatetags.advice import _component, _evidence
from guidelines.templatetags.controversy import _kept
from registry.models import Patient, Role
from tests.factories import a_department, a_patient, a_user, an_episode, recorded
from tests.guidelines.sheets import CANDIDATE, FRACTURE

pytestmark = pytest.mark.django_db

MOST_QUERIES = 12


@pytest.fixture
def department():
    return a_department()


@pytest.fixture
def clinician(client, department):
    user = a_user(Role.CLINICIAN, department, first_name="Clara", last_name="Kliniker")
    client.force_login(user)
    return user


@pytest.fixture
def patient_with(department):
    """patient_with(**facts): a patient with facts observed today, so that nothing is too old to be read."""

    def make(**facts):
        patient = a_patient(department, given_name="Karen", number="TEST-998877")
        recorded(patient, on=timezone.localdate(), **facts)
        return patient

    return make


def url(name, patient, *more):
    return reverse(name, args=[patient.key, *more])


def page(client, patient, name="recommendation"):
    response = client.get(url(name, patient))
    assert response.status_code == 200
    return response.content.decode()


def digest_on(html):
    return re.search(r'name="digest" value="(\w{64})"', html)[1]


def answer(client, patient, action, *, digest=None, htmx=False, **said):
    """Answers one action as the page does; `said` is the pressed button and the comment."""
    sent = {"action": action, "digest": digest or digest_on(page(client, patient)), **said}
    headers = {"hx-request": "true"} if htmx else {}
    return client.post(url("advice-respond", patient), sent, headers=headers)


def sign(client, patient, **sent):
    digest = digest_on(page(client, patient))
    return client.post(url("advice-sign", patient), {"digest": digest, **sent})


# ---- reading


def test_what_is_urgent_comes_before_everything_else_and_takes_the_focus(client, clinician, patient_with):
    html = page(client, patient_with(**{**FRACTURE, "fever": True}))
    assert html.index('id="urgent"') < html.index('id="group-recommend"')
    assert 'id="urgent" aria-labelledby="urgent-title" tabindex="-1" data-focus-here' in html


def test_without_anything_urgent_there_is_no_strip(client, clinician, patient_with):
    assert 'id="urgent"' not in page(client, patient_with(**FRACTURE))


def test_the_page_says_not_for_clinical_use_rule_set_and_thresholds(
    client, clinician, patient_with, department
):
    ThresholdOverride.objects.create(
        department=department, name="severe_vas", value=60, valid_from="2026-06-01", source="spine board"
    )
    patient = patient_with(**FRACTURE)
    episode = an_episode(patient)
    episode.assessments.create(
        patient=patient, instrument="vas_rest", timepoint="visit", observed_on=timezone.localdate(),
        responses={"rest": 65}, score=65, scoring_rule="vas",
    )  # fmt: skip
    html = page(client, patient)
    assert "Not for clinical use: not a CE-marked medical device" in html
    assert f"Rules {RULESET}" in html
    assert re.search(r"severe pain 60\s+from [^(]*2026 \(spine board\)", html)


def test_blank_facts_are_links_to_their_questions_and_never_no(client, clinician, patient_with):
    html = page(client, patient_with(vertebral_fracture="confirmed"))
    assert "#fact-mobilisation_possible" in html
    assert "asked 0 of 5, none answered" in html
    assert not re.search(r"Fever: <strong>no", html)


def test_a_procedure_is_never_ordered(client, clinician, patient_with):
    html = page(client, patient_with(**CANDIDATE))
    card = html[html.index('id="action-procedure-vertebroplasty"') :]
    card = card[: card.index("</article>")]
    assert "nothing is ordered here" in card
    assert "Consider" in card
    assert "To be confirmed before signing" in card


def test_a_patient_without_an_age_gets_a_way_out_instead_of_advice(client, clinician, department):
    patient = Patient.objects.create(
        department=department, registered_on=timezone.localdate(), source_id="P-1"
    )
    html = page(client, patient)
    assert "neither a birth date nor an age is recorded" in html
    assert "Not for clinical use" in html


def test_nothing_recorded_is_not_reassurance(client, clinician, department):
    patient = a_patient(department, birth_date=date(1990, 1, 1))
    assert "not reassurance" in page(client, patient)


def test_somebody_who_may_not_answer_sees_the_advice_and_no_buttons(client, patient_with, department):
    client.force_login(a_user(Role.COORDINATOR, department))
    patient = patient_with(**FRACTURE)
    html = page(client, patient)
    assert "No response yet." in html
    assert 'value="accept"' not in html
    assert "Sign and print" not in html


def test_the_page_costs_few_queries_with_a_hundred_patients_and_a_long_record(
    client, clinician, patient_with
):
    for _number in range(100):
        a_patient(clinician.memberships.get().department)
    patient = patient_with(**CANDIDATE, vertebral_fracture_on="2026-09")
    an_episode(patient)
    for number in range(120):
        recorded(patient, on=timezone.localdate(), frail=bool(number % 2))
    answer(client, patient, "goal.pain", kind="accept")
    sign(client, patient)
    with CaptureQueriesContext(connection) as queries:
        page(client, patient)
    assert len(queries) <= MOST_QUERIES, [query["sql"][:90] for query in queries]


# ---- answering


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ({"kind": "accept"}, "Accepted"),
        ({"kind": "defer"}, "Deferred"),
        ({"kind": "not_applicable"}, "Not applicable"),
        ({"reason": "patient_declines"}, "Overridden"),
    ],
)
def test_one_press_answers_an_action(client, clinician, patient_with, said, shown):
    patient = patient_with(**FRACTURE)
    response = answer(client, patient, "goal.pain", **said)
    assert response.status_code == 302
    assert response.url == f"{url('recommendation', patient)}#action-goal-pain"
    html = page(client, patient)
    assert f"<strong>{shown}</strong> (recommend)" in html
    assert "Clara Kliniker" in html
    stored = Response.objects.get()
    assert (stored.verdict, stored.responded_by) == ("recommend", clinician)


def test_answering_in_place_swaps_the_answer_and_the_signing_panel(client, clinician, patient_with):
    response = answer(client, patient_with(**FRACTURE), "goal.pain", htmx=True, kind="accept")
    html = response.content.decode()
    assert response.status_code == 200
    assert 'id="response-action-goal-pain"' in html
    assert "data-focus-here" in html
    assert 'id="signing" aria-labelledby="signing-title" hx-swap-oob="true"' in html
    assert 'id="signing-link" hx-swap-oob="true"' in html
    assert html.count("1 of ") == 2
    assert "<html" not in html


def test_the_advice_is_stored_before_it_is_answered_and_holds_no_form(client, clinician, patient_with):
    patient = patient_with(**FRACTURE)
    answer(client, patient, "goal.pain", kind="accept")
    answer(client, patient, "rest.bed_rest", kind="accept")
    evaluation = Evaluation.objects.get()
    assert evaluation.responses.count() == 2
    assert not re.search(r"<(form|button|input|textarea|script|style)\b", evaluation.shown)
    assert not re.search(r"\s(on\w+|style|hx-\w+)=", evaluation.shown)
    assert "Agree on the goal" in evaluation.shown
    assert "Karen" not in evaluation.shown  # who it was stands in the row, not in the page


@pytest.fixture
def hashed_static(monkeypatch):
    """Static files named by the hash of this release, as in production."""
    monkeypatch.setattr(StaticNode, "handle_simple", classmethod(lambda cls, path: f"/static/{path}?4a8d"))
    for drawn in (_component, _evidence, _kept):
        drawn.cache_clear()
    yield
    for drawn in (_component, _evidence, _kept):
        drawn.cache_clear()


@pytest.mark.usefixtures("hashed_static")
def test_the_stored_page_names_its_icons_as_every_release_does(client, clinician, patient_with):
    patient = patient_with(**FRACTURE)
    assert "columna.svg?4a8d#check-circle-fill" in page(client, patient)
    answer(client, patient, "goal.pain", kind="accept")
    stored = Evaluation.objects.get().shown
    assert "/static/icons/columna.svg#check-circle-fill" in stored
    assert "4a8d" not in stored


def test_other_without_a_comment_keeps_what_was_typed_and_asks_for_it(client, clinician, patient_with):
    patient = patient_with(**FRACTURE)
    response = answer(client, patient, "goal.pain", htmx=True, reason="other", comment="  ")
    assert response.status_code == 422
    assert "Say which other reason" in response.content.decode()
    whole = answer(client, patient, "goal.pain", reason="other")
    assert whole.status_code == 422
    assert 'href="#action-goal-pain"' in whole.content.decode()
    assert not Response.objects.exists()


@pytest.mark.parametrize("said", [{}, {"kind": "override"}, {"kind": "acknowledge"}, {"reason": "because"}])
def test_an_ambiguous_answer_is_refused(client, clinician, patient_with, said):
    assert answer(client, patient_with(**FRACTURE), "goal.pain", **said).status_code == 422
    assert not Response.objects.exists()


def test_an_action_that_is_not_advised_cannot_be_answered(client, clinician, patient_with):
    patient = patient_with(**FRACTURE)
    for said in ({"kind": "accept"}, {}):
        assert answer(client, patient, "refer.oncology", **said).status_code == 404
    assert not Evaluation.objects.exists()


def test_advice_that_changed_after_the_page_was_opened_is_not_answered_unread(
    client, clinician, patient_with
):
    patient = patient_with(**FRACTURE)
    old = digest_on(page(client, patient))
    recorded(patient, on=timezone.localdate(), fever=True)
    for htmx in (False, True):
        response = answer(client, patient, "goal.pain", digest=old, htmx=htmx, kind="accept")
        assert response.status_code == 409
    assert "nothing was recorded" in response.content.decode()
    assert client.post(url("advice-sign", patient), {"digest": old}).status_code == 409
    assert not Evaluation.objects.exists()


def test_an_override_of_what_is_urgent_is_not_asked_again_until_a_fact_changes(
    client, clinician, patient_with
):
    patient = patient_with(**{**FRACTURE, "fever": True})
    for action in ("urgent.suspected_infection", "image.spine_mri"):
        answer(client, patient, action, reason="already_done")
    html = page(client, patient)
    assert 'id="urgent"' in html  # it is still there to be read
    assert 'aria-labelledby="urgent-title" tabindex' not in html
    recorded(patient, on=timezone.localdate(), frail=True)  # another fact: the rule does not read it
    assert 'aria-labelledby="urgent-title" tabindex' not in page(client, patient)
    recorded(patient, on=timezone.localdate(), infection_markers=True)
    assert 'aria-labelledby="urgent-title" tabindex' in page(client, patient)


def test_an_answer_to_other_facts_is_shown_as_an_earlier_one(client, clinician, patient_with):
    patient = patient_with(**FRACTURE)
    answer(client, patient, "goal.pain", kind="defer")
    recorded(patient, on=timezone.localdate(), vertebral_fracture="suspected")
    assert "Earlier, to other facts: deferred" in page(client, patient)


# ---- signing


def test_what_is_urgent_is_answered_before_anything_is_signed(client, clinician, patient_with):
    patient = patient_with(**{**FRACTURE, "fever": True})
    assert "Before you can sign, answer what is urgent" in page(client, patient)
    refused = sign(client, patient)
    assert refused.status_code == 422
    assert "Urgent and not answered: Suspected infection of the spine" in refused.content.decode()
    assert not Signature.objects.exists()
    assert not Evaluation.objects.exists()  # a refusal leaves nothing behind


def test_signing_leads_to_the_print_and_says_who_and_when(client, clinician, patient_with):
    patient = patient_with(**FRACTURE)
    refresh_standing(patient, timezone.localdate())
    answer(client, patient, "goal.pain", kind="accept")
    assert "NOT SIGNED" in page(client, patient, "advice-print")
    response = sign(client, patient)
    assert response.status_code == 302
    assert response.url == url("advice-print", patient)
    assert "signed by Clara Kliniker" in page(client, patient, "advice-print")
    assert "Signed by Clara Kliniker" in page(client, patient, "advice-text")
    html = page(client, patient)
    assert "Open it as it was signed" in html
    assert "Sign and print" not in html
    assert Standing.objects.get(patient=patient).signed_verdicts


def test_what_was_signed_before_is_offered_for_comparison(client, clinician, patient_with):
    patient = patient_with(**FRACTURE)
    sign(client, patient)
    recorded(patient, on=timezone.localdate(), frail=True)
    html = page(client, patient)
    assert "Other advice was signed by Clara Kliniker" in html
    assert reverse("evaluation", args=[Evaluation.objects.get().pk]) in html
    assert "Sign and print" in html


def test_advice_that_comes_back_is_still_signed(client, clinician, patient_with):
    patient = patient_with(**FRACTURE)
    sign(client, patient)
    recorded(patient, on=timezone.localdate(), frail=True)
    sign(client, patient)
    recorded(patient, on=timezone.localdate(), frail=None)
    assert "Open it as it was signed" in page(client, patient)
    assert Signature.objects.count() == 2


def test_a_second_press_of_sign_signs_nothing_twice(client, clinician, patient_with):
    patient = patient_with(**FRACTURE)
    digest = digest_on(page(client, patient))
    for _press in range(2):
        assert client.post(url("advice-sign", patient), {"digest": digest}).status_code == 302
    assert Signature.objects.count() == 1


def test_an_accepted_procedure_asks_for_its_confirmations_and_keeps_the_ticks(
    client, clinician, patient_with
):
    patient = patient_with(**CANDIDATE)
    code = "procedure.vertebroplasty"
    assert "Confirm before signing" not in page(client, patient)
    answer(client, patient, code, kind="accept")
    assert "You accepted “Vertebroplasty”" in page(client, patient)
    refused = sign(client, patient, confirmed=[f"{code}:0"])
    html = refused.content.decode()
    assert refused.status_code == 422
    assert "Not confirmed for “Vertebroplasty”: owner of follow-up named" in html
    assert re.search(rf'value="{code}:0"[^>]*checked', html)
    assert not re.search(rf'value="{code}:1"[^>]*checked', html)
    assert sign(client, patient, confirmed=[f"{code}:{n}" for n in range(4)]).status_code == 302
    assert len(Signature.objects.get().confirmed[code]) == 4


@pytest.mark.parametrize(
    "made_up", ["procedure.vertebroplasty:9", "nothing:0", "procedure.vertebroplasty:x", ""]
)
def test_a_made_up_tick_confirms_nothing(client, clinician, patient_with, made_up):
    patient = patient_with(**CANDIDATE)
    answer(client, patient, "procedure.vertebroplasty", kind="accept")
    assert sign(client, patient, confirmed=[made_up]).status_code == 422


@pytest.mark.parametrize("role", [Role.PHYSIOTHERAPIST, Role.COORDINATOR, Role.ADMINISTRATOR])
def test_only_a_clinician_answers_and_signs(client, patient_with, department, role):
    client.force_login(a_user(role, department))
    patient = patient_with(**FRACTURE)
    for name in ("advice-respond", "advice-sign"):
        assert client.post(url(name, patient), {}).status_code == 403


# ---- opened later


@pytest.fixture
def signed(client, clinician, patient_with):
    patient = patient_with(**FRACTURE)
    answer(client, patient, "goal.pain", reason="disagree", comment="<b>other</b> aim")
    sign(client, patient)
    return Evaluation.objects.get()


def judged_by_another_version(monkeypatch, **changes):
    later = partial(evaluate, rules=replace(CURRENT, version="2027.9", **changes))
    monkeypatch.setattr("guidelines.advice.evaluate", later)


def as_shown(client, evaluation):
    html = client.get(reverse("evaluation", args=[evaluation.pk])).content.decode()
    return html[html.index('id="as-shown"') :].split("</section>\n</main>")[0]


def test_a_signed_evaluation_stays_byte_identical_when_facts_rules_and_templates_change(
    client, signed, settings, tmp_path, monkeypatch
):
    before = as_shown(client, signed)
    assert signed.shown in before
    recorded(signed.patient, on=timezone.localdate(), fever=True, vertebral_fracture="excluded")
    judged_by_another_version(monkeypatch)
    folder = tmp_path / "decision_support"
    folder.mkdir()
    for name in ("_advice.html", "_card.html", "_responses.html"):
        (folder / name).write_text("another template")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path, *settings.TEMPLATES[0]["DIRS"]]}]
    assert "another template" in page(client, signed.patient)
    assert as_shown(client, signed) == before


def test_today_s_differences_are_listed_then_and_now(client, signed, monkeypatch):
    nothing = client.get(reverse("evaluation", args=[signed.pk])).content.decode()
    assert "Nothing differs" in nothing
    recorded(signed.patient, on=timezone.localdate(), fever=True)
    judged_by_another_version(monkeypatch)
    html = client.get(reverse("evaluation", args=[signed.pk])).content.decode()
    rows = compared(html)
    assert ("Suspected infection of the spine: act now", "not advised", "not advised", "urgent") in rows
    assert ("Mobilising physiotherapy", "recommend", "recommend", "not cleared") in rows
    assert ("Fever", "no", "no", "yes") in rows
    assert ("Rule-set version", RULESET, "2027.9", "2027.9") in rows


def compared(html):
    """What, then, today's rules on the same facts, today's rules on today's facts."""
    cell = r"<td>([^<]*)</td>"
    return re.findall(rf'<th scope="row">(?:<a[^>]*>)?([^<]*)(?:</a>)?</th>{cell}{cell}{cell}', html)


def test_what_today_s_rules_say_to_the_same_facts_is_told_apart_from_news_about_the_patient(
    client, signed, monkeypatch
):
    changed = replace(ACTIONS["goal.pain"], when=is_true("fever"))
    actions = tuple(changed if each.code == "goal.pain" else each for each in CURRENT.actions)
    judged_by_another_version(monkeypatch, actions=actions)
    recorded(signed.patient, on=timezone.localdate(), fever=True)
    rows = compared(client.get(reverse("evaluation", args=[signed.pk])).content.decode())
    title = "Agree on the goal: no pain at rest, acceptable pain in activity"
    assert (title, "recommend", "not advised", "recommend") in rows


def test_stored_facts_that_today_s_rules_no_longer_read_are_said_to_be_so(client, signed):
    Evaluation.objects.filter(pk=signed.pk).update(facts={**signed.facts, "a_fact_of_old": True})
    recorded(signed.patient, on=timezone.localdate(), fever=True)
    html = client.get(reverse("evaluation", args=[signed.pk])).content.decode()
    assert "cannot be read by today’s rules" in html


def test_what_was_answered_and_signed_is_kept_and_escaped(client, signed):
    html = client.get(reverse("evaluation", args=[signed.pk])).content.decode()
    assert "by Clara Kliniker" in html
    assert "&lt;b&gt;other&lt;/b&gt; aim" in html
    assert "<b>other</b>" not in html
    assert "no response" in signed.signature.shown  # what was left open is said so


def test_an_answer_after_the_signature_is_shown_apart(client, signed):
    answer(client, signed.patient, "goal.pain", kind="accept")
    html = client.get(reverse("evaluation", args=[signed.pk])).content.decode()
    assert "Responses after the signature" in html
    assert "Overridden" in signed.signature.shown


def test_reading_old_advice_is_audited(client, clinician, signed):
    client.get(reverse("evaluation", args=[signed.pk]))
    assert LogEntry.objects.filter(
        actor=clinician, object_pk=str(signed.patient.pk), additional_data__read=f"evaluation {signed.pk}"
    ).exists()


def test_another_department_s_evaluation_does_not_exist(client, signed):
    client.force_login(a_user(Role.CLINICIAN))
    assert client.get(reverse("evaluation", args=[signed.pk])).status_code == 404


def test_the_evaluation_costs_few_queries(client, signed):
    with CaptureQueriesContext(connection) as queries:
        client.get(reverse("evaluation", args=[signed.pk]))
    assert len(queries) <= MOST_QUERIES, [query["sql"][:90] for query in queries]


# ---- what would change it, text, print


def test_what_would_change_the_advice_is_a_fragment_and_a_page(client, clinician, patient_with):
    patient = patient_with(**{**CANDIDATE, "coagulopathy": None})
    address = url("advice-change", patient, "procedure.vertebroplasty")
    fragment = client.get(address, headers={"hx-request": "true"}).content.decode()
    assert "Bleeding tendency" in fragment
    assert "now not recorded" in fragment
    assert "<html" not in fragment
    whole = client.get(address).content.decode()
    assert "Not for clinical use" in whole
    assert "Back to the recommendation" in whole


@pytest.mark.parametrize("action", ["refer.oncology", "no.such_action"])
def test_what_would_change_an_absent_action_is_not_found(client, clinician, patient_with, action):
    assert client.get(url("advice-change", patient_with(**FRACTURE), action)).status_code == 404


def test_the_text_names_nobody(client, clinician, patient_with):
    html = page(client, patient_with(**FRACTURE), "advice-text")
    text = html[html.index('id="record-text"') :].split("</pre>")[0]
    assert not any(word in text for word in ("Karen", "Testesen", "998877", "1948"))
    assert 'data-copy="record-text"' in html


def test_the_print_has_the_patient_rules_and_the_line_on_every_page(client, clinician, patient_with):
    html = page(client, patient_with(**FRACTURE), "advice-print")
    head = html[html.index("<thead>") : html.index("</thead>")]
    assert "Karen" in head
    assert "••••" in head
    assert f"Rules {RULESET}" in head
    assert "Not for clinical use" in head


def test_danish_numbers_and_dates_reach_the_page(client, clinician, patient_with, settings):
    patient = patient_with(**FRACTURE, t_score=-2.7)
    html = client.get(url("recommendation", patient), headers={"accept-language": "da"}).content.decode()
    assert "-2,7 SD" in html


def test_the_nightly_refresh_marks_what_changed_since_it_was_signed(client, signed):
    recorded(signed.patient, on=timezone.localdate(), fever=True)
    call_command("refresh_standings", verbosity=0)
    assert Standing.objects.get(patient=signed.patient).advice_changed


def test_page_and_print_say_whether_it_was_ever_tried_in_this_group(client, clinician, patient_with):
    patient = patient_with(**CANDIDATE)
    assert "Tried in this patient group</strong>: 5 placebo-controlled trials, 541 patients" in page(
        client, patient
    )
    assert "conditional advice · tried in this patient group" in page(client, patient, "advice-print")
