"""`manage.py score`: one answer a request, in order, with an exit code that says whether any was refused.

No test here asks for a database: pytest-django fails a test that opens one unasked.
"""

import io
import json
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command

from registry.instruments import INSTRUMENTS
from tests.registry.instruments.reference_cases import items, rows
from tests.tables import every_row

TEN = [1] * 10


def run(instrument, text, *options, monkeypatch):
    """Exit code and answers of the command, with `text` on standard input."""
    raw = text if isinstance(text, bytes) else text.encode()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw)))
    printed = io.StringIO()
    try:
        call_command("score", instrument, "-", *options, stdout=printed)
        code = 0
    except SystemExit as stopped:
        code = stopped.code
    return code, [json.loads(line) for line in printed.getvalue().splitlines()]


@pytest.fixture
def score_lines(monkeypatch):
    """Scores requests, each a Python object or a line of text."""

    def ask(instrument, *requests):
        lines = [given if isinstance(given, str) else json.dumps(given) for given in requests]
        return run(instrument, "\n".join(lines), "--jsonl", monkeypatch=monkeypatch)

    return ask


def test_a_score_comes_with_its_answers_its_band_and_its_rule(score_lines):
    assert score_lines("odi", {"items": [2, 2, 2, 2, 2, 2, 2, None, 1, 1]}) == (
        0,
        [{"score": 100 * 16 / 45, "answered": 9, "band": "moderate", "rule": "odi-prorata-min8"}],
    )


def test_an_index_comes_with_its_state_and_its_value_set(score_lines):
    assert score_lines("eq5d_3l", {"items": [1, 1, 1, 1, 3], "value_set": "uk_tto"}) == (
        0,
        [
            {
                "index": 0.414,
                "state": "11113",
                "answered": 5,
                "band": None,
                "rule": "eq5d-3l-additive",
                "value_set": "uk_tto",
            }
        ],
    )


@pytest.mark.parametrize(
    "instrument", ["vas_back", "vas_leg", "vas_neck", "vas_arm", "vas_rest", "vas_activity"]
)
def test_a_vas_takes_one_item_and_has_no_band(score_lines, instrument):
    expected = {"score": 0, "answered": 1, "band": None, "rule": "vas-single"}
    assert score_lines(instrument, {"items": [0]}) == (0, [expected])


@pytest.mark.parametrize("instrument", ["odi", "ndi"])
def test_every_reference_case_in_one_run(score_lines, instrument):
    cases = rows(f"{instrument}_cases.csv")
    code, answers = score_lines(instrument, *({"items": items(case["items"])} for case in cases))
    assert code == 1  # some cases are invalid on purpose
    for case, answer in zip(cases, answers, strict=True):
        kinds = {"invalid": "error", "insufficient": "not_scorable"}
        kind = kinds.get(case["status"], "score" if case["ok_max2"] == "1" else "not_scorable")
        assert kind in answer
        if kind == "score":
            assert answer["score"] == pytest.approx(
                100 * int(case["raw_sum"]) / (5 * int(case["n_answered"]))
            )


def test_answers_keep_the_order_and_blank_lines_are_skipped(score_lines):
    code, answers = score_lines(
        "vas_rest", '{"items": [3]}', "", "   ", '{"items": [1]}\r', '{"items": [2]}', ""
    )
    assert (code, [answer["score"] for answer in answers]) == (0, [3, 1, 2])


def test_a_blank_is_not_scorable_and_no_error(score_lines):
    assert score_lines("vas_rest", {"items": [None]}) == (
        0,
        [{"not_scorable": "The number is not recorded."}],
    )
    assert score_lines("odi", {"items": [1] * 7 + [None] * 3}) == (
        0,
        [{"not_scorable": "3 of 10 sections are blank; at most 2 may be."}],
    )


def test_nine_answered_can_be_asked_for(score_lines):
    eight = [1] * 8 + [None] * 2
    code, (by_default, strict) = score_lines("odi", {"items": eight}, {"items": eight, "min_answered": 9})
    assert (code, by_default["score"]) == (0, 20)
    assert strict == {"not_scorable": "2 of 10 sections are blank; at most 1 may be."}


@pytest.mark.parametrize("wrong", [6, -1, True, False, "3", 3.0, 2.5, [], {}])
def test_a_wrong_value_names_its_item_what_was_found_and_what_is_allowed(score_lines, wrong):
    code, (answer,) = score_lines("odi", {"items": [1, 1, 1, wrong, *[1] * 6]})
    assert code == 1
    assert answer["error"]["item"] == "walking"
    assert f"found {json.dumps(wrong)}" in answer["error"]["message"]
    assert "whole number from 0 to 5" in answer["error"]["message"]


def test_a_wrong_value_is_an_error_even_where_too_much_is_blank(score_lines):
    code, (answer,) = score_lines("odi", {"items": [7, *[None] * 9]})
    assert (code, answer["error"]["item"]) == (1, "pain_intensity")


