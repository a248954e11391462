"""What a patient is shown of an item: which end of a scale is the good one."""

from decision_support.questionnaire.questions import _item_question
from registry.instruments import INSTRUMENTS
from registry.instruments.wording import ItemWording
from tests.tables import every_row

WORST_LAST = "0 is no trouble at all, 100 is the worst it can be."


@every_row(
    ("instrument", "item", "hint"),
    [
        ("eq_vas", "health", "0 is the worst it can be, 100 is the best it can be."),
        ("vas_back", "pain", WORST_LAST),
        ("eq5d_5l", "mobility", "1 is no trouble at all, 5 is the worst it can be."),
        ("srs22r", "i1", "1 is the worst it can be, 5 is the best it can be."),
        ("sf36", "i3", "1 is the worst it can be, 3 is the best it can be."),  # limited a lot … not limited
        ("sf36", "i21", "1 is no trouble at all, 6 is the worst it can be."),
    ],
)
def test_the_ends_of_a_scale_are_said_the_right_way_round(instrument, item, hint):
    asked = INSTRUMENTS[instrument]
    found = next(one for one in asked.items if one.code == item)
    assert _item_question(f"{instrument}-{item}", asked, found, None, None).hint == hint


def test_licensed_words_of_the_ends_of_a_line_are_shown():
    asked = INSTRUMENTS["eq_vas"]
    words = {"health": ItemWording("Your health today", {0: "worst", 100: "best"})}
    question = _item_question("eq_vas-health", asked, asked.items[0], words, None)
    assert (question.text, question.hint) == ("Your health today", "0: worst – 100: best")
