"""Why a line is refused, or looked at again, for who the patient is. No value of an identifier is ever said."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from registry.exchange.reason import Gravity, Reason

SAME_PERSON = _("make sure that it is the same person; then correct the file, or the patient.")
PERSON_REASONS = (
    Reason(
        "id_is_number",
        _("A national number where an id of the file is expected"),
        _("an id is shown and kept in the open, and this is written like a national number"),
        _("map this column under patient.identity instead: there it is encrypted."),
    ),
    Reason(
        "number_blank",
        _("The number is missing"),
        _("it is blank"),
        _("give every patient their number; a temporary one is of the kind other."),
    ),
    Reason(
        "number_cpr",
        _("Not a CPR number"),
        _("it has not ten digits that begin with a date (the number is not shown here)"),
        _("correct it. A spreadsheet drops a zero at the front: keep the column as text."),
    ),
    Reason(
        "number_personnummer",
        _("Not a personnummer"),
        _("it has not ten or twelve digits with a date and a check digit (the number is not shown here)"),
        _("correct it, and keep the column as text."),
    ),
    Reason(
        "number_birth_date",
        _("The number and the birth date differ"),
        _("the number says another day of birth than the birth date (neither is shown here)"),
        _("correct one of them."),
    ),
    Reason(
        "number_without_day",
        _("A birth date is missing"),
        _("this number does not tell the whole birth date"),
        _("give it with its century (twelve digits), or name the column of birth_date in the mapping."),
    ),
    Reason(
        "number_unusual",
        _("An unusual check digit"),
        _("legal since 2007, and what a mistyped number looks like (the number is not shown here)"),
        _("hold it against the record; if it is right, say so when the import is confirmed."),
        Gravity.UNLIKELY,
    ),
    Reason(
        "name_form",
        _("Not a name"),
        _("it has characters that cannot be printed, or too many (it is not shown here)"),
        _("give a name of at most {longest} characters, or leave it blank."),
    ),
    Reason(
        "email_form",
        _("Not an e-mail address"),
        _("it is not written as one (it is not shown here)"),
        _("correct it, or leave it blank."),
    ),
    Reason(
        "told_otherwise",
        _("The same patient is told in two ways"),
        _("the lines {lines} are of one patient and differ in: {stored}"),
        _("find out which is right, and correct the others."),
    ),
    Reason(
        "number_elsewhere",
        _("A person with this number is already registered"),
        _("a person with this number is already registered, and is no patient of this department"),
        _("search for the number; if nobody is found, ask for a transfer, and take the line out meanwhile."),
    ),
    Reason(
        "two_people",
        _("The id and the number are of two patients"),
        _("the id is that of one patient here, the number that of another"),
        _("find out who it is, and correct the line; merge the two records if they are one person."),
    ),
    Reason(
        "other_number",
        _("The patient with this id has another number"),
        _("the number of the file is not the one that is stored (neither is shown here)"),
        SAME_PERSON,
    ),
    Reason(
        "other_birth_date",
        _("The patient has another birth date"),
        _("the birth date of the file is not the one that is stored (neither is shown here)"),
        SAME_PERSON,
    ),
    Reason(
        "other_name",
        _("The patient has another name"),
        _("the name of the file is not the one that is stored (neither is shown here)"),
        _("make sure that it is the same person; the name that is stored stays."),
        Gravity.UNLIKELY,
    ),
)
