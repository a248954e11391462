"""One row of every model that has a page in the administration, all about one patient."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from auditlog.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.utils import timezone

from guidelines.actions import Reported, answer_incident, report_incident, store_evaluation
from guidelines.advice import advice_for
from guidelines.models import (
    ChangedAdvice,
    Evaluation,
    FunctionalDecision,
    Reassessment,
    Response,
    RuleCheck,
    RuleSwitch,
    Signature,
    Standing,
    ThresholdOverride,
    ToldTo,
    TrainingProgramme,
    UseCount,
)
from registry.actions import Answered, close_wave, record_assessment, record_procedure, save_draft
from registry.exchange.staging import packed
from registry.models import (
    AnnualReport,
    AnnualReportFile,
    AnnualReportSignature,
    Background,
    CompletenessCell,
    CorrectionAfterLock,
    CountedEpisode,
    DataQuery,
    Department,
    ExternalCount,
    FollowUpPlan,
    FollowUpWindow,
    ImportMapping,
    ImportPiece,
    ImportRun,
    InstrumentWording,
    Invitation,
    InvitationLink,
    Merge,
    PastScore,
    Patient,
    PeriodLock,
    PossibleDuplicate,
    PublishedFile,
    PublishedReport,
    Region,
    ReportedAlarm,
    Rescoring,
    Site,
    StatisticsCell,
    StatisticsState,
    Transfer,
    WindowCount,
)
from tests.factories import DAY, a_department, an_episode, recorded

NEXT_YEAR = DAY.replace(year=DAY.year + 1)


def rows_about(patient: Patient, by: Any) -> dict[str, Any]:
    """Model label in lower case to a row; whatever belongs to no patient belongs to the patient's department."""
    recorded(patient, frail=True)
    evaluation = _evaluation(patient, by)
    department = patient.department
    report = report_incident(
        patient=patient,
        advice=advice_for(patient, DAY),
        reported=Reported("", "wrong", "none", "made up"),
        by=by,
    )
    rows = [
        department,
        _region(department),
        _first(Site, department=department, code="main", defaults={"name": "Main site"}),
        by,
        by.memberships.get(),
        patient,
        patient.identity,
        *_clinical(patient, by),
        *_invited(patient, by),
        Transfer.objects.create(
            patient=patient,
            giving=patient.department,
            receiving=a_department(),
            asked_by_side="receiving",
            reason="moved",
            requested_by=by,
        ),
        *_merged(patient, by),
        *_locked(patient, by),
        *_statistics(),
        *_rescored(patient),
        *_imported(department, by),
        patient.pending_waves.first(),
        *_counted(patient, by),
        patient.clinical_records.get(),
        save_draft(owner=by, form="assessment", patient=patient, content={"fever": "yes"}),
        _first(
            InstrumentWording,
            department=department,
            instrument="odi",
            language="da",
            defaults={"licence": "made up", "texts": {}},
        ),
        LogEntry.objects.create(
            content_type=ContentType.objects.get_for_model(Patient),
            object_pk="1",
            object_repr="made up",
            action=LogEntry.Action.ACCESS,
            actor=by,
            changes={},
        ),
        *_reported(by),
        evaluation,
        Response.objects.create(evaluation=evaluation, action="goal.pain", kind="accept", responded_by=by),
        Signature.objects.create(evaluation=evaluation, signed_by=by),
        Standing.objects.update_or_create(
            patient=patient,
            defaults={"department": patient.department, "evaluated_on": DAY, "category_status": "suggested"},
        )[0],
        *_decided(patient, by),
        *_reassessed(patient, by),
        _first(
            RuleCheck,
            action="goal.pain",
            side="clinical",
            digest="d",
            defaults={"checked_on": DAY, "review_by": NEXT_YEAR, "checked_by": by},
        ),
        RuleSwitch.objects.create(
            action="goal.pain", is_off=False, reason="made up", since=DAY, switched_by=by
        ),
        report,
        answer_incident(report=report, state="looking", by=by),
        ToldTo.objects.filter(patient=patient).first(),
        UseCount.objects.filter(department=department).first(),
        _first(
            ThresholdOverride,
            department=department,
            name="severe_vas",
            valid_from=DAY,
            defaults={"value": 75, "source": "made up"},
        ),
    ]
    return {row._meta.label_lower: row for row in rows}


