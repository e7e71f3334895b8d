"""Feedback for a person: the right words, nothing alive in it, a page that everybody can read."""

import html
import json
import re
import shutil
import subprocess
from dataclasses import replace
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from autograder.cli.main import main
from autograder.records.record import CheckRecord, FunctionRecord, Record, Status, student_view
from autograder.reports.escaping import code, escaped
from autograder.reports.feedback import feedback_of
from autograder.reports.markdown import feedback_markdown
from autograder.reports.page import feedback_page

HINT = "The exponent is minus z: with plus z the curve falls where it should rise."
EVIL = (
    "</code></dd><script>alert(1)</script><img src=x onerror=alert(1)>\x1b[31m\u202e"
    "\"'`` ``` | [a](http://x) ![b](http://y) &amp;"
)
SECRET = "hidden-value-4711"


def check(title: str, passed: bool, visibility: str = "visible", **more: Any) -> CheckRecord:
    status = Status.PASSED if passed else Status.FAILED
    return CheckRecord(title, title, visibility, float(passed), 1.0, status, **more)


def function(name: str, *checks: CheckRecord, **more: Any) -> FunctionRecord:
    earned = sum(c.points for c in checks)
    status = Status.PASSED if earned == len(checks) else Status.PARTIAL
    fields = {"score": earned, "max_score": float(len(checks)), "status": status, **more}
    return FunctionRecord(name, "ex01_sigmoid", checks=checks, **fields)


def record(*functions: FunctionRecord, name: str = "ada", **more: Any) -> Record:
    score = sum(f.score or 0 for f in functions)
    return Record(name, score, sum(f.max_score for f in functions), functions, **more)


def lost() -> FunctionRecord:
    detail = {"call": "sigmoid(2.0)", "came": "0.119", "wanted": "0.881", "hint": "On paper first."}
    hidden = {"call": SECRET, "came": SECRET, "wanted": SECRET}
    return function(
        "sigmoid",
        check("sigmoid of zero", True),
        check("sigmoid of two", False, detail=detail),
        check("sigmoid of random numbers", False, "hidden", detail=hidden, message=SECRET),
        hints=(HINT,),
    )


def renderings(given: Record) -> list[str]:
    feedback = feedback_of(student_view(given))
    return [feedback_page(feedback), feedback_markdown(feedback)]


