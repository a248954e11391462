"""What is missing of a patient today, and whose task it is."""

from datetime import date

from registry.follow_up import ClosedReason, Course
from registry.quality.missing import EpisodeData, missing_of_episode, missing_of_patient
from tests.tables import every_row

INDEX = date(2024, 1, 31)
BACK = {"odi", "eq5d_3l", "vas_back", "vas_leg"}
BASELINE_ANSWERED = frozenset(("baseline", code) for code in BACK)
WITHIN = date(2025, 2, 15)
BEFORE = date(2024, 2, 15)  # no follow-up is open yet


OF_DATA = {"invited", "declined_baseline", "operated", "has_diagnosis", "has_timed_test"}


def found(on=WITHIN, **given):
    """What is missing of an episode whose baseline is answered; `given` is of its EpisodeData, or else of its Course."""
    of_data = {"has_diagnosis": True, **{name: given[name] for name in given.keys() & OF_DATA}}
    of_course = {"scored": BASELINE_ANSWERED, **{name: given[name] for name in given.keys() - OF_DATA}}
    data = EpisodeData(Course(INDEX, metastasis=False, **of_course), **of_data)
    gaps = missing_of_episode(data, on)
    return [(gap.what.value, gap.task and gap.task.value, gap.timepoint) for gap in gaps]


@every_row(
    ("given", "gaps"),
    [
        ({}, [("invitation", "coordinator", "y1")]),
        ({"invited": ["y1"]}, [("answers", "patient", "y1")]),
        ({"on": date(2024, 11, 29)}, []),  # the window has not opened
        ({"on": date(2024, 11, 30)}, [("invitation", "coordinator", "y1")]),
        ({"on": date(2025, 4, 30)}, [("invitation", "coordinator", "y1")]),
        ({"on": date(2025, 5, 1)}, []),  # it has closed: nothing can be mended
        ({"closed": (("y1", ClosedReason.NOT_AVAILABLE),)}, []),
        ({"ended_on": date(2025, 1, 1)}, []),
        # what the patient declined is told, as nobody's task, while it could still be answered
        ({"closed": (("y1", ClosedReason.DECLINED),), "invited": ["y1"]}, [("declined", None, "y1")]),
        ({"closed": (("y1", ClosedReason.DECLINED),), "on": date(2025, 5, 1)}, []),
        ({"closed": (("y2", ClosedReason.DECLINED),)}, [("invitation", "coordinator", "y1")]),
        (
            {"scored": frozenset(), "on": BEFORE, "invited": ["baseline"], "declined_baseline": True},
            [("declined", None, "baseline")],
        ),
        # a baseline is asked for until follow-up begins, or until the operation; then the clinic may have it on paper
        ({"scored": frozenset(), "on": BEFORE}, [("invitation", "coordinator", "baseline")]),
        (
            {"scored": frozenset(), "on": BEFORE, "invited": ["baseline"]},
            [("answers", "patient", "baseline")],
        ),
        ({"scored": frozenset(), "on": BEFORE, "operated": True}, [("answers", "clinician", "baseline")]),
        (
            {"scored": frozenset()},
            [("answers", "clinician", "baseline"), ("invitation", "coordinator", "y1")],
        ),
        (
            {"answered": frozenset({"y1"}), "scored": BASELINE_ANSWERED | {("y1", "odi")}},
            [("answers", "patient", "y1")],  # answered in part
        ),
        (
            {
                "answered": frozenset({"y1"}),
                "scored": BASELINE_ANSWERED | {("y1", code) for code in BACK},
                "has_diagnosis": False,
                "has_timed_test": False,
            },
            [("diagnosis", "clinician", ""), ("timed_test", "physiotherapist", "")],
        ),
    ],
)
def test_what_is_missing_and_whose_task_it_is(given, gaps):
    assert found(**given) == gaps


def test_the_sex_is_asked_of_the_coordinator():
    assert [gap.task.value for gap in missing_of_patient("")] == ["coordinator"]
    assert missing_of_patient("female") == ()
