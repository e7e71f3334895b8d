"""`autograder watch` in a real terminal: saves are noticed, keys obeyed, nothing is lost."""

import io
import json
import os
import pty
import queue
import re
import subprocess
import sys
import types
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console

from autograder.course.course import Course
from autograder.records.errors import UserError
from autograder.selfcheck import checks
from autograder.selfcheck.checks import Check, Run, State, labelled
from autograder.selfcheck.folder import find_folder
from autograder.selfcheck.watch import keys as keys_module
from autograder.selfcheck.watch.chapter import (
    content_of,
    definitions,
    read_chapter,
    stub_of,
    used_by,
)
from autograder.selfcheck.watch.kept import FILE_NAME, keep, recall
from autograder.selfcheck.watch.keys import GONE, keys
from autograder.selfcheck.watch.view import Scene, draw
from tests.sitting import BLOCK, PAGE, RIGHT, WATCH, fenced, new_folder, play, write_sigmoid
from tests.terminal import terminal


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return new_folder(tmp_path / "exercises")


def hasten(folder: Path) -> None:
    """Let the limits of the self-check be reached sooner."""
    path = folder / "conftest.py"
    text = path.read_text(encoding="utf-8")
    text = text.replace("_GIVE_UP_AFTER = 10.0", "_GIVE_UP_AFTER = 0.5")
    path.write_text(text.replace("CALL_SECONDS = 2.0", "CALL_SECONDS = 0.5"), encoding="utf-8")


# --- in a terminal ----------------------------------------------------------------------------


def test_an_hour_goes_as_the_page_shows_and_is_kept(folder: Path) -> None:
    with terminal(WATCH, folder) as screen:
        before = screen.settings()
        played = dict(play(folder, screen))
        assert screen.end() == 0
        assert screen.settings() == before
        assert screen.text.endswith("1 of 37 functions done; watch goes on from here next time")
    page = PAGE.read_text(encoding="utf-8")
    shown = {name: text for _, name, text, _ in BLOCK.findall(page)}
    assert shown == {name: fenced(text) for name, text in played.items()}, "run `make captures`"
    assert {path.name for path in folder.iterdir()} - {"__pycache__"} == {
        FILE_NAME,
        *(path.name for path in new_folder(folder.parent / "another").iterdir()),
    }
    with terminal(WATCH, folder) as screen:
        screen.wait("1 of 37 functions", "ex02_design_matrix.py", "not written")
        screen.type("n")
        screen.wait("ex03_log_loss.py", "not written")
        screen.type("\x03")
        assert screen.end() == 0


def test_a_save_during_a_check_begins_anew(folder: Path) -> None:
    with terminal(WATCH, folder) as screen:
        screen.wait("Next: sigmoid_by_hand")
        write_sigmoid(folder, "while True: z = z")
        screen.wait("checking ex01_sigmoid.py", without="6 of 6")
        write_sigmoid(folder, f"return {RIGHT}")
        assert "did not end" not in screen.wait("6 of 6 checks")
        # Many editors write another file and put it in the place of the old one.
        draft = folder / "draft"
        draft.write_text((folder / "ex01_sigmoid.py").read_text().replace("1 / (1", "2 / (1"))
        draft.replace(folder / "ex01_sigmoid.py")
        screen.wait("wanted  0.5", "fails")


def test_a_loop_that_nothing_stops_is_told_and_the_next_save_works(folder: Path) -> None:
    hasten(folder)
    with terminal(WATCH, folder) as screen:
        screen.wait("Next: sigmoid_by_hand")
        write_sigmoid(
            folder,
            "while True:\n        try:\n            while True:\n                z = z\n"
            "        except BaseException:\n            z = z",
        )
        screen.wait("sigmoid does not end and cannot be stopped", "fails")
        write_sigmoid(folder, f"return {RIGHT}")
        screen.wait("6 of 6 checks")


