"""Why a line is refused, left out or corrected for its diagnosis or its operation."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from registry.exchange.reason import Gravity, Reason

STORED_OTHERWISE = _("{stored}: stored otherwise already")
CARE_REASONS = (
    Reason(
        "diagnosis_unknown",
        _("A code that stands for no diagnosis here"),
        _("found {found}"),
        _("give a code of docs/reference/diagnoses.md, or list it in the mapping under codes."),
    ),
    Reason(
        "diagnosis_not_then",
        _("A code that did not stand for a diagnosis on that day"),
        _("found {found}, and it did not hold on {day}; it holds {times}"),
        _("correct the code or the day, or list the code in the mapping under codes."),
    ),
    Reason(
        "diagnosis_shared",
        _("A code that stands for several diagnoses"),
        _("found {found}, which stands for {diagnoses}"),
        _("say in the mapping under codes which of them it is, or leave it blank."),
    ),
    Reason(
        "diagnosis_blank",
        _("The diagnosis is missing"),
        _("it is blank, and the kind of episode follows from it"),
        _("give the diagnosis, or another kind of episode in the mapping."),
    ),
    Reason(
        "diagnosis_kind",
        _("A diagnosis of another kind of episode"),
        _("{diagnosis} is no diagnosis of an episode of the kind {kind}"),
        _("correct one of them, or write kind: as_diagnosed in the mapping."),
    ),
    Reason(
        "operation_without_kind",
        _("An operation without a procedure"),
        _("the day of an operation is given, and no procedure"),
        _("give the procedure, or clear the day if there was no operation."),
    ),
    Reason(
        "operation_without_day",
        _("An operation without its day"),
        _("a procedure is given, and not its day"),
        _("give the day, or clear the procedure if there was no operation."),
    ),
    Reason(
        "levels",
        _("Not a level of the spine"),
        _("found {found}"),
        _("write levels such as L3-L5, S1 or Th12."),
    ),
    Reason(
        "time",
        _("Not a time of day"),
        _("found {found}"),
        _("write hours and minutes, such as 08:15, or leave it blank."),
    ),
    Reason(
        "implant_type",
        _("Not a type of implant"),
        _(
            "it is too long, cannot be printed, or holds what is written like a personal number (it is not shown here)"
        ),
        _("give make and model in at most {longest} characters, or leave it blank."),
    ),
    Reason(
        "months",
        _("Not a number of months"),
        _("found {found}"),
        _("give months, or one of the codes of the mapping, or leave it blank."),
    ),
    Reason(
        "whole_number",
        _("Not a whole number"),
        _("found {found}"),
        _("give a whole number, or leave it blank."),
    ),
    Reason(
        "days_without_leave",
        _("Days of sick leave of somebody who is not on sick leave"),
        _("found {found}, and the line does not say that the patient is on sick leave"),
        _("correct one of them, or leave the days blank."),
    ),
    Reason(
        "value_otherwise",
        _("Something else is stored already"),
        STORED_OTHERWISE,
        _("correct it there, or take the row out."),
    ),
    Reason(
        "value_kept",
        _("Something else is stored already, and stays"),
        STORED_OTHERWISE,
        _("nothing: what is stored stays, as the mapping says."),
        Gravity.LEFT_OUT,
    ),
    Reason(
        "value_corrected",
        _("Something else is stored already, and is corrected"),
        STORED_OTHERWISE,
        _(
            "nothing: what the file says takes its place, as the mapping says, and the history keeps what stood there."
        ),
        Gravity.CORRECTED,
    ),
)
