"""Text that leaves the record must not say who the patient is."""

from datetime import date

from registry.free_text import named_in, personal_number_in
from registry.models import PatientIdentity
from tests.tables import every_row


@every_row(
    "number",
    [
        "010248-1234", "0102481234", "010248 1234", "01.02.48-1234", "01 02 48 1234", "010248–1234",
        "19480201-1234", "194802011234", "480201-1234", "480201+1234", "010248-TS01",
    ],
)  # fmt: skip
def test_what_is_written_like_a_personal_number_is_found(number):
    assert (
        personal_number_in(f"The woman with {number}, seen today") == number if "AB" not in number else True
    )
    assert personal_number_in(f"({number})") or "AB" in number


@every_row(
    "text",
    [
        "VAS 70 at rest, 85 in activity, for 12 weeks", "on 2026-11-02 the MRI was 21 days away",
        "tel. 1813", "T-score -3.1, TUG 12.4 s", "version 2026.1", "", "three rules in 2026 said 2025",
    ],
)  # fmt: skip
def test_what_clinicians_write_is_let_through(text):
    assert personal_number_in(text) == ""


IDENTITY = PatientIdentity(
    given_name="Else Marie",
    family_name="Østervang",
    birth_date=date(1948, 2, 1),
    number_kind="other",
    number="X-4711",
)


@every_row(
    ("text", "found"),
    [
        ("Østervang was told to wait", "Østervang"),
        ("Marie has no pain", "Marie"),
        ("the id is x 4711", "X-4711"),
        ("or else the dose is wrong", ""),
        ("Østervangen is a street", ""),
    ],
)
def test_the_patient_s_own_names_and_number_are_found_as_whole_words(text, found):
    assert named_in(text, IDENTITY) == found


def test_an_imported_patient_without_identity_has_no_name_to_find():
    assert named_in("anything", None) == ""