def test_all_of_a_solved_chapter_is_done_after_r(folder: Path, course: Course) -> None:
    for solution in course.solutions:
        (folder / f"{solution.exercise}.py").write_text(solution.source, encoding="utf-8")
    with terminal(WATCH, folder) as screen:
        screen.wait("Press n for ex02_design_matrix.py")
        screen.type("r")
        text = screen.wait("[##############################]  37 of 37 functions")
        assert len(re.findall(r"(\d) of \1  done", text)) == len(course.exercises)
        screen.type("l")
        screen.wait("All visible checks of the chapter pass", "autograder plot")
        screen.type("n")
        screen.type("h")
        screen.wait("All visible checks of the chapter pass")


@pytest.mark.parametrize("colours", [True, False])
def test_colour_is_never_the_only_sign(folder: Path, colours: bool) -> None:
    write_sigmoid(folder, "raise ValueError('\\x1b[34mblue\\x07')")
    with terminal(WATCH, folder, **({} if colours else {"NO_COLOR": "1"})) as screen:
        text = screen.wait("fails", r"\x1b[34mblue\x07")
        assert "not written" in text
        assert (re.search(rb"\x1b\[[\d;]*3[0-7][;m]", screen.raw) is not None) == colours
        assert b"\x1b[34m" not in screen.raw


def test_without_a_terminal_it_is_a_sentence(folder: Path) -> None:
    done = subprocess.run(
        WATCH, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr == "autograder: watch needs a terminal: type pytest to check once\n"


# --- what is kept -----------------------------------------------------------------------------


def test_what_was_known_of_a_changed_file_is_forgotten_and_the_rest_kept(folder: Path) -> None:
    place = find_folder(folder)
    chapter = read_chapter(place)
    both = list(chapter.functions)[:2]
    for exercise in both:
        names = chapter.functions[exercise]
        passed = [Check(name, name, exercise, "", State.PASSED) for name in names]
        chapter.learn(exercise, content_of(place, exercise), passed)
    keep(place, chapter, both[1])
    write_sigmoid(folder, "return 0")
    again = read_chapter(place)
    assert recall(place, again) == both[1]
    assert [again.finished(exercise) for exercise in both] == [False, True]
    assert again.done == len(again.functions[both[1]])


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "[]", "null", "[" * 100_000, '{"format": 2, "current": "ex02_design_matrix"}',
        '{"format": 1, "current": "../../etc/passwd", "exercises": []}',
        '{"format": 1, "current": ["ex01_sigmoid"], "exercises": {"ex01_sigmoid": 3}}',
        '{"format": 1, "exercises": {"ex01_sigmoid": {"content": "x", "states": {}}, "ex99": {}}}',
        "\x00\xff", '{"format": 1, "exercises": {"ex01_sigmoid": {"content": {}, "states": 1}}}',
    ],
)  # fmt: skip
def test_a_damaged_file_starts_anew(folder: Path, text: str) -> None:
    (folder / FILE_NAME).write_bytes(text.encode("latin-1"))
    place = find_folder(folder)
    chapter = read_chapter(place)
    assert recall(place, chapter) == ""
    assert chapter.done == 0
    keep(place, chapter, "ex01_sigmoid")
    assert json.loads((folder / FILE_NAME).read_text())["current"] == "ex01_sigmoid"
    assert recall(place, chapter) == "ex01_sigmoid"


def test_a_state_that_is_none_counts_as_not_checked(folder: Path) -> None:
    place = find_folder(folder)
    chapter = read_chapter(place)
    keep(place, chapter, "ex01_sigmoid")
    states = {"sigmoid": "passed", "sigmoid_by_hand": "splendid"}
    part = {"content": content_of(place, "ex01_sigmoid"), "states": states}
    text = json.dumps({"format": 1, "current": "", "exercises": {"ex01_sigmoid": part}})
    (folder / FILE_NAME).write_text(text)
    assert recall(place, chapter) == ""
    assert chapter.done == 1


