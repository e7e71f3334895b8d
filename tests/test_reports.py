"""What people read of a record: tables that fit, no living characters, no hidden checks."""

import io
import json
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from rich.console import Console

from autograder.cli.main import main
from autograder.course.course import Course
from autograder.course.seed import Seed
from autograder.grading.grader import Grader
from autograder.records.record import (
    FORMAT,
    CheckRecord,
    FunctionRecord,
    Record,
    Status,
    function_status,
    student_view,
)
from autograder.records.text import visible
from autograder.reports.isolation import MEANING, isolation_lines
from autograder.reports.story import story_lines
from autograder.reports.terminal import class_table, legend, note_lines
from tests.conftest import Bench
from tests.tiny import FILES, make_course

# A colour, a cleared screen, a link, a bell, a line and a row back, right-to-left, no width, C1.
EVIL = "\x1b[31mred\x1b[2J\x1b]8;;http://x\x07\r\n\t\b\u202eabc\u2066\u200b\x9b1m\x00[red]\ud800"


def drawn(records: list[Record], width: int, **settings: Any) -> list[str]:
    console = Console(width=width, file=io.StringIO(), **settings)
    console.print(class_table(records, width))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue().splitlines()


def record_of(course: Course, name: str = "ada", **scores: float | None) -> Record:
    """Make a record in which some functions have a score of their own."""
    functions = tuple(
        FunctionRecord(
            name=f.name,
            exercise=f.exercise,
            score=scores.get(f.name, float(f.points)),
            max_score=float(f.points),
            status=Status.FAILED if f.name in scores else Status.PASSED,
        )
        for f in course.functions.values()
    )
    earned = [f.score for f in functions]
    total = None if None in earned else sum(s for s in earned if s is not None)
    return Record(name, total, sum(f.max_score for f in functions), functions)


# --- the class table --------------------------------------------------------------------------


@pytest.mark.parametrize("width", [40, 80, 120, 200])
def test_the_class_table_fits_its_terminal(course: Course, width: int) -> None:
    names = ["ada", "a name that is far too long for any table of this world", "李小龍" * 12, ""]
    lines = drawn([record_of(course, name) for name in names], width)
    assert max(map(cell_len, lines)) <= width
    assert len([line for line in lines if "100.00" in line]) == len(names)


def test_a_narrow_table_has_a_column_an_exercise_and_a_wide_one_a_column_a_function(
    course: Course,
) -> None:
    narrow = " ".join(" ".join(drawn([record_of(course)], 80)).split())
    assert "by_hand" not in narrow
    assert narrow.split()[1:14] == [f"{number:02}" for number in range(1, 14)]
    wide = drawn([record_of(course)], 520)
    assert not [line for line in wide if "ex0" in line]
    (row,) = [line.split() for line in wide if line.startswith("ada")]
    assert row == ["ada", *(f"{f.points}" for f in course.functions.values()), "100.00"]


def test_the_table_holds_each_score_and_what_was_at_stake(course: Course) -> None:
    lines = drawn([record_of(course, "ada", sigmoid=1.5), record_of(course, "ben")], 80)
    (ada,) = [line.split() for line in lines if line.startswith("ada")]
    (most,) = [line.split() for line in lines if line.startswith("at most")]
    points = ["4", "6", "11", "12", "9", "5", "8", "5", "8", "14", "7", "7"]
    assert ada == ["ada", "2.5", *points, "98.50"]
    assert most[2:] == ["4", *points, "100"]


SIGNS = {
    Status.SYNTAX_ERROR: "0s",
    Status.CRASHED: "0c",
    Status.TIMED_OUT: "0t",
    Status.MEMORY: "0m",
    Status.OUTPUT_LIMIT: "0o",
    Status.MISSING: "0?",
    Status.NOT_ATTEMPTED: "-",
    Status.FAILED: "0",
}


@pytest.mark.parametrize("status", Status)
def test_a_cell_says_why_there_are_no_points(course: Course, status: Status) -> None:
    record = record_of(course)
    functions = tuple(replace(f, status=status, score=0.0) for f in record.functions)
    graded = replace(record, functions=functions, score=0.0)
    (row,) = [line for line in drawn([graded], 520) if line.startswith("ada")]
    if status in SIGNS:
        assert row.split()[1:-1] == [SIGNS[status]] * len(functions)
        assert (SIGNS[status][-1] in legend([graded])) == (status is not Status.FAILED)


