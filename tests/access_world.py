"""The small world the access matrix is walked in: one patient of one department, and everybody who may come by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from guidelines.models import ChangedAdvice, Reassessment
from guidelines.pathway.rulebook import RULESET
from registry.actions import invite
from registry.models import Department, Episode, Membership, Patient, PossibleDuplicate, Role, User
from tests.addresses import Address
from tests.admin_rows import rows_about
from tests.factories import a_department, a_patient, a_person, a_user, an_episode
from tests.reassessments import a_reassessment


@dataclass
class World:
    department: Department
    patient: Patient
    twin: Patient  # may be the same person
    rows: dict[str, Any]  # one of every model, by its label
    visitors: dict[str, User | AnonymousUser]
    token: str  # of the link with which the patient answers without signing in
    identity: tuple[str, ...]  # what must stand in no address: names, number, birth date

    @property
    def episode(self) -> Episode:
        return self.rows["registry.episode"]

    def arguments(self, address: Address) -> dict[str, Any]:
        """What each parameter of the route stands for, so that the page is about our patient."""
        return {name: self._stands_for(name, address) for name in address.parameters}

    def _stands_for(self, parameter: str, address: Address) -> Any:
        if parameter in {"object_id", "id"} and address.route.startswith("admin/"):
            _admin, app, model, *_rest = address.route.split("/")
            return self.rows[f"{app}.{model}"].pk if f"{app}.{model}" in self.rows else 0
        return OTHERWISE.get(address.name, PARAMETERS)[parameter](self)


# A parameter of a route means the same on every page …
PARAMETERS: dict[str, Callable[[World], Any]] = {
    "key": lambda world: world.patient.key,
    "episode": lambda world: world.episode.pk,
    "operation": lambda world: world.rows["registry.operation"].pk,
    "timepoint": lambda world: "baseline",
    "instrument": lambda world: "odi",
    "pk": lambda world: world.rows["guidelines.evaluation"].pk,
    "action": lambda world: "review.malignancy",
    "source": lambda world: "danespine-report",
    "version": lambda world: "2026.1",
    "then": lambda world: "2026.1",
    "now": lambda world: RULESET,
    "controversy": lambda world: "vertebroplasty-effect",
    "run": lambda world: world.rows["guidelines.reassessment"].pk,
    "app_label": lambda world: "registry",
    "content_type_id": lambda world: 0,
    "url": lambda world: "nowhere",
    "wave": lambda world: "y1",
    "code": lambda world: "sit_to_stand",
    "number": lambda world: 1,
    "other": lambda world: world.twin.key,
    "pair": lambda world: world.rows["registry.possibleduplicate"].pk,
    "place": lambda world: world.department.code,
    "year": lambda world: 2001,
    "token": lambda world: world.token,
    "question": lambda world: "alarm-fever",
    "report": lambda world: world.rows["registry.annualreport"].pk,
    "name": lambda world: "annual-report.pdf",
    "rescoring": lambda world: world.rows["registry.rescoring"].pk,
    "figure": lambda world: "scores",
    "form": lambda world: "csv",
    "query": lambda world: world.rows["registry.dataquery"].pk,
    "alarm": lambda world: world.rows["registry.reportedalarm"].pk,
}
# … except on these.
OTHERWISE: dict[str, dict[str, Callable[[World], Any]]] = {
    **{
        name: {"key": lambda world: world.rows["registry.importrun"].key, "kind": lambda world: "csv"}
        for name in (
            "import",
            *(f"import-{step}" for step in ("progress", "confirm", "go-on", "cancel", "report")),
        )
    },
    "import-mapping": {"pk": lambda world: world.rows["registry.importmapping"].pk},
    "account_confirm_email": {"key": lambda world: "unknown"},
    "guideline-report": {"pk": lambda world: world.rows["guidelines.incidentreport"].pk},
    "guideline-report-answer": {"pk": lambda world: world.rows["guidelines.incidentreport"].pk},
    **{name: {"pk": lambda world: world.rows["registry.merge"].pk} for name in ("merge", "merge-undo")},
    **{
        name: {"pk": lambda world: world.rows["registry.transfer"].pk}
        for name in ("transfer", "transfer-accept", "transfer-reject", "transfer-withdraw")
    },
    **{
        name: {
            "country": lambda world: "DK",
            "year": lambda world: 2022,
            "edition": lambda world: 1,
            "name": lambda world: "annual-report.pdf",
        }
        for name in ("published-report", "published-edition", "published-file")
    },
    "account_reset_password_from_key": {"key": lambda world: "unknown", "uidb36": lambda world: "1"},
}


def build() -> World:
    ours, theirs = a_department(), a_department()
    person = a_person(given_name="Ragnhild", family_name="Østervang", number="TEST-4711")
    patient = a_patient(ours, **vars(person))
    today = timezone.localdate()
    # its first year is asked for today, whatever is done for the other episode of the patient
    asked = an_episode(patient, kind="sacral_fracture", onset_on=today - timedelta(days=365))
    an_episode(patient, onset_on=today - timedelta(days=1))  # its baseline is missing this year
    visitors = _visitors(ours, theirs)
    rows = rows_about(patient, visitors["administrator"])
    # Those elsewhere asked for the patient by number: they open the transfer, and see nobody.
    rows["registry.transfer"].receiving = theirs
    rows["registry.transfer"].save()
    twin = a_patient(ours)
    pair = {"first": patient, "second": twin, "ground": "name"}
    rows["registry.possibleduplicate"] = PossibleDuplicate.objects.create(**pair)
    sent = invite(episode=asked, wave="y1", channel="letter", on=today, by=visitors["coordinator"])
    return World(
        department=ours,
        patient=patient,
        twin=twin,
        rows=rows | {"guidelines.reassessment": _reassessment(patient, visitors["coordinator"])},
        visitors=visitors,
        token=sent.token,
        identity=("Ragnhild", "stervang", "4711", "1948"),
    )


def _reassessment(patient: Patient, by: Any) -> Reassessment:
    """A run that found the patient told something else."""
    run = a_reassessment(by)
    ChangedAdvice.objects.create(
        reassessment=run, patient=patient, told={"goal.pain": ["absent", "recommend"]}
    )
    return run


def _visitors(ours: Department, theirs: Department) -> dict[str, User | AnonymousUser]:
    """One of each role with us, somebody with every role elsewhere, and nobody."""
    people = {str(role): a_user(role, ours, is_staff=role == Role.ADMINISTRATOR) for role in Role}
    elsewhere = a_user(Role.ADMINISTRATOR, theirs, is_staff=True)
    for role in set(Role) - {Role.ADMINISTRATOR}:
        Membership.objects.create(user=elsewhere, department=theirs, role=role)
    return {**people, "elsewhere": elsewhere, "nobody": AnonymousUser()}
