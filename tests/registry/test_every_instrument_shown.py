"""No instrument of the catalogue is forgotten by the lists that name or order them."""

from decision_support.answers_page import PAGE_TITLES
from decision_support.patient_rows import SHORT_NAMES
from registry.forms.answers import PAGES
from registry.instruments import INSTRUMENTS
from registry.selectors.scores import SHOWN_FIRST


def test_every_instrument_has_a_short_name_and_a_place_in_the_order():
    assert set(SHORT_NAMES) == set(INSTRUMENTS)
    assert sorted(SHOWN_FIRST) == sorted(INSTRUMENTS)


def test_every_instrument_can_be_entered_but_the_pain_number_that_is_only_imported():
    entered = {code for page in PAGES.values() for code in page}
    assert entered == set(INSTRUMENTS) - {"nrs_pain"}
    assert set(PAGE_TITLES) == set(PAGES)
