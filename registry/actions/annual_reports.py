"""An annual report: started, made a part at a time by whoever calls (docs/adr/0016), signed by two, published for good."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from time import monotonic
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from registry import audit
from registry.annual_report.building import as_json, finished, from_json, parts_as_json, parts_from_json
from registry.annual_report.linting import lint
from registry.annual_report.making import make
from registry.annual_report.report import Report
from registry.annual_report.specification import PARTS
from registry.exchange.annual.files import STEPS, File
from registry.models import (
    AnnualReport,
    AnnualReportFile,
    AnnualReportSignature,
    PublishedFile,
    PublishedReport,
)
from registry.models.annual_report import ANOTHER_IS_MADE
from registry.selectors.annual_reports import asking, editions_of
from registry.selectors.statistics_state import statistics_state

SIGNATURES = 2
State = AnnualReport.State
Step = Callable[[AnnualReport], "Made"]


@dataclass(frozen=True)
class Made:
    """What one step gave: what the report holds now, what is wrong with it, and files that are ready."""

    content: dict[str, Any] | None = None
    findings: list[str] = field(default_factory=list)
    files: tuple[File, ...] = ()


def start_report(*, year: int, country: str, on: date, by: Any) -> AnnualReport:
    """ValidationError for a year without operations, one that has not ended, and while another is being made."""
    refuse_year(year, country, on)
    try:
        with transaction.atomic():
            report = AnnualReport(
                year=year, country=country, total=len(PARTS) + 1 + len(STEPS), made_on=on, started_by=by
            )
            report.full_clean()
            report.save()
            audit.record_event("annual report started", report, by=by, year=year, country=country)
    except IntegrityError:  # two people at the same moment
        raise ValidationError(ANOTHER_IS_MADE) from None
    return report


def refuse_year(year: int, country: str, on: date) -> None:
    """ValidationError for a year that has not ended or has no operations, and while the statistics miss what is stored."""
    if statistics_state().is_outdated:
        text = _(
            "The statistics miss something that is stored, so a report would be wrong. Run manage.py rebuild_statistics first."
        )
        raise ValidationError(text)
    if year >= on.year:
        text = _("%(year)s has not ended: its numbers still change. Choose a year that has.")
        raise ValidationError(text % {"year": year})
    if not asking(year, country).operated("all", (year, year)):
        text = _(
            "No operation of %(year)s is registered, so there is nothing to report. Choose another year."
        )
        raise ValidationError(text % {"year": year})


def work_on_report(report: AnnualReport, *, seconds: float) -> AnnualReport:
    """Makes on for about so many seconds; the report as it stands then. A step that is cut short is made again."""
    deadline = monotonic() + seconds
    while report.is_making and monotonic() < deadline:
        try:
            made = _step_of(report)(report)
        except ValueError as problem:
            return _end(report.pk, State.FAILED, by=None, problem=str(problem)[:300])
        report = _store(report, made)
    return report


def _step_of(report: AnnualReport) -> Step:
    if report.done < len(PARTS):
        return _make_part
    return _finish if report.done == len(PARTS) else _write


def _make_part(report: AnnualReport) -> Made:
    part = make(PARTS[report.done], asking(report.year, report.country))
    return Made({"parts": [*report.content.get("parts", []), *parts_as_json([part])]})


def _finish(report: AnnualReport) -> Made:
    """Small numbers are hidden, also those that published editions would give away; then the linter reads it all."""
    year, country = report.year, report.country
    parts = parts_from_json(report.content["parts"])
    whole = finished(year, parts, country=country, published=editions_of(country))
    return Made(as_json(whole), [str(finding) for finding in lint(whole)])


def _write(report: AnnualReport) -> Made:
    step = STEPS[report.done - len(PARTS) - 1]
    return Made(files=(step.write(report_of(report), report.made_on),))


def report_of(report: AnnualReport) -> Report:
    return from_json(report.content)


@transaction.atomic
def _store(read: AnnualReport, made: Made) -> AnnualReport:
    """Only if the report still stands where the step began: whoever worked on it meanwhile, or cancelled it, wins."""
    report = AnnualReport.objects.select_for_update().get(pk=read.pk)
    if not report.is_making or report.done != read.done:
        return report
    report.done += 1
    if made.content is not None:
        report.content, report.findings = made.content, made.findings
    report.save()
    AnnualReportFile.objects.bulk_create(
        AnnualReportFile(
            report=report, name=one.name, media_type=one.media_type, digest=one.digest, content=one.content
        )
        for one in made.files
    )
    return _end(report.pk, State.MADE, by=None) if report.done == report.total else report


def cancel_report(report: AnnualReport, *, by: Any) -> AnnualReport:
    """A report that has ended stays as it ended."""
    return _end(report.pk, State.CANCELLED, by=by)


@transaction.atomic
def _end(pk: int, state: str, *, by: Any, problem: str = "") -> AnnualReport:
    report = AnnualReport.objects.select_for_update().get(pk=pk)
    if not report.is_making:
        return report
    report.state, report.problem, report.ended_at = state, problem, Now()
    if state == State.MADE:
        report.digest = digest_of(report)
    report.save()
    report.refresh_from_db()
    audit.record_event(f"annual report {state}", report, by=by, findings=len(report.findings))
    return report


def digest_of(report: AnnualReport) -> str:
    """Of all files together, by name: what a signature stands under."""
    lines = [
        f"{name} {digest}" for name, digest in report.files.values_list("name", "digest").order_by("name")
    ]
    return sha256("\n".join(lines).encode()).hexdigest()


@transaction.atomic
def sign_report(report: AnnualReport, *, by: Any, correction: str = "") -> PublishedReport | None:
    """The second signature publishes: what came of it, or None after the first.

    ValidationError for a report that is not whole, that the linter finds something in, that one person signs twice,
    and for a new edition that does not say what it corrects.
    """
    _hold_country(report)
    report = AnnualReport.objects.get(pk=report.pk)
    _refuse_signature(report)
    signature = AnnualReportSignature(report=report, digest=report.digest, signed_by=by)
    signature.full_clean()
    signature.save()
    audit.record_event("annual report signed", report, by=by, digest=report.digest)
    return _publish(report, by, correction) if report.signatures.count() == SIGNATURES else None


def _hold_country(report: AnnualReport) -> None:
    """Of two who sign at the same moment, whatever the years, the second reads what the first published."""
    of_country = AnnualReport.objects.select_for_update().filter(country=report.country)
    list(of_country.order_by("pk").values_list("pk"))


def _refuse_signature(report: AnnualReport) -> None:
    if report.state != State.MADE:
        raise ValidationError(_("Only a report that is made to the end can be signed."))
    if report.findings:
        raise ValidationError(
            _("The linter found something. Correct the data, make the report anew, and sign that.")
        )
    if report.digest != digest_of(report):
        raise ValidationError(_("The files are not those that were made. Make the report anew."))
    if PublishedReport.objects.filter(report=report).exists():
        raise ValidationError(_("This report is published."))
    _refuse_since(report)


def _refuse_since(report: AnnualReport) -> None:
    """What is hidden of a report depends on every year that was published when it was begun."""
    others = PublishedReport.objects.filter(country=report.country, published_at__gt=report.started_at)
    since = others.order_by("published_at").first()
    if since is not None:
        text = _(
            "A report of %(year)s was published after this one was begun, and the two together could give a patient away. Make it anew."
        )
        raise ValidationError(text % {"year": since.year})


def _publish(report: AnnualReport, by: Any, correction: str) -> PublishedReport:
    editions = PublishedReport.objects.filter(country=report.country, year=report.year)
    before = editions.order_by("-edition").first()
    edition = 1 if before is None else before.edition + 1
    if edition > 1 and not correction.strip():
        raise ValidationError(
            _("%(year)s is published already. Say what this edition corrects.") % {"year": report.year}
        )
    published = PublishedReport(
        report=report,
        country=report.country,
        year=report.year,
        edition=edition,
        correction=correction.strip() if edition > 1 else "",
        digest=report.digest,
    )
    published.full_clean()
    published.save()
    PublishedFile.objects.bulk_create(
        PublishedFile(
            published=published,
            name=one.name,
            media_type=one.media_type,
            digest=one.digest,
            content=one.content,
        )
        for one in report.files.all()
    )
    audit.record_event("annual report published", published, by=by, edition=edition, digest=report.digest)
    return published
