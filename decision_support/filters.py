"""What the patient list can be narrowed to."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from guidelines.models import Standing
from guidelines.standing_selectors import who_got_worse, with_alarm, with_changed_advice
from registry.chips import chips
from registry.models import Episode, Patient
from registry.private_search import unsealed
from registry.selectors.follow_up import due_now
from registry.selectors.patients import found_by, of_kind

ALARMS = [
    (Standing.Alarm.PRESENT.value, _("Present")),
    (Standing.Alarm.OPEN.value, _("Open")),
    (Standing.Alarm.CLEAR.value, _("Clear")),
]


SHOWN = ("alarm", "advice", "scores", "followup", "kind", "department")


class PatientFilter(django_filters.FilterSet):
    """Each filter is a parameter of the address; what is searched for travels sealed."""

    search = django_filters.CharFilter(method="find")
    # in the order in which they are asked of a patient: the kind of an episode is read from an index alone
    kind = django_filters.ChoiceFilter(
        label=_("Episode"), choices=Episode.Kind.choices, method="with_episode"
    )
    alarm = django_filters.ChoiceFilter(label=_("Alarm signs"), choices=ALARMS, method="in_alarm_state")
    advice = django_filters.ChoiceFilter(
        label=_("Advice"), choices=[("changed", _("Changed since signed"))], method="advice_changed"
    )
    scores = django_filters.ChoiceFilter(
        label=_("Scores"), choices=[("worse", _("Worse than before"))], method="got_worse"
    )
    followup = django_filters.ChoiceFilter(
        label=_("Follow-up"), choices=[("due", _("Due now"))], method="follow_up_due"
    )
    department = django_filters.ChoiceFilter(label=_("Department"), choices=(), method="in_department")

    class Meta:
        model = Patient
        fields: list[str] = []

    def __init__(self, data: QueryDict, queryset: QuerySet[Patient], *, request: Any) -> None:
        super().__init__(data, queryset, request=request)
        self.departments = list(
            {
                str(held.department_id): held.department.name
                for held in request.user.held_memberships
                if held.department_id in request.user.patient_departments
            }.items()
        )
        self.filters["department"].extra["choices"] = self.departments

    @property
    def words(self) -> str:
        """What is searched for, as it was typed."""
        return unsealed(self.data.get("search", ""))

    @property
    def narrows(self) -> bool:
        """Whether anything but the department of everybody is asked for."""
        return any(self.data.get(name) for name in self.filters)

    @property
    def many_departments(self) -> bool:
        return len(self.departments) > 1

    def groups(self) -> list[dict[str, Any]]:
        """A row of chips for each filter that has something to choose."""
        return [
            {"label": found.label, "items": chips(self.data, name, found.extra["choices"])}
            for name, found in ((name, self.filters[name]) for name in SHOWN)
            if name != "department" or self.many_departments
        ]

    def find(self, patients: QuerySet[Patient], _name: str, token: str) -> QuerySet[Patient]:
        return found_by(patients, unsealed(token))

    def in_alarm_state(self, patients: QuerySet[Patient], _name: str, alarm: str) -> QuerySet[Patient]:
        return with_alarm(patients, alarm, self.request.user)

    def advice_changed(self, patients: QuerySet[Patient], _name: str, _value: str) -> QuerySet[Patient]:
        return with_changed_advice(patients, self.request.user)

    def got_worse(self, patients: QuerySet[Patient], _name: str, _value: str) -> QuerySet[Patient]:
        return who_got_worse(patients, self.request.user)

    def follow_up_due(self, patients: QuerySet[Patient], _name: str, _value: str) -> QuerySet[Patient]:
        return due_now(patients, timezone.localdate())

    def with_episode(self, patients: QuerySet[Patient], _name: str, kind: str) -> QuerySet[Patient]:
        return of_kind(patients, kind)

    def in_department(self, patients: QuerySet[Patient], _name: str, department: str) -> QuerySet[Patient]:
        return patients.filter(department_id=department)
