"""What the review desk reads: who checked each rule, what was reported about it, and how it was answered."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum, When
from django.db.models.functions import Coalesce
from django.http import Http404

from guidelines.models import IncidentReport, IncidentStep, RuleCheck, RuleSwitch, UseCount
from guidelines.pathway.rule_digest import digests
from guidelines.pathway.rulebook import CURRENT
from guidelines.switched_off import SwitchedOff, switched_off

NEW = "new"
ANSWERS = (
    UseCount.Counted.ACCEPT,
    UseCount.Counted.OVERRIDE,
    UseCount.Counted.DEFER,
    UseCount.Counted.NOT_APPLICABLE,
)
OVERRIDDEN_ABOVE = 0.9  # product.md: rules overridden above 90 % are listed for review
FEWEST_ANSWERS = 20  # of fewer, one clinician's habit would put a rule on the list


@dataclass(frozen=True)
class Share:
    """How many responses there were to a rule, and how many of them overrode it."""

    overridden: int
    answered: int

    @property
    def is_enough(self) -> bool:
        """Whether there are responses enough to speak of a share; of fewer, neither it nor their number is shown."""
        return self.answered >= FEWEST_ANSWERS

    @property
    def is_high(self) -> bool:
        return self.is_enough and self.overridden > OVERRIDDEN_ABOVE * self.answered


@dataclass(frozen=True)
class RuleState:
    """Where a rule stands: the checks that count, `making` those of a round that is half made, `outdated` of an
    earlier wording."""

    action: str
    digest: str
    clinical: RuleCheck | None
    technical: RuleCheck | None
    making: tuple[RuleCheck, ...]
    outdated: tuple[RuleCheck, ...]
    review_by: date | None
    is_overdue: bool
    share: Share
    open_reports: int
    unsafe_reports: int
    off: SwitchedOff | None

    @property
    def is_checked(self) -> bool:
        return self.clinical is not None and self.technical is not None

    @property
    def changed_since_check(self) -> bool:
        """Somebody signed an earlier wording, and the present one lacks a signature."""
        return bool(self.outdated) and not self.is_checked


def rule_states(on: date, only: str = "") -> list[RuleState]:
    """Every rule in the order of the pathway, or only one, in four queries."""
    asked = [only] if only else list(digests(CURRENT))
    signed = RuleCheck.objects.filter(action__in=asked).select_related("checked_by")
    checks, reports = _by_action(signed.order_by("pk")), _open_reports(asked)
    shares, off = override_shares(only), {switch.action: switch for switch in switched_off()}
    return [
        _state(code, digests(CURRENT)[code], checks[code], shares, reports, off.get(code), on)
        for code in asked
    ]


def rule_state(action: str, on: date) -> RuleState:
    [state] = rule_states(on, action)
    return state


def checks_of(action: str) -> list[RuleCheck]:
    """Every signature under a rule, the latest first."""
    rows = RuleCheck.objects.filter(action=action).select_related("checked_by")
    return list(rows.order_by("-checked_at", "-pk"))


def switches_of(action: str) -> list[RuleSwitch]:
    """Every time a rule was switched off and on, the latest first."""
    rows = RuleSwitch.objects.filter(action=action).select_related("switched_by")
    return list(rows.order_by("-switched_at", "-pk"))


def override_shares(only: str = "") -> dict[str, Share]:
    """Action to how it was answered, everywhere and always; of one action where one is named."""
    rows = UseCount.objects.filter(counted__in=ANSWERS, **({"action": only} if only else {}))
    rows = rows.values_list("action").order_by()
    overridden = Coalesce(Sum("n", filter=Q(counted=UseCount.Counted.OVERRIDE)), 0)
    counted = rows.annotate(overridden=overridden, answered=Sum("n"))
    return {action: Share(over, answered) for action, over, answered in counted}


def incident_reports(user: Any) -> QuerySet[IncidentReport]:
    """Reports with their `state`: all of them for whoever sees the desk, else one's own. Open and unsafe ones first."""
    rows = IncidentReport.objects.defer("facts", "thresholds", "answer").select_related(
        "reported_by", "department"
    )
    if not user.has_perm("guidelines.see_review_desk"):
        rows = rows.filter(reported_by=user)
    return _with_state(rows).order_by(_CLOSED_LAST, _UNSAFE_FIRST, "-pk")