def test_a_fault_of_the_grader_is_no_score_and_is_told(course: Course) -> None:
    record = record_of(course, "ada", sigmoid=None)
    check = CheckRecord("c", "c", "hidden", 0, 1, Status.GRADER_FAULT, f"no fixture{EVIL}")
    functions = tuple(
        replace(f, status=Status.GRADER_FAULT, checks=(check,)) if f.name == "sigmoid" else f
        for f in record.functions
    )
    record = replace(record, functions=functions)
    (row,) = [line for line in drawn([record], 80) if line.startswith("ada")]
    assert row.split()[1] == "!"
    assert "! the grader's fault" in legend([record])
    assert row.split()[-1] == "-"
    (note,) = note_lines([record])
    assert note.startswith("ada: sigmoid: grader fault: no fixture")
    assert harmless(note)


# --- nothing alive ----------------------------------------------------------------------------


def harmless(text: str) -> bool:
    return all(unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Zl", "Zp"} for c in text)


def test_text_of_any_origin_becomes_one_harmless_line() -> None:
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    shown = visible(every)
    assert harmless(shown)
    assert "\n" not in shown
    shown.encode("utf-8")
    assert visible("Zoë 李 = 1 + 2 [x] é \u0301") == "Zoë 李 = 1 + 2 [x] é \u0301"
    assert visible("a\x1b[31m\u202e\n") == r"a\x1b[31m\u202e\n"


@pytest.mark.parametrize("width", [80, 200])
@pytest.mark.parametrize("terminal", [False, True])
def test_a_name_never_reaches_the_terminal_alive(
    course: Course, width: int, terminal: bool
) -> None:
    lines = drawn([record_of(course, EVIL)], width, force_terminal=terminal)
    text = "\n".join(lines)
    for piece in (
        "\x1b[31mred",
        "\x1b[2J",
        "\x1b]8",
        "\x07",
        "\r",
        "\b",
        "\u202e",
        "\u200b",
        "\x9b",
    ):
        assert piece not in text
    assert "\\x1b[31mred" in text
    assert terminal or harmless(text.replace("\n", ""))


def test_a_name_that_looks_like_markup_is_shown_as_it_is(course: Course) -> None:
    assert any(
        "[red]ada[/red]" in line for line in drawn([record_of(course, "[red]ada[/red]")], 80)
    )


def test_notes_and_stories_never_reach_the_terminal_alive(course: Course) -> None:
    record = replace(record_of(course, EVIL), notes=(EVIL, "plain"))
    lines = note_lines([record])
    assert len(lines) == 2
    assert all(map(harmless, lines))
    assert lines[1].endswith(": plain")
    told = story_lines(EVIL, "everything right", record, 80)
    assert all(map(harmless, told))
    assert all(len(line) <= 80 for line in told)


def test_names_and_notes_of_a_real_class_never_reach_the_terminal_alive(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    course = make_course(tmp_path / "course")
    name = EVIL.replace("/", "").replace("\x00", "").replace("\ud800", "")
    for file in ("ex01_double.py", "helper\x1b[2J\u202e.py"):
        course.write(f"class/{name}/{file}", FILES["solutions/ex01_double/solution.py"])
    course.write("class/read\x1b[2Jme\u202e", "")
    words = ["grade", str(course / "class"), "--course", str(course.root), "--seed", "s"]
    assert main(words) == 0
    assert main([*words, "--json"]) == 0
    captured = capsysbinary.readouterr()
    for stream in (captured.out, captured.err):
        assert harmless(stream.decode("utf-8").replace("\n", ""))
        assert b"2J" in stream


# --- what a student may see -------------------------------------------------------------------


def texts(data: Any) -> Iterator[str]:
    """Give every text in plain data, keys and all."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield str(key)
            yield from texts(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from texts(value)
    else:
        yield str(data)


def test_nothing_of_a_hidden_check_but_title_verdict_and_points_is_in_a_students_view(
    course: Course,
) -> None:
    secret = CheckRecord(
        name="test_x[SECRET-name]",
        title="the title",
        visibility="hidden",
        points=0.0,
        max_points=1.0,
        status=Status.MEMORY,
        message="SECRET-message",
        detail={"call": "SECRET-call", "came": "SECRET-came", "SECRET-key": "SECRET-value"},
    )
    seen = replace(secret, name="test_y", visibility="visible", status=Status.FAILED, detail={})
    function = FunctionRecord("f", "ex", 0.0, 2.0, Status.MEMORY, checks=(seen, secret))
    record = Record(
        "ada",
        0.0,
        2.0,
        (function,),
        isolation={"level": "L0", "holes": ["SECRET-hole"]},
        checks_hash="SECRET-checks",
        content_hash="x",
        seed_hash="SECRET-seed",
    )
    view = student_view(replace(record, functions=(replace(function, checks=(secret,)),)))
    assert not [text for text in texts(view) if "SECRET" in text]
    (shown,) = student_view(record)["functions"][0]["checks"][1:]
    assert shown == {
        "name": "the title",
        "visibility": "hidden",
        "passed": False,
        "points": 0.0,
        "max_points": 1.0,
    }
    assert student_view(record)["functions"][0]["status"] == "failed"


def wrong_in_hidden_ways(course: Course) -> list[str]:
    return [
        "def sigmoid(z):\n    return np.round(1 / (1 + np.exp(-np.clip(z, -30, 30))), 3)",
        "def sigmoid(z):\n    raise ValueError(str(z))",
        "def linear_score(X, w):\n    print(X)\n    return np.asarray(X) @ np.asarray(w) + 1",
        "def log_loss(y_true, p):\n    return {'y': list(y_true), 'p': list(p)}",
    ]


@pytest.mark.parametrize("number", range(4))
def test_what_a_hidden_check_did_is_not_in_a_real_students_view(
    course: Course, bench: Bench, number: int
) -> None:
    record = bench.grade(wrong_in_hidden_ways(course)[number]).record
    view = student_view(record)
    told = "\n".join(texts(view))
    visible_texts = set()
    hidden: list[CheckRecord] = []
    for function in record.functions:
        for check in function.checks:
            if check.visibility == "visible":
                visible_texts |= {check.message, check.name, *check.detail.values()}
            elif check.status is not Status.PASSED:
                hidden.append(check)
    assert hidden
    for check in hidden:
        assert check.name not in told
        for secret in {check.message, *check.detail.values()} - visible_texts - {check.title}:
            if len(secret) > 12:
                assert secret not in told, (check.name, secret)


def test_a_students_view_is_plain_json_with_the_scores(course: Course, bench: Bench) -> None:
    record = bench.grade("def sigmoid(z):\n    return z").record
    view = json.loads(json.dumps(student_view(record), allow_nan=False))
    assert view["score"] == record.score
    assert view["format"] == FORMAT
    assert [f["name"] for f in view["functions"]] == list(course.functions)
    points = sum(check["points"] for f in view["functions"] for check in f["checks"])
    assert points == pytest.approx(record.score, abs=0.02)


def test_a_students_view_is_the_same_whatever_the_seed(course: Course, bench: Bench) -> None:
    submission = bench.submission("def sigmoid(z):\n    return np.tanh(z) + np.sum(z)")
    isolation = bench.grader._isolation
    views = {
        json.dumps(student_view(Grader(course, isolation, Seed(text)).grade(submission)))
        for text in ("a", "b")
    }
    assert len(views) == 1


# --- the sum of a function and the words for a level ------------------------------------------


@pytest.mark.parametrize(
    ("points", "statuses", "sum_"),
    [
        ([1, 1], ["passed", "passed"], "passed"),
        ([1, 0], ["passed", "failed"], "partial"),
        ([0, 0], ["passed", "failed"], "failed"),
        ([0, 0], ["failed", "timed_out"], "timed_out"),
        ([0, 0], ["crashed", "timed_out"], "crashed"),
        ([1, 0], ["passed", "grader_fault"], "grader_fault"),
        ([0, 0], ["missing", "missing"], "missing"),
        ([0, 0], ["not_attempted", "not_attempted"], "not_attempted"),
        ([0, 0], ["syntax_error", "syntax_error"], "syntax_error"),
    ],
)
def test_a_function_is_summed_up_in_one_word(
    points: list[int], statuses: list[str], sum_: str
) -> None:
    checks = tuple(
        CheckRecord("c", "c", "visible", p, 1, Status(s))
        for p, s in zip(points, statuses, strict=True)
    )
    assert function_status(checks) == sum_


@pytest.mark.parametrize("level", MEANING)
def test_a_level_is_told_with_its_holes_and_the_way_to_a_better_one(level: str) -> None:
    assert isolation_lines(level, []) == [f"isolation {level}: {MEANING[level]}"]
    lines = isolation_lines(level, ["student code can read files"], "install something")
    assert "  - student code can read files" in lines
    assert any("given away" in line for line in lines)
    assert lines[-1] == "  for a better level: install something"
