"""Personal numbers: form and checksum where the rules allow, and the one normal form that is hashed."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from stdnum import exceptions, luhn
from stdnum.dk import cpr

from registry.encryption import keyed_hash, keyed_hashes
from registry.models import PatientIdentity

CPR = PatientIdentity.NumberKind.CPR
PERSONNUMMER = PatientIdentity.NumberKind.PERSONNUMMER
COORDINATION_DAYS = 60  # a samordningsnummer has this added to the day of birth
PERSONNUMMER_FORM = re.compile(r"(\d{2})?(\d{2})(\d{2})(\d{2})([-+]?)(\d{4})", re.ASCII)
OLD = 100  # in the year somebody turns so old, the mark of ten digits becomes +


def normalised(kind: str, number: str, birth_date: date, *, on: date | None = None) -> str:
    """The number in its stored form; ValidationError says what was wrong.

    CPR: form and birth date only, because numbers without a valid modulus are issued since 2007 and are legal; see
    has_unusual_check_digit. Personnummer: twelve digits with the check digit, which every legal one has; a
    coordination number (samordningsnummer) has 60 added to the day. Of ten digits the mark tells the century, as it is
    written `on` a day; without that day, and of ten digits without a mark, the birth date tells it.
    """
    plain = _plain(number)
    if kind == CPR:
        return _checked_cpr(plain, birth_date)
    if kind == PERSONNUMMER:
        return _checked_personnummer(plain, birth_date, on)
    return plain


def _plain(number: str) -> str:
    """Without blanks, in capitals, and with the digits of other keyboards as ours: the same number is hashed the same."""
    return "".join(unicodedata.normalize("NFKC", number).split()).upper()


def birth_date_in(kind: str, number: str) -> date | None:
    """The whole birth date, where the number tells its century: a CPR number by its seventh digit, a personnummer of
    twelve digits. None of any other; ValidationError for a number that is none."""
    if kind == CPR:
        try:
            return cpr.get_birth_date(cpr.validate(_plain(number)))
        except exceptions.ValidationError as error:
            raise _not_a_cpr() from error
    found = PERSONNUMMER_FORM.fullmatch(_plain(number)) if kind == PERSONNUMMER else None
    if found is None or not found[1]:
        return None
    return _born(int(found[1] + found[2]), int(found[3]), int(found[4]))


def number_hash(kind: str, number: str) -> str:
    """What a number in its stored form is found by."""
    return number_hashes(kind, number)[0]


def has_unusual_check_digit(kind: str, number: str) -> bool:
    """A CPR number whose modulus is not valid: legal since 2007, and what a mistyped one looks like. Ask, never refuse."""
    return kind == CPR and cpr.checksum(cpr.compact(_plain(number))) != 0


def plain_number(number: str) -> str:
    """The letters and digits alone, without the century of a twelve-digit number: the same for every way to write it."""
    plain = "".join(character for character in _plain(number) if character.isalnum())
    return plain[2:] if plain.isdigit() and len(plain) == 12 else plain


def plain_number_hash(number: str) -> str:
    return keyed_hash(plain_number(number))


def number_hashes(kind: str, number: str) -> list[str]:
    """What a number in its stored form is found by, under every key."""
    return keyed_hashes(f"{kind}:{_plain(number)}")


def write_hashes(identity: PatientIdentity) -> None:
    """What somebody is found by, under the current key, from what the identity says; it is not stored."""
    identity.number_hash = number_hash(identity.number_kind, identity.number)
    identity.plain_number_hash = plain_number_hash(identity.number)
    identity.family_name_hash = keyed_hash(identity.family_name)
    identity.full_name_hash = keyed_hash(identity.full_name)
    identity.birth_date_hash = keyed_hash(identity.birth_date.isoformat())


def _checked_cpr(number: str, birth_date: date) -> str:
    try:
        found = cpr.validate(number)
    except exceptions.ValidationError as error:
        raise _not_a_cpr() from error
    _must_match(cpr.get_birth_date(found), birth_date)
    return found


def _not_a_cpr() -> ValidationError:
    said = _("This is not a CPR number: it has ten digits, DDMMYY-SSSS, and begins with a date.")
    return ValidationError(said, code="cpr")


def _checked_personnummer(number: str, birth_date: date, on: date | None) -> str:
    found = PERSONNUMMER_FORM.fullmatch(number)
    if found is None or not luhn.is_valid("".join(found.group(2, 3, 4, 6))):
        raise ValidationError(_not_a_personnummer(), code="personnummer")
    century, year, month, day, mark, serial = found.groups()
    if century:
        born = int(century + year)
    else:
        latest = on.year - OLD * (mark == "+") if mark and on else birth_date.year
        born = latest - (latest - int(year)) % OLD
    hint = ""
    if mark and not century:
        hint = _("From the year somebody turns 100, ten digits are written with + instead of -.")
    _must_match(_born(born, int(month), int(day)), birth_date, hint)
    return f"{born}{month}{day}{serial}"


def _born(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day - COORDINATION_DAYS if day > COORDINATION_DAYS else day)
    except ValueError as error:
        raise ValidationError(_not_a_personnummer(), code="personnummer") from error


def _not_a_personnummer() -> str:
    return _(
        "This is not a personnummer: it has ten or twelve digits, begins with the birth date and ends with a check digit."
    )


def _must_match(in_number: date, typed: date, hint: str = "") -> None:
    """The whole day: somebody registered by a wrong century would not be found by the right one."""
    if in_number != typed:
        said = _("The number says born %(number)s, the birth date says %(typed)s. One of them is mistyped.")
        raise ValidationError(
            f"{said} {hint}".strip(),
            params={"number": f"{in_number:%d-%m-%Y}", "typed": f"{typed:%d-%m-%Y}"},
            code="birth-date",
        )
