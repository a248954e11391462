"""The recommend command: the contract's answer on standard output, one clear line on standard error, exit codes."""

import io
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from guidelines.models import ThresholdOverride
from guidelines.pathway.engine import evaluate
from guidelines.pathway.thresholds import FIRST_DAY
from registry.models import Department
from tests.guidelines.pathway.vignettes import facts_of, vignettes

FACTS = {"index_date": "2026-11-02", "age_years": 78, "vertebral_fracture": "confirmed"}
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def file_of(tmp_path):
    """Writes facts (or lines of facts, or bytes) to a file and gives its name."""

    def write(content):
        path = tmp_path / "facts.json"
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
        return str(path)

    return write


def run(*arguments):
    """Standard output of the command, run in this process; it may not touch the database here."""
    out = io.StringIO()
    call_command("recommend", *arguments, stdout=out)
    return out.getvalue()


def from_the_shell(*arguments, given="", **environment):
    return subprocess.run(
        [sys.executable, "manage.py", "recommend", *arguments],
        cwd=ROOT,
        input=given,
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": "/usr/bin:/bin", **environment},
    )


def test_it_prints_the_answer_of_the_pathway(file_of):
    vignette = vignettes()[0]
    answer = json.loads(run(file_of(vignette["facts"])))
    assert answer == json.loads(json.dumps(evaluate(facts_of(vignette["id"])).as_json()))
    assert "would_change" not in answer


def test_it_reads_standard_input_and_opens_no_database():
    # A database that cannot be reached: the command must not even try.
    done = from_the_shell("-", given=json.dumps(FACTS), DATABASE_URL="postgres://nobody@127.0.0.1:1/none")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["actions"]["goal.pain"]["verdict"] == "recommend"


@pytest.mark.parametrize(
    ("facts", "named", "found", "allowed"),
    [
        ({"pain_rest_vass": 40}, "pain_rest_vass", "did you mean pain_rest_vas?", "82 facts"),
        ({"pain_rest_vas": "40"}, "pain_rest_vas", 'the text "40"', "a number from 0 to 100"),
        ({"pain_rest_vas": 101}, "pain_rest_vas", "101", "a number from 0 to 100"),
        ({"falls_12m": 2.0}, "falls_12m", "2.0", "a whole number from 0 to 100"),
        ({"fever": 1}, "fever", "1", "true or false"),
        ({"mri": "broken"}, "mri", "broken", "not_done, no_fracture, fracture, other_finding"),
        ({"sacral_denis_zone": "2"}, "sacral_denis_zone", 'the text "2"', "one of 1, 2, 3"),
        ({"pain_locations": ["lumbar", "lumbar"]}, "pain_locations", "lumbar", "without repeats"),
        ({"age_years": None}, "age_years", "nothing", "required"),
        ({"index_date": "2/11/2026"}, "index_date", "2/11/2026", "YYYY-MM-DD"),
        (
            {"metastasis_confirmed": True, "metastasis_excluded": True},
            "metastasis_confirmed",
            "metastasis_excluded",
            "at most one",
        ),
    ],
)
def test_refused_facts_are_one_line_that_names_fact_found_and_allowed(file_of, facts, named, found, allowed):
    with pytest.raises(CommandError) as refused:
        run(file_of({**FACTS, **facts}))
    assert refused.value.returncode == 2
    assert "\n" not in str(refused.value)
    assert all(part in str(refused.value) for part in (named, found, allowed))


def test_from_the_shell_a_refusal_is_one_line_on_standard_error_and_exit_2():
    done = from_the_shell("-", given=json.dumps({**FACTS, "pain_rest_vas": "40"}))
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert 'pain_rest_vas: found the text "40"' in done.stderr


@pytest.mark.parametrize("content", ["", "[]", "{", "null", '{"age_years": 1, "age_years": 1}', b"\xff\xfe{"])
def test_what_is_not_one_object_of_facts_is_refused(file_of, content):
    with pytest.raises(CommandError) as caught:
        run(file_of(content))
    assert caught.value.returncode == 2
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_one_line():
    done = from_the_shell("no-such-file.json")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "no-such-file.json" in done.stderr


def lines(*parts):
    return "\n".join(part if isinstance(part, str) else json.dumps(part) for part in parts)


def test_lines_are_answered_in_order_and_blank_ones_skipped(file_of):
    given = lines({**FACTS, "fever": True}, "", "   ", FACTS)
    answers = [json.loads(line) for line in run(file_of(given), "--jsonl").splitlines()]
    assert [answer["red_flags"]["present"] for answer in answers] == [["urgent.suspected_infection"], []]