def test_a_place_that_cannot_be_written_is_no_matter(folder: Path) -> None:
    place = find_folder(folder)
    (folder / FILE_NAME).mkdir()
    keep(place, read_chapter(place), "ex01_sigmoid")
    assert not [path for path in folder.iterdir() if path.name.startswith(f"{FILE_NAME}.")]


# --- the chapter ------------------------------------------------------------------------------


def test_the_chapter_is_what_the_course_says(folder: Path, course: Course) -> None:
    chapter = read_chapter(find_folder(folder))
    assert [n for names in chapter.functions.values() for n in names] == list(course.functions)
    assert {n for n in course.functions if n.endswith("_by_hand")} == chapter.by_hand
    assert chapter.total == len(course.functions)


def test_next_goes_round_and_ends_where_all_is_done(folder: Path) -> None:
    chapter = read_chapter(find_folder(folder))
    names = list(chapter.functions)
    assert chapter.after(None) == names[0]
    assert chapter.after(names[-1]) == names[0]
    for exercise in names:
        chapter.states.update(dict.fromkeys(chapter.functions[exercise], State.PASSED))
    assert chapter.after(names[3]) is None
    chapter.states[chapter.functions[names[2]][0]] = State.FAILED
    assert chapter.after(names[5]) == names[2]


def test_an_earlier_function_that_is_used_and_wrong_is_named(folder: Path) -> None:
    chapter = read_chapter(find_folder(folder))
    chapter.states.update(sigmoid_by_hand=State.PASSED, sigmoid=State.FAILED)
    assert chapter.suspect("ex02_design_matrix", ["sigmoid"]) == "sigmoid in ex01_sigmoid.py"
    assert chapter.suspect("ex02_design_matrix", ["sigmoid_by_hand", "sigmoids"]) == ""
    assert chapter.suspect("ex01_sigmoid", ["sigmoid"]) == ""
    assert chapter.suspect("ex03_log_loss", ["add_intercept"]) == ""  # nothing is known of it


def test_what_a_function_uses_is_found_through_helpers_of_its_file(folder: Path) -> None:
    place = find_folder(folder)
    path = folder / "ex02_design_matrix.py"
    path.write_text(
        "def predict_proba(X, w):\n    return helper(X @ w)\n\n\n"
        "def helper(z):\n    return sigmoid(z) if len(z) else predict_proba(z, z)\n\n\n"
        "def other():\n    return log_loss()\n"
    )
    used = used_by("predict_proba", definitions(place, "ex02_design_matrix"))
    assert {"helper", "sigmoid"} <= used
    assert "log_loss" not in used
    path.write_text("def predict_proba(:\n")
    assert used_by("predict_proba", definitions(place, "ex02_design_matrix")) == set()


def test_a_stub_is_found_with_what_it_says(folder: Path) -> None:
    defined = definitions(find_folder(folder), "ex01_sigmoid")
    line, words = stub_of("sigmoid", defined)
    text = (folder / "ex01_sigmoid.py").read_text(encoding="utf-8").splitlines()
    assert "raise NotImplementedError" in text[line - 1]
    assert words.startswith("sigmoid: return 1 / (1 + e^(-z))")
    assert stub_of("sigmoids", defined) == (0, "")


# --- what is shown ----------------------------------------------------------------------------

FAILURE = (
    "sigmoid is right\n  call    sigmoid(2)\n  came    0.9\n  wanted  0.8\n"
    "  think   Work it out.\n  first   mend linear_score; grading judges it alone"
)


@pytest.fixture
def scene(folder: Path) -> Callable[..., Scene]:
    chapter = read_chapter(find_folder(folder))

    def make(said: str = FAILURE, **more: object) -> Scene:
        check = Check("a", "sigmoid", "ex01_sigmoid", "sigmoid is right")
        run = Run({"a": check.ended("failed", said)}, over=True)
        return Scene(chapter, "ex01_sigmoid", run, **more)  # type: ignore[arg-type]

    return make


