"""Every reason why a line of a file is refused, looked at again or left out: what is told of it, and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from registry.exchange.care_reasons import CARE_REASONS
from registry.exchange.person_reasons import PERSON_REASONS
from registry.exchange.reason import Gravity, Reason

GIVE_WHOLE = _("give a whole number from {lowest} to {highest}, or leave it blank if it was not answered.")
RULE_SAYS = _("correct the date, or the one it is held against.")
LOOK_AGAIN = _("look at it again; if it is right, say so when the import is confirmed.")
REASONS: dict[str, Reason] = {
    reason.code: reason
    for reason in (
        Reason("no_answer", _("Not one of the answers"), _("{item}: found {found}"), GIVE_WHOLE),
        Reason(
            "no_measure",
            _("Not a possible measurement"),
            _("{item}: found {found}"),
            _("give a number from {lowest} to {highest}, or leave it blank if it was not measured."),
        ),
        Reason(
            "undeclared_missing",
            _("Not one of the answers; perhaps a missing code that is not declared"),
            _("{item}: found {found}"),
            _(
                "give a whole number from {lowest} to {highest}, or leave it blank if it was not answered. If {found} "
                "stands for a missing answer, declare it in the mapping under missing, for this column."
            ),
        ),
        Reason("id_blank", _("The id is blank"), _("the id is blank"), _("give every patient an id.")),
        Reason(
            "id_form",
            _("Not an id"),
            _("found {found}"),
            _("give an id of at most {longest} printable characters."),
        ),
        Reason(
            "id_rounded",
            _("An id that a spreadsheet has rounded"),
            _("found {found}, an id that a spreadsheet has rounded"),
            _(
                "take the file from its source again with the ids as text: the digits that are lost cannot be guessed."
            ),
        ),
        Reason(
            "age",
            _("Not an age"),
            _("found {found}"),
            _("give an age of 0 to {highest} years, or leave it blank."),
        ),
        Reason("number", _("Not a number"), _("found {found}"), _("give a number, or leave it blank.")),
        Reason(
            "other_decimal",
            _("The other decimal mark"),
            _("found {found}, and the mapping says that decimals are written with {mark}"),
            _("correct decimal in the mapping, or the number."),
        ),
        Reason(
            "code",
            _("A code that the mapping does not know"),
            _("found {found}"),
            _("the mapping knows the codes {codes}. Add it there, or correct the cell."),
        ),
        Reason(
            "code_blank",
            _("A code is missing"),
            _("it is blank"),
            _("give one of the codes that the mapping knows: {codes}."),
        ),
        Reason(
            "date_form",
            _("Not a date as the mapping says"),
            _("found {found}"),
            _("give a date as {form}, as the mapping says."),
        ),
        Reason(
            "no_such_day",
            _("There is no such day"),
            _("found {found}"),
            _("correct the day: there is no such day."),
        ),
        Reason("date_blank", _("A date is missing"), _("it is blank"), _("give the date, as {form}.")),
        Reason(
            "a_date",
            _("A date where none is expected"),
            _("found the date {found}"),
            _(
                "a spreadsheet has made a date of what was typed, such as 1-2: type it again with the cells as text."
            ),
        ),
        Reason(
            "formula_error",
            _("An error of a formula"),
            _("found {found}, the error of a formula"),
            _("mend the formula, or clear the cell if the value is not recorded."),
        ),
        Reason(
            "width",
            _("Too many or too few values"),
            _("found {found} values under {width} columns"),
            _("check its delimiters and quotes."),
        ),
        Reason(
            "shared_id",
            _("The same patient stands on several lines"),
            _("found the id on the lines {lines}"),
            _("give each patient one row."),
        ),
        Reason(
            "later_line",
            _("The same patient stands on an earlier line"),
            _("found the id on the lines {lines}"),
            _("nothing: the first of them is taken, as the mapping says."),
            Gravity.LEFT_OUT,
        ),
        Reason(
            "other_answers",
            _("Other answers are stored already"),
            _("{instrument} is already stored at {timepoint} with other answers or another value set"),
            _("correct it there, or take the row out."),
        ),
        Reason(
            "stored_kept",
            _("Other answers are stored already, and stay"),
            _("{instrument} is already stored at {timepoint} with other answers or another value set"),
            _("nothing: what is stored stays, as the mapping says."),
            Gravity.LEFT_OUT,
        ),
        Reason(
            "answers_corrected",
            _("Other answers are stored already, and are corrected"),
            _("{instrument} is stored at {timepoint} with other answers or another value set"),
            _(
                "nothing: the answers of the file take their place, as the mapping says, and the history keeps the old ones."
            ),
            Gravity.CORRECTED,
        ),
        Reason(
            "other_sex",
            _("The patient with this id has another sex"),
            _("the file says {found}, the registry {stored}"),
            _("make sure that it is the same patient; then correct one of them."),
        ),
        Reason(
            "locked_year",
            _("In a locked year"),
            _("the index date {index} lies in {year}, which is locked since {day}"),
            _("take the line out, or ask an administrator to open the year again."),
        ),
        Reason(
            "before_question",
            _("Answered before the day it follows up"),
            _("answered on {found}, before {index}, from which follow-up counts"),
            _("correct the day or the timepoint."),
        ),
        Reason(
            "after_death",
            _("Answered after the patient died"),
            _("answered on {found}, after the death on {died}"),
            _("correct the day, or the day of death; make sure that it is the same patient."),
        ),
        Reason("impossible_date", _("A date that cannot be"), _("{said}"), RULE_SAYS),
        Reason("unlikely_date", _("An unlikely date"), _("{said}"), LOOK_AGAIN, Gravity.UNLIKELY),
        Reason(
            "impossible_value", _("A value that cannot be"), _("{said}"), _("correct it, or leave it blank.")
        ),
        Reason("unlikely_value", _("An unlikely value"), _("{said}"), LOOK_AGAIN, Gravity.UNLIKELY),
        *PERSON_REASONS,
        *CARE_REASONS,
    )
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason on one line. `column` is empty where the whole line is at fault; `value` is what stands in the cell."""

    line: int
    source_id: str
    column: str
    value: str
    code: str
    params: dict[str, str] = field(default_factory=dict)

    @property
    def gravity(self) -> Gravity:
        return REASONS[self.code].gravity

    @property
    def title(self) -> str:
        return str(REASONS[self.code].title)

    @property
    def why(self) -> str:
        return str(REASONS[self.code].why).format(**self._said)

    @property
    def todo(self) -> str:
        return str(REASONS[self.code].todo).format(**self._said)

    @property
    def _said(self) -> dict[str, str]:
        """What is filled in, in the reader's language where it is ours."""
        return {
            name: gettext(text) if name in ("item", "stored") and text else text
            for name, text in self.params.items()
        }

    @property
    def is_refused(self) -> bool:
        return self.gravity is Gravity.REFUSED

    def packed(self) -> list[Any]:
        return [self.line, self.source_id, self.column, self.value, self.code, self.params]


def refused_lines(problems: Iterable[Problem]) -> set[int]:
    return {problem.line for problem in problems if problem.is_refused}