def test_a_bad_line_is_answered_by_its_error_and_the_rest_goes_on():
    given = lines(FACTS, {**FACTS, "fever": "yes"}, "not json", {**FACTS, "fevr": True}, FACTS) + "\n"
    done = from_the_shell("-", "--jsonl", given=given)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert [answer.get("error", {}).get("fact", "answered") for answer in answers] == [
        "answered",
        "fever",
        None,
        "fevr",
        "answered",
    ]
    assert set(answers[1]) == {"error"}
    assert set(answers[1]["error"]) == {"fact", "message"}
    assert "fever: found the text" in answers[1]["error"]["message"]


def test_words_are_for_a_person_and_say_that_this_is_not_for_clinical_use(file_of):
    text = run(file_of(FACTS), "--words")
    assert "Not for clinical use: not a CE-marked medical device" in text
    assert "Alarm questions not asked" in text
    assert "Paracetamol [no studies in this group]" in text


def test_words_and_lines_exclude_each_other(file_of):
    with pytest.raises(CommandError, match="--words"):
        run(file_of(FACTS), "--words", "--jsonl")


def test_would_change_is_added_when_asked_for(file_of):
    answer = json.loads(run(file_of(FACTS), "--would-change", "physio.pool"))
    barred = {"facts": {"mobilisation_possible": False}, "verdict": "contraindicated"}
    assert barred in answer["would_change"]
    words = run(file_of(FACTS), "--words", "--would-change", "physio.pool")
    assert "What would change the advice on: Training in a warm pool" in words


def test_an_unknown_action_is_refused(file_of):
    with pytest.raises(CommandError, match=r"did you mean physio\.pool") as caught:
        run(file_of(FACTS), "--would-change", "physio.pol")
    assert caught.value.returncode == 2


def test_without_a_department_the_database_is_never_opened(file_of):
    # pytest-django blocks every query in a test without its mark, so getting an answer is the proof.
    assert json.loads(run(file_of(FACTS)))["ruleset"]


@pytest.mark.django_db
def test_a_department_s_own_thresholds_decide_and_are_named(file_of, department):
    facts = {**FACTS, "sacral_fracture": "confirmed", "multiple_myeloma": True, "pain_rest_vas": 65}
    facts["pain_activity_vas"] = 10
    assert "assess.sacroplasty" not in json.loads(run(file_of(facts)))["actions"]
    ThresholdOverride.objects.create(
        department=department,
        name="severe_vas",
        value=60,
        source="Our guideline",
        valid_from=date(2026, 6, 1),
    )
    answer = json.loads(run(file_of(facts), "--department", department.code))
    assert answer["actions"]["assess.sacroplasty"]["verdict"] == "consider"
    assert answer["thresholds"]["severe_vas"] == {
        "value": 60,
        "source": "Our guideline",
        "from": "2026-06-01",
    }
    assert answer["thresholds"]["rest_goal_vas"]["from"] == FIRST_DAY.isoformat()


@pytest.mark.django_db
def test_a_threshold_counts_from_its_own_day_by_the_index_date_of_each_patient(file_of, department):
    ThresholdOverride.objects.create(
        department=department, name="rest_goal_vas", value=10, source="Ours", valid_from=date(2026, 10, 1)
    )
    facts = {**FACTS, "pain_rest_vas": 8, "pain_activity_acceptable": True}
    given = lines({**facts, "index_date": "2026-09-30"}, {**facts, "index_date": "2026-10-01"})
    answers = run(file_of(given), "--jsonl", "--department", department.code).splitlines()
    assert [json.loads(answer)["goal_met"] for answer in answers] == [False, True]


@pytest.mark.django_db
def test_an_unknown_department_is_refused_with_those_there_are(file_of, department):
    with pytest.raises(CommandError, match=rf"--department: found nowhere; .*{department.code}") as caught:
        run(file_of(FACTS), "--department", "nowhere")
    assert caught.value.returncode == 2


@pytest.fixture
def department():
    return Department.objects.create(code="aarhus-test", name="Test department")


def test_an_older_rule_set_can_be_asked(file_of):
    assert json.loads(run(file_of(FACTS), "--rules", "2026.1"))["ruleset"] == "2026.1"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--rules", "1999.1"), r"^--rules: found 1999\.1; allowed: a rule-set version \(2026\.1, .*\)\.$"),
        (("--rules", "2026.1", "--would-change", "physio.pool"), "^--would-change: found with --rules;"),
    ],
)
def test_a_rule_set_there_is_none_of_is_one_clear_line(file_of, arguments, says):
    with pytest.raises(CommandError, match=says) as refused:
        run(file_of(FACTS), *arguments)
    assert refused.value.returncode == 2