@pytest.mark.parametrize(
    ("instrument", "request_text", "says"),
    [
        ("odi", {"items": [1] * 9}, "Found 9 items; give 10"),
        ("odi", {"items": [1] * 11}, "Found 11 items; give 10"),
        ("odi", {"items": []}, "Found 0 items; give 10"),
        ("odi", {"items": {"walking": 1}}, '"items" as a list'),
        ("odi", {"items": None}, '"items" as a list'),
        ("odi", {}, '"items" as a list'),
        ("odi", {"items": TEN, "value_set": "dk_tto"}, "odi has no value sets"),
        ("odi", {"items": TEN, "min_answered": 7}, "min_answered is 7; give one of 8, 9"),
        ("odi", {"items": TEN, "min_answered": 8.0}, "min_answered is 8.0"),
        ("odi", {"items": TEN, "min_answered": True}, "min_answered is true"),
        ("odi", {"items": TEN, "min_answered": "9"}, 'min_answered is "9"'),
        ("odi", {"items": TEN, "minimum": 9}, "Unknown key 'minimum'"),
        ("eq5d_3l", {"items": [1] * 5}, "Found none; give value_set as one of dk_tto"),
        ("eq5d_3l", {"items": [1] * 5, "value_set": None}, "Found none; give value_set as one of dk_tto"),
        ("eq5d_3l", {"items": [1] * 5, "value_set": "dk"}, "Found dk; give value_set as one of dk_tto"),
        ("eq5d_3l", {"items": [1] * 5, "value_set": ["dk_tto"]}, '"value_set" as text'),
        ("eq5d_3l", {"items": [1] * 5, "value_set": "dk_tto", "min_answered": 8}, "needs every item"),
        ("vas_back", {"items": [1, 2]}, "Found 2 items; give 1"),
        ("vas_back", {"items": [1], "min_answered": 8}, "needs every item"),
        ("odi", '{"items": [1], "items": [2]}', "'items' is given more than once"),
        ("odi", "[1, 2]", "Found list; give one JSON object"),
        ("odi", "nothing of JSON", "This is not JSON"),
        ("odi", '{"items": [' + "9" * 5000 + "]}", "This is not JSON"),
        ("odi", "[" * 100_000, "This is not JSON"),
    ],
)
def test_a_request_that_cannot_be_scored_says_what_to_give(score_lines, instrument, request_text, says):
    code, (answer,) = score_lines(instrument, request_text)
    assert code == 1
    assert answer["error"]["item"] is None
    assert says in answer["error"]["message"]


def test_a_bad_line_does_not_stop_the_others(score_lines):
    code, answers = score_lines("vas_rest", {"items": [1]}, {"items": [101]}, {"items": [2]})
    assert code == 1
    assert [next(iter(answer)) for answer in answers] == ["score", "error", "score"]


def test_a_line_that_is_not_utf8_is_one_error(monkeypatch):
    code, answers = run("vas_rest", b'{"items": [1]}\n\xff\xfe\n', "--jsonl", monkeypatch=monkeypatch)
    assert code == 1
    assert "not UTF-8" in answers[1]["error"]["message"]


def test_a_byte_order_mark_is_no_obstacle(monkeypatch):
    code, answers = run("vas_rest", b'\xef\xbb\xbf{"items": [1]}', "--jsonl", monkeypatch=monkeypatch)
    assert (code, answers[0]["score"]) == (0, 1)


def test_without_jsonl_the_whole_input_is_one_request(monkeypatch):
    code, answers = run("vas_rest", '{\n "items": [\n  7\n ]\n}\n', monkeypatch=monkeypatch)
    assert (code, answers[0]["score"]) == (0, 7)


def test_without_jsonl_a_refused_request_exits_with_1(monkeypatch):
    code, answers = run("vas_rest", '{"items": [700]}', monkeypatch=monkeypatch)
    assert (code, answers[0]["error"]["item"]) == (1, "pain")


@every_row(
    ("instrument", "file", "says"),
    [
        ("oswestry", "-", "There is no instrument 'oswestry'; give one of vas_back"),
        ("odi", "no/such/file", "Cannot read no/such/file: No such file or directory."),
        ("odi", ".", "Cannot read .: Is a directory."),
    ],
)
def test_what_is_not_there_exits_with_2_and_one_line(instrument, file, says):
    with pytest.raises(CommandError) as refused:
        call_command("score", instrument, file, "--jsonl")
    assert refused.value.returncode == 2
    assert says in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.slow
def test_from_a_shell(tmp_path):
    requests = tmp_path / "requests.jsonl"
    requests.write_text('{"items": [45]}\n{"items": [450]}\n', "utf-8")
    ran = subprocess.run(
        [sys.executable, "manage.py", "score", "vas_back", str(requests), "--jsonl"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 1
    assert [next(iter(json.loads(line))) for line in ran.stdout.splitlines()] == ["score", "error"]
    assert ran.stderr == ""


def test_the_help_names_every_instrument(capsys):
    with pytest.raises(SystemExit):
        call_command("score", "--help")
    printed = capsys.readouterr().out
    assert all(code in printed for code in INSTRUMENTS)