def _reported(by: Any) -> list[Any]:
    """An annual report, a signature under it, its publication and a file of that; made once."""
    report = _first(
        AnnualReport,
        year=2022,
        defaults={
            "state": "made",
            "digest": "d",
            "total": 1,
            "done": 1,
            "made_on": DAY,
            "started_by": by,
            "ended_at": timezone.now(),
        },
    )
    signature = _first(AnnualReportSignature, report=report, signed_by=by, defaults={"digest": "d"})
    published = _first(
        PublishedReport, country="DK", year=2022, edition=1, defaults={"report": report, "digest": "d"}
    )
    file = _first(
        PublishedFile,
        published=published,
        name="annual-report.pdf",
        defaults={"media_type": "application/pdf", "digest": "d", "content": b"made up"},
    )
    draft = _first(
        AnnualReportFile,
        report=report,
        name="annual-report.pdf",
        defaults={"media_type": "application/pdf", "digest": "d", "content": b"made up"},
    )
    return [report, draft, signature, published, file]


def _counted(patient: Patient, by: Any) -> list[Any]:
    """What completeness rests on, a query about the data, and a plan of follow-up."""
    department = patient.department
    plan = _first(FollowUpPlan, group="other", valid_from=NEXT_YEAR, defaults={"source": "made up"})
    window = {"unit": "months", "opens": 10, "target": 12, "closes": 15}
    return [
        patient.wave_standings.first(),
        CompletenessCell.objects.filter(department=department).first(),
        WindowCount.objects.filter(department=department).first(),
        DataQuery.objects.create(
            patient=patient, department=department, question="made up", task="clinician", raised_by=by
        ),
        _first(
            ExternalCount,
            unit=department.code,
            year=DAY.year,
            defaults={"department": department, "operations": 100, "source": "made up"},
        ),
        plan,
        _first(FollowUpWindow, plan=plan, wave="y1", defaults=window),
    ]


def _region(department: Department) -> Region:
    department.region = _first(
        Region, code=f"of-{department.code}", defaults={"name": f"of {department.code}"}
    )
    department.save()
    return department.region


def _invited(patient: Patient, by: Any) -> list[Any]:
    """An answered invitation, its link and the alarm that was reported."""
    invitation = Invitation.objects.create(
        episode=patient.episodes.latest("pk"),
        department=patient.department,
        wave="y2",
        instruments=["odi"],
        invited_on=DAY,
        invited_by=by,
        answered_at=timezone.now(),
    )
    link = InvitationLink.objects.create(
        invitation=invitation,
        token_hash=f"{invitation.pk:064}",
        channel="letter",
        made_on=DAY,
        expires_on=DAY,
    )
    alarm = ReportedAlarm.objects.create(invitation=invitation, patient=patient, signs=["fever"])
    return [invitation, link, alarm]


def _merged(patient: Patient, by: Any) -> list[Any]:
    """A merge into the patient, and the pair that it came from."""
    other = Patient.objects.create(department=patient.department, registered_on=DAY, merged_into=patient)
    merge = Merge.objects.create(
        standing=patient,
        gone=other,
        ground="twice",
        journal={},
        merged_by=by,
    )
    return [merge, PossibleDuplicate.objects.create(first=patient, second=other, ground="name")]


def _locked(patient: Patient, by: Any) -> list[Any]:
    """A year of the department that was locked, and a correction made after it."""
    lock = _first(
        PeriodLock,
        department=patient.department,
        year=2001,
        defaults={"signed_off_by": by, "locked_by": by, "locked_on": DAY},
    )
    return [
        lock,
        CorrectionAfterLock.objects.create(
            lock=lock,
            patient=patient,
            kind="assessment",
            about="odi",
            was={"score": 40},
            became={"score": 44},
            reason="made up",
            made_by=by,
        ),
    ]