def drawn(scene: Scene, width: int = 80, height: int = 24) -> str:
    console = Console(width=width, height=height, file=io.StringIO(), force_terminal=True,
                      color_system=None, legacy_windows=False)  # fmt: skip
    console.print(draw(scene), height=height)
    assert isinstance(console.file, io.StringIO)
    return re.sub(r"\x1b\[[\d;]*m", "", console.file.getvalue())


def test_the_hint_waits_for_its_key(scene: Callable[..., Scene]) -> None:
    text = drawn(scene())
    assert "came    0.9" in text
    assert "first   mend linear_score" in text
    assert "Work it out." not in text
    assert "Work it out." in drawn(scene(hint=True))
    long = FAILURE.replace("sigmoid(2)", f"sigmoid([{'2.5, ' * 70}])").replace("0.9", "0.9 " * 90)
    assert "Work it out." in drawn(scene(long, hint=True))


def test_the_list_says_what_was_not_checked(scene: Callable[..., Scene]) -> None:
    shown = scene(listing=True)
    shown.chapter.states.update(sigmoid=State.FAILED, sigmoid_by_hand=State.FAILED)
    first, second = drawn(shown).splitlines()[3:5]
    assert re.search(r"ex01_sigmoid +0 of 2 *$", first)
    assert re.search(r"ex02_design_matrix +0 of 3 +not checked yet: r checks all", second)


def test_where_nothing_came_back_nobody_is_told_to_print(scene: Callable[..., Scene]) -> None:
    assert "Print the arrays" in drawn(scene(hint=True))
    stopped = "sigmoid is right\n  call    sigmoid(2)\n  came    NameError: name 'x' is not defined"
    shown = drawn(scene(stopped, hint=True))
    assert "Python stopped at the place in brackets" in shown
    assert "Print the arrays" not in shown


def test_a_failure_in_other_words_is_shown_whole(scene: Callable[..., Scene]) -> None:
    assert "came  Traceback in conftest" in drawn(scene("sigmoid is right\nTraceback in conftest"))
    assert "sigmoid in ex01_sigmoid.py is not done" in drawn(
        scene(FAILURE.partition("  first")[0], suspect="sigmoid in ex01_sigmoid.py")
    )


@pytest.mark.parametrize("size", [(80, 24), (80, 8), (40, 12), (30, 6), (200, 60)])
def test_the_keys_stay_on_screen_however_small_it_is(
    scene: Callable[..., Scene], size: tuple[int, int]
) -> None:
    long = FAILURE.replace("0.9", "[" + "0.123456, " * 60 + "]")
    for shown in (scene(long, hint=True), scene(long, listing=True)):
        lines = drawn(shown, *size).splitlines()
        assert len(lines) <= size[1]
        assert all(len(line) <= size[0] for line in lines)
        assert lines[0].startswith("Eight Tickets")
        assert lines[-1].startswith(" h  hint    n  next")


def test_nothing_a_terminal_obeys_is_let_through() -> None:
    evil = "\x1b[2J\u202e\x07"
    said = labelled(f"title{evil}\n  came    x{evil}\n  call    {evil}")
    assert said == (("", r"title\x1b[2J\u202e\x07"), ("came", r"x\x1b[2J\u202e\x07"),
                    ("call", r"\x1b[2J\u202e\x07"))  # fmt: skip
    run = Run({})
    run.hear({"what": "trouble", "text": f"ex01{evil}"})
    assert run.trouble == r"ex01\x1b[2J\u202e\x07"


def test_messages_that_are_none_change_nothing() -> None:
    run = Run({})
    for message in ({}, {"what": "ends"}, {"what": "ends", "id": 1}, {"what": "?"}):
        run.hear(message)
    run.hear({"what": "ends", "id": "x", "outcome": "passed", "said": ""})
    assert run == Run({})