class Tags(HTMLParser):
    """Every tag of a page, with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


def test_points_failures_hint_and_lesson_are_told():
    for text in renderings(record(function("add_intercept", check("ones first", True)), lost())):
        for part in ("2 of 4", "1 of 3", "partly right", "sigmoid(2.0)", "0.119", "0.881", HINT):
            assert part in text
        for part in ("ex01", "lesson", "hidden", "sigmoid of random numbers", "sigmoid of zero"):
            assert part in text.replace("<wbr>", "").lower()
        assert SECRET not in text


def test_one_thing_to_think_about():
    named, unnamed = lost(), replace(lost(), hints=())
    for with_hint, without in zip(*map(renderings, map(record, (named, unnamed))), strict=True):
        assert "On paper first" not in with_hint
        assert "On paper first" in without


def test_the_first_function_that_is_not_right_is_where_to_go_on():
    right = function("add_intercept", check("ones first", True))
    for text in renderings(record(right, lost(), replace(lost(), name="later"))):
        assert re.search(r"Go on with [^:]*sigmoid[^:]*:", text)
    for text in renderings(record(right)):
        assert "Go on" not in text


def test_what_was_not_run_is_said_once():
    missing = replace(
        check("a", False), status=Status.MISSING, message="ex01_sigmoid.py is missing"
    )
    absent = function("sigmoid", missing, replace(missing, name="b"), status=Status.MISSING)
    for text in renderings(record(absent)):
        assert html.unescape(text).replace("\\", "").count("ex01_sigmoid.py is missing") == 1
        assert "missing" in text


def test_no_score_is_not_zero():
    fault = check("a", False)
    graded = record(function("sigmoid", fault, score=None, status=Status.GRADER_FAULT))
    for text in renderings(replace(graded, score=None)):
        assert "no score yet of 1" in text
        assert "not yours" in text
        assert "0 of 1" not in text


def evil_record() -> Record:
    detail = {"call": EVIL, "came": EVIL, "wanted": EVIL, "hint": EVIL}
    wrong = check(EVIL, False, detail=detail, message=EVIL + "!")
    whole = function("sigmoid", wrong, check(EVIL, False, "hidden"), notes=(EVIL,), hints=(EVIL,))
    return record(whole, replace(whole, name="other", hints=()), name=EVIL, notes=(EVIL,))


def test_text_from_students_stays_text_on_the_page():
    page, _ = renderings(evil_record())
    seen = Tags(page).seen
    assert {"script", "img", "iframe", "link", "object"}.isdisjoint(tag for tag, _ in seen)
    for _, attributes in seen:
        assert not [name for name in attributes if name.startswith("on")]
        target = attributes.get("href") or attributes.get("src") or "#"
        assert target.startswith("#")
    assert "\x1b" not in page
    assert "\u202e" not in page
    assert "url(" not in page


def test_text_from_students_stays_text_in_markdown():
    _, text = renderings(evil_record())
    bare = re.sub(r"(`+) ?.*?[^`]\1(?!`)", "", text)
    assert not re.search(r"(?<!\\)[<>\[\]]", bare.replace("\n> ", "\n"))
    assert "\x1b" not in text


@pytest.mark.parametrize("text", ["a`b", "``", "`", " x ", "a```b``c"])
def test_code_holds_any_text(text):
    fence = re.match("`+", code(text))
    assert fence is not None
    assert code(text).endswith(fence[0])
    assert fence[0] not in text


@pytest.mark.parametrize("text", ["# a", "- a", "1. a", "+ a", "*a*", "<b>", "[a](b)", "a | b"])
def test_markdown_has_no_meaning_left(text):
    shown = escaped(text)
    assert shown != text
    assert shown.replace("\\", "") == text


def write_view(folder: Path, given: Record, name: str = "ada") -> None:
    (folder / "students").mkdir(parents=True, exist_ok=True)
    (folder / "students" / f"{name}.json").write_text(json.dumps(student_view(given)))


def test_a_page_and_a_text_for_each_student(tmp_path, capsys):
    for name in ("ada", "bob"):
        write_view(tmp_path / "records", record(lost(), name=name), name)
    assert main(["feedback", str(tmp_path / "records"), "--to", str(tmp_path / "out")]) == 0
    written = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert written == ["ada.html", "ada.md", "bob.html", "bob.md"]
    assert "Feedback for bob" in (tmp_path / "out" / "bob.html").read_text(encoding="utf-8")
    assert "2 students" in capsys.readouterr().out


def test_only_what_students_may_see_is_read(tmp_path):
    write_view(tmp_path, record(lost()))
    (tmp_path / "instructor").mkdir()
    (tmp_path / "instructor" / "ada.json").write_text(record(lost()).to_json())
    assert main(["feedback", str(tmp_path), "--to", str(tmp_path / "out")]) == 0
    for path in (tmp_path / "out").iterdir():
        assert SECRET not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "not a student's record"),
        ("[]", "not a student's record"),
        ('{"format": 1}', "not a student's record"),
        ('{"format": 99}', "format 99"),
    ],
)
def test_a_broken_record_is_named(tmp_path, capsys, text, words):
    write_view(tmp_path, record(lost()))
    (tmp_path / "students" / "zoe.json").write_text(text)
    assert main(["feedback", str(tmp_path), "--to", str(tmp_path / "out")]) == 2
    said = capsys.readouterr().err
    assert words in said
    assert "zoe.json" in said


def test_a_folder_without_records_is_refused(tmp_path, capsys):
    assert main(["feedback", str(tmp_path), "--to", str(tmp_path / "out")]) == 2
    assert "grade --to" in capsys.readouterr().err


def browser() -> str:
    found = [shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome")]
    path = next(filter(None, found), None)
    assert path, "the page is checked in a browser: install chromium"
    return path


def in_browser(page: str, folder: Path, dark: bool) -> dict[str, Any]:
    """Open a page in a browser, with axe in it, and read what axe found."""
    axe = files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    # The page's own policy would refuse every script, ours among them.
    page = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
    ask = """axe.run().then(found => { const dark = matchMedia("(prefers-color-scheme: dark)");
      const out = document.createElement("textarea"); out.textContent = JSON.stringify({
        dark: dark.matches, width: document.documentElement.scrollWidth, room: innerWidth,
        rules: found.passes.map(rule => rule.id),
        problems: found.violations.map(rule => [rule.id, rule.nodes.map(node => node.html)])});
      document.body.replaceChildren(out); });"""
    path = folder / "page.html"
    tail = f"<script>{axe}</script><script>{ask}</script></body>"
    path.write_text(page.replace("</body>", tail), encoding="utf-8")
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=30000"]
    options += [f"--user-data-dir={folder / 'profile'}", "--window-size=450,900"]
    options += ["--force-device-scale-factor=2", "--dump-dom"]
    options += [f"--blink-settings=preferredColorScheme={0 if dark else 1}"]
    command = [browser(), *options, path.as_uri()]
    shown = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout
    answer = re.search(r"<textarea>(.*?)</textarea>", shown, re.DOTALL)
    assert answer is not None, shown[-2000:]
    found: dict[str, Any] = json.loads(html.unescape(answer[1]))
    return found


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_an_accessibility_checker_finds_nothing(tmp_path, dark):
    """In both themes, at 200 % on a narrow screen, also with the longest words."""
    long = record(lost(), replace(lost(), name="confusion_matrix_at_threshold"), name="a" * 150)
    page, _ = renderings(replace(long, functions=(*long.functions, evil_record().functions[1])))
    found = in_browser(page, tmp_path, dark)
    assert found["problems"] == []
    assert found["dark"] is dark
    assert {"color-contrast", "html-has-lang", "heading-order", "region"} <= set(found["rules"])
    assert found["width"] <= found["room"]


def test_the_accessibility_checker_would_find_something(tmp_path):
    page = "<html><body><p style='color: #ccc; background: #fff'>pale</p><img src=''></body></html>"
    problems = [rule for rule, _ in in_browser(page, tmp_path, dark=False)["problems"]]
    assert {"color-contrast", "image-alt", "html-has-lang"} <= set(problems)