def _rescored(patient: Patient) -> list[Any]:
    """A run that has ended, and a score that it replaced."""
    run = Rescoring.objects.create(
        reason="made up", state="done", last=patient.assessments.latest("pk").pk, ended_at=timezone.now()
    )
    past = PastScore.objects.create(
        assessment=patient.assessments.latest("pk"),
        rescoring=run,
        not_scorable="made up",
        scoring_rule="odi-prorata-min8",
        replaced_at=timezone.now(),
    )
    return [run, past]


def _reassessed(patient: Patient, by: Any) -> list[Any]:
    """A run that has ended, and a patient whose advice it found changed."""
    version = {"version": "2026.1", "thresholds": "own"}
    run = Reassessment.objects.create(
        before=version,
        after=version,
        on=DAY,
        state="done",
        total=1,
        done=1,
        started_by=by,
        ended_at=timezone.now(),
    )
    return [run, ChangedAdvice.objects.create(reassessment=run, patient=patient, told={})]


def _decided(patient: Patient, by: Any) -> list[Any]:
    """A decision about the functional category, and the programme that rests on it."""
    decision = FunctionalDecision.objects.create(
        patient=patient,
        suggestion={"category": "everyday_active"},
        facts={},
        ruleset="2026.1",
        category="everyday_active",
        decided_on=DAY,
        decided_by=by,
    )
    programme = TrainingProgramme.objects.create(
        patient=patient,
        version=1,
        decision=decision,
        ruleset="2026.1",
        basis={"programme": "everyday_active", "constraints": ["spine_safe"]},
        exercises=[{"code": "sit_to_stand", "sets": 1, "repetitions": 8, "days_a_week": 2, "load": "body"}],
        suggested=[],
        retest_on=DAY + timedelta(weeks=10),
        confirmed_on=DAY,
        confirmed_by=by,
    )
    return [decision, programme]


def _imported(department: Department, by: Any) -> list[Any]:
    """A mapping that is kept, and an import that has ended."""
    run = ImportRun.objects.create(
        department=department,
        state="stored",
        file_name="made_up.csv",
        digest="d" * 64,
        file_size=1,
        mapping_name="made-up",
        mapping="name: made-up",
        stored={"rows": 1, "patients": 1, "assessments": {}},
        started_by=by,
        ended_at=timezone.now(),
    )
    kept = _first(ImportMapping, department=department, name="made-up", defaults={"content": "name: made-up"})
    return [
        kept,
        run,
        ImportPiece.objects.create(run=run, kind="problems reading", number=0, content=packed([])),
    ]


def _statistics() -> list[Model]:
    """What the patient's own episode may have left is counted there already; these stand beside it."""
    cell = {"measure": "any", "wave": "baseline", "place": "DK", "diagnosis": "other", "procedure": "none"}
    return [
        _first(StatisticsState, pk=StatisticsState.ONLY),
        _first(CountedEpisode, episode_id=4711, defaults={"counted": "", "generation": 99}),
        _first(StatisticsCell, **cell, year=2026, generation=99),
    ]


def _first(model: type[Model], **values: Any) -> Model:
    return model._default_manager.get_or_create(**values)[0]


def _evaluation(patient: Patient, by: Any) -> Evaluation:
    advice = advice_for(patient, DAY)
    return store_evaluation(
        patient=patient,
        advice=advice,
        shown="<p>shown</p>",
        by=by,
        language="en",
        on=DAY,
    )


def _clinical(patient: Patient, by: Any) -> list[Any]:
    episode = an_episode(patient)
    odi = Answered("odi", {"walking": 2})
    return [
        episode,
        record_procedure(episode=episode, version=1, kind="vertebroplasty", performed_on=DAY, by=by),
        episode.operations.get(),
        Background.objects.create(episode=episode, timepoint="baseline", observed_on=DAY, work="retired"),
        close_wave(episode=episode, wave="y1", reason="moved", by=by),
        record_assessment(episode=episode, answered=odi, timepoint="baseline", observed_on=DAY, by=by),
    ]