# --- keys elsewhere ---------------------------------------------------------------------------


def test_keys_are_read_on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    pressed = iter("n\xe0Hh")
    console = types.SimpleNamespace(getwch=lambda: next(pressed))
    monkeypatch.setitem(sys.modules, "msvcrt", console)
    monkeypatch.setitem(sys.modules, "termios", None)
    with keys_module._windows() as one_key:
        assert [one_key() for _ in range(3)] == ["n", "?", "h"]


def test_a_terminal_that_goes_away_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    master, slave = pty.openpty()
    heard: queue.Queue[str] = queue.Queue()
    with open(slave, closefd=False) as end:
        monkeypatch.setattr(sys, "stdin", end)
        with keys(heard.put):
            os.write(master, b"l")
            assert heard.get(timeout=30) == "l"
            os.close(master)
            assert heard.get(timeout=30) == GONE
    os.close(slave)


# --- without a screen -------------------------------------------------------------------------


def test_what_waits_for_ever_is_given_up_with_a_sentence(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks, "SILENCE", 1.0)
    write_sigmoid(folder, "import time; time.sleep(10 ** 6)")
    run = checks.run_checks(find_folder(folder), ["ex01_sigmoid"])
    assert run.over
    assert run.trouble == "nothing came back for 1 seconds: does something wait or sleep?"
    assert not any(check.state == State.PASSED for check in run.checks.values())


def test_a_file_that_cannot_run_as_a_whole_is_told(folder: Path) -> None:
    write_sigmoid(folder, f"return {RIGHT}\n\n\nprint(sigmoid(undefined))")
    run = checks.run_checks(find_folder(folder), ["ex01_sigmoid"])
    (problem,) = run.problems.values()
    assert problem.startswith("NameError: name 'undefined' is not defined (ex01_sigmoid.py:")
    chapter = read_chapter(find_folder(folder))
    text = drawn(Scene(chapter, "ex01_sigmoid", run))
    assert "Only its functions were taken" in text
    assert "'undefined' is not defined" in text


def test_a_check_file_that_cannot_be_read_is_told(folder: Path) -> None:
    (folder / "test_ex01_sigmoid.py").write_text("def test(:\n")
    run = checks.run_checks(find_folder(folder), ["ex01_sigmoid"])
    assert (run.over, run.checks) == (True, {})
    assert "SyntaxError" in run.trouble


def test_a_module_of_the_students_never_stands_in_for_pythons_own(folder: Path) -> None:
    for name in ("random", "json", "csv", "numpy", "pytest"):
        (folder / f"{name}.py").write_text("raise SystemExit('mine')\n")
    write_sigmoid(folder, f"return {RIGHT}")
    run = checks.run_checks(find_folder(folder), ["ex01_sigmoid"])
    states = {check.function: check.state for check in run.checks.values()}
    assert states == {"sigmoid_by_hand": State.NOT_ATTEMPTED, "sigmoid": State.PASSED}


@pytest.mark.parametrize("text", ["this is not python\n", ""])
def test_a_conftest_that_is_not_as_it_came_is_told_and_nothing_is_forgotten(
    folder: Path, text: str
) -> None:
    write_sigmoid(folder, f"return {RIGHT}")
    chapter = read_chapter(find_folder(folder))
    chapter.learn("ex01_sigmoid", content_of(find_folder(folder), "ex01_sigmoid"), [])
    (folder / "conftest.py").write_text(text)
    run = checks.run_checks(find_folder(folder), ["ex01_sigmoid"])
    assert run.over
    assert run.trouble
    shown = drawn(Scene(chapter, "ex01_sigmoid", run))
    assert "The checks ended early" in shown
    assert "All visible checks" not in shown


def test_a_folder_without_conftest_is_told_what_is_missing(folder: Path) -> None:
    (folder / "conftest.py").unlink()
    with pytest.raises(UserError, match="is missing here: take it from the release"):
        find_folder(folder)