def incident_report(user: Any, pk: int) -> IncidentReport:
    """One report that this user may read, whole; Http404 for any other."""
    rows = _with_state(IncidentReport.objects.select_related("reported_by", "department"))
    found = rows.filter(pk=pk).first()
    if found is None or not (user.has_perm("guidelines.see_review_desk") or found.reported_by_id == user.pk):
        raise Http404
    return found


def _with_state(rows: QuerySet[IncidentReport]) -> QuerySet[IncidentReport]:
    latest = IncidentStep.objects.filter(report=OuterRef("pk")).order_by("-pk").values("state")[:1]
    return rows.annotate(latest=Subquery(latest))


_UNSAFE = Q(kind=IncidentReport.Kind.UNSAFE) | Q(
    severity__in=(IncidentReport.Severity.SERIOUS, IncidentReport.Severity.HARMED)
)
_UNSAFE_FIRST = Case(When(_UNSAFE, then=0), default=1, output_field=IntegerField())
_CLOSED_LAST = Case(When(latest=IncidentStep.State.CLOSED, then=1), default=0, output_field=IntegerField())


def _open_reports(actions: Iterable[str]) -> Mapping[str, Counter[str]]:
    """Action to how many reports about it are not closed, and how many of those are unsafe."""
    later = IncidentStep.objects.filter(report=OuterRef("report"), pk__gt=OuterRef("pk"))
    closed = IncidentStep.objects.filter(
        ~Exists(later), report=OuterRef("pk"), state=IncidentStep.State.CLOSED
    )
    rows = IncidentReport.objects.filter(~Exists(closed), about__in=actions).values_list(
        "about", "kind", "severity"
    )
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for about, kind, severity in rows:
        found[about]["open"] += 1
        found[about]["unsafe"] += IncidentReport(kind=kind, severity=severity).is_unsafe
    return found


def _by_action(checks: Iterable[RuleCheck]) -> Mapping[str, list[RuleCheck]]:
    found: dict[str, list[RuleCheck]] = defaultdict(list)
    for check in checks:
        found[check.action].append(check)
    return found


def _state(
    code: str,
    digest: str,
    checks: list[RuleCheck],
    shares: Mapping[str, Share],
    reports: Mapping[str, Counter[str]],
    off: SwitchedOff | None,
    on: date,
) -> RuleState:
    present = [check for check in checks if check.digest == digest]
    complete = _complete_round(present)
    last = max((check.round for check in present), default=1)
    counted = {check.side: check for check in present if check.round == (complete or last)}
    review_by = min((check.review_by for check in counted.values()), default=None)
    found = reports.get(code, Counter())
    return RuleState(
        action=code,
        digest=digest,
        clinical=counted.get(RuleCheck.Side.CLINICAL),
        technical=counted.get(RuleCheck.Side.TECHNICAL),
        making=() if last == complete else tuple(check for check in present if check.round == last),
        outdated=tuple(check for check in checks if check.digest != digest),
        review_by=review_by,
        is_overdue=review_by is not None and review_by < on,
        share=shares.get(code, Share(0, 0)),
        open_reports=found["open"],
        unsafe_reports=found["unsafe"],
        off=off,
    )


def _complete_round(checks: list[RuleCheck]) -> int | None:
    """The latest round both sides signed: while the next one is half made, the last still counts."""
    sides = Counter(check.round for check in checks)
    return max((number for number, signed in sides.items() if signed == len(RuleCheck.Side)), default=None)
