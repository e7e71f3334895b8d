"""Mistakes of authors are named with file and line; `build` writes what students get."""

import ast
import doctest
import math
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autograder.authoring import build
from autograder.course.course import Course
from autograder.inside.loader import Loader
from autograder.records.errors import UserError
from tests.tiny import TinyCourse, make_course

SOLUTION = "solutions/ex01_double/solution.py"
VISIBLE = "solutions/ex01_double/test_visible.py"
HIDDEN = "solutions/ex01_double/test_hidden.py"
WRONG = "solutions/ex01_double/misconceptions.py"
BEGIN = "    ### BEGIN SOLUTION: return two times x\n"
END = "    ### END SOLUTION\n"
BODY = "    twice_as_much = np.multiply(x, 2.0)\n    return twice_as_much[()]\n"
MARKED = BEGIN + BODY + END
DEF = "# points: 4\ndef double(x):\n"
CHECK = '@pytest.mark.points("double", 1)\ndef test_double_of_three(student, expect):\n'


@pytest.fixture
def tiny(tmp_path: Path) -> TinyCourse:
    return make_course(tmp_path)


def mistake(course: TinyCourse, use: Callable[[Course], object] = lambda course: None) -> str:
    """Give what an author reads who loads and uses a course."""
    with pytest.raises(UserError) as caught:
        use(course.load())
    return str(caught.value)


def assert_named(message: str, path: Path, line: int | range, *words: str) -> None:
    """Want ``path:line: what, what to do`` with these words in it."""
    found = re.match(rf"{re.escape(str(path))}:(\d+): (.+)", message, re.DOTALL)
    assert found, message
    assert int(found[1]) in ([line] if isinstance(line, int) else line), message
    for word in words:
        assert word in found[2], message


# --- markers and points -----------------------------------------------------------------------

MARKER_MISTAKES: dict[str, tuple[Any, ...]] = {
    "unclosed": (END, "", "BEGIN SOLUTION:", "without an end", "add ### END SOLUTION"),
    "nested": (
        BODY,
        "    ### BEGIN SOLUTION: once more\n" + BODY,
        "once more",
        "inside the one of line 23",
        "end that first",
    ),
    "stray end": (BEGIN, END + BEGIN, 23, "without a BEGIN SOLUTION", "remove it"),
    "empty": (BODY, "\n    \n", "BEGIN SOLUTION:", "nothing stands between", "write the solution"),
    "no task": (BEGIN, "    ### BEGIN SOLUTION\n", "BEGIN SOL", "needs a task", "what to do"),
    "empty task": (BEGIN, "    ### BEGIN SOLUTION: \n", "BEGIN SOL", "needs a task", "what to do"),
    "two signs": (
        BEGIN,
        BEGIN.replace("###", "##"),
        "BEGIN SOL",
        "looks like a marker",
        "write ###",
    ),
    "small letters": (END, "    ### end solution\n", "end sol", "looks like a marker", "write ###"),
    "dash": (BEGIN, BEGIN.replace(":", " -"), "BEGIN SOL", "looks like a marker", "write ###"),
    "no markers": (
        BEGIN + BODY + END,
        BODY,
        "def double",
        "needs one marked body",
        "BEGIN SOLUTION",
    ),
    "marked twice": (MARKED, MARKED * 2, "def double", "needs one marked body, it has 2", "put"),
    "outside": (
        DEF,
        "def free(x):\n" + MARKED.replace("two times", "any") + "\n\n" + DEF,
        "return any x",
        "outside a graded function",
        "# points: N",
    ),
    "at column 0": (BEGIN, BEGIN.strip() + "\n", "BEGIN SOL", "indent"),
    "no function": (
        DEF,
        "# points: 4\n\n\ndef double(x):\n",
        "# points",
        "no function follows",
        "put",
    ),
    "above a class": (
        DEF,
        "# points: 1\nclass A:\n    pass\n\n\n" + DEF,
        "# points: 1",
        "no function",
    ),
    "points in words": (
        DEF,
        DEF.replace("4", "four"),
        "# points",
        "whole number above 0, not four",
    ),
    "no points": (DEF, DEF.replace("4", "0"), "# points", "whole number above 0, not 0"),
    "negative points": (DEF, DEF.replace("4", "-4"), "# points", "whole number above 0, not -4"),
    "half a point": (DEF, DEF.replace("4", "0.5"), "# points", "whole number above 0, not 0.5"),
    "a raised digit": (DEF, DEF.replace("4", "²"), "# points", "whole number above 0, not ²"),
}


@pytest.mark.parametrize("name", MARKER_MISTAKES)
def test_a_mistake_in_markers_or_points_is_named_with_its_line(tiny: TinyCourse, name: str) -> None:
    old, new, place, *words = MARKER_MISTAKES[name]
    path = tiny.change(SOLUTION, old, new)
    line = tiny.line(SOLUTION, place) if isinstance(place, str) else place
    assert_named(mistake(tiny), path, line, *words)


@pytest.mark.parametrize("points", ["", "# Points: 4\n", "#points 4\n"])
def test_a_file_without_points_is_refused(tiny: TinyCourse, points: str) -> None:
    path = tiny.change(SOLUTION, "# points: 4\n", points)
    message = mistake(tiny)
    assert message.startswith(f"{path}"), message
    assert "no graded function: put `# points: N` on the line right above a def" in message


def test_a_body_that_reaches_into_the_next_function_is_refused(tiny: TinyCourse) -> None:
    tiny.change(SOLUTION, END, "")
    path = tiny.add(SOLUTION, "\n\n# points: 1\ndef again(x):\n    return x\n" + END)
    line = tiny.line(SOLUTION, "BEGIN SOLUTION")
    assert_named(mistake(tiny), path, line, "outside a graded function")


def test_a_function_graded_in_two_exercises_is_refused(tiny: TinyCourse) -> None:
    path = tiny.change(
        "solutions/ex02_shift/solution.py",
        "# points: 2\n",
        f'# points: 1\ndef double(x):\n    """Again."""\n{MARKED}\n\n# points: 2\n',
    )
    message = mistake(tiny)
    line = tiny.line("solutions/ex02_shift/solution.py", "def double")
    assert_named(message, path, line, "double is graded in ex01_double too")


@pytest.mark.parametrize("name", ["solution.py", "variants.py", "test_hidden.py"])
def test_a_missing_file_of_an_exercise_is_named(tiny: TinyCourse, name: str) -> None:
    (tiny / "solutions/ex02_shift" / name).unlink()
    assert f"ex02_shift: {name} is missing" in mistake(tiny)


@pytest.mark.parametrize(
    "files",
    [("ex01_double/solution.py", "ex02_shift/solution.py"), ("ex02_shift/solution.py",) * 2],
)
def test_a_name_defined_twice_in_the_solutions_is_refused(
    tiny: TinyCourse, files: tuple[str, str]
) -> None:
    first, second = (f"solutions/{name}" for name in files)
    tiny.add(first, "\n\ndef helper():\n    return 1\n")
    path = tiny.add(second, "\n\nhelper = 2\n")
    message = mistake(tiny, lambda course: course.answers)
    assert_named(message, path, tiny.line(second, "helper = 2"), "helper", "unique")


# --- check files ------------------------------------------------------------------------------


def check(decorators: str, signature: str = "test_new(student)", doc: str = '"""new"""') -> str:
    return (
        f"\n\n{decorators}\ndef {signature}:  # the new one\n    {doc}\n    student.double(1.0)\n"
    )


POINTS = '@pytest.mark.points("double", 1)'

CHECK_MISTAKES = {
    "unknown fixture": (check(POINTS, "test_new(student, answer)"), "no fixture answer", "use "),
    "pytest's own fixture": (check(POINTS, "test_new(student, tmp_path)"), "no fixture tmp_path"),
    "own fixture": (
        check(POINTS, "test_new(student, two)") + "\n\n@pytest.fixture\ndef two():\n    return 2\n",
        "no fixture two",
    ),
    "skip": (check(f"@pytest.mark.skip\n{POINTS}"), "pytest.mark.skip", "remove it"),
    "skipif": (check(f"@pytest.mark.skipif(True, reason='')\n{POINTS}"), "skipif", "remove it"),
    "xfail": (check(f"@pytest.mark.xfail\n{POINTS}"), "pytest.mark.xfail", "remove it"),
    "own mark": (check(f"@pytest.mark.slow\n{POINTS}"), "slow"),
    "no docstring": (check(POINTS, doc="pass"), "needs a docstring", "student reads"),
    "empty docstring": (check(POINTS, doc='""" """'), "needs a docstring", "student reads"),
    "unknown function": (check('@pytest.mark.points("treble", 1)'), "no graded function", "treble"),
    "another exercise": (check('@pytest.mark.points("shift", 1)'), "ex02_shift", "move the check"),
    "no points": (check("# nothing"), "say", "@pytest.mark.points("),
    "points twice": (check(f"{POINTS}\n{POINTS}"), "once", "@pytest.mark.points("),
    "points in words": (check('@pytest.mark.points("double", weight=1)'), "@pytest.mark.points("),
    "points of nobody": (check("@pytest.mark.points(1)"), "@pytest.mark.points("),
    "negative weight": (check('@pytest.mark.points("double", -1)'), "whole number, 0 or more"),
    "half a weight": (check('@pytest.mark.points("double", 0.5)'), "whole number, 0 or more"),
    "weight in words": (check('@pytest.mark.points("double", "1")'), "whole number, 0 or more"),
    "true weight": (check('@pytest.mark.points("double", True)'), "whole number, 0 or more"),
    "limit of what": (check(f"@pytest.mark.limit(3)\n{POINTS}"), "pytest.mark.limit(cpu="),
    "limit in words": (check(f'@pytest.mark.limit(cpu="3")\n{POINTS}'), "pytest.mark.limit(cpu="),
    "same name in one file": (
        check(POINTS) + check(POINTS).replace("the new one", "the second"),
        "test_new",
        "another name",
    ),
    "parametrized over nothing": (check(f'@pytest.mark.parametrize("z", [1])\n{POINTS}'), "z"),
}


@pytest.mark.parametrize("name", CHECK_MISTAKES)
def test_a_mistake_in_a_check_is_named_with_its_line(tiny: TinyCourse, name: str) -> None:
    text, *words = CHECK_MISTAKES[name]
    begin = len((tiny / HIDDEN).read_text(encoding="utf-8").splitlines()) + 3
    path = tiny.add(HIDDEN, text)
    end = begin + len(text.splitlines())
    assert_named(mistake(tiny), path, range(begin, end), *words)


def test_a_name_that_another_exercise_has_is_refused(tiny: TinyCourse) -> None:
    path = tiny.add(
        "solutions/ex02_shift/test_hidden.py",
        check('@pytest.mark.points("shift", 1)', "test_double_of_random_numbers(student)"),
    )
    begin = tiny.line("solutions/ex02_shift/test_hidden.py", "test_double_of_random_numbers")
    words = ("stands in ex01_double/test_hidden.py too", "another name")
    assert_named(mistake(tiny), path, range(begin - 2, begin + 1), *words)


FILE_MISTAKES = {
    "class": ("\n\nclass TestDouble:\n    pass\n", "class Test", "plain functions"),
    "class in a branch": (
        "\n\nif True:\n\n    class TestDouble:\n        pass\n",
        "class Test",
        "plain",
    ),
    "foreign import": ("\nimport os\n", "import os", "not os", "numpy, scikit-learn and pytest"),
    "from-import": ("\nfrom scipy.special import expit\n", "scipy", "not scipy.special"),
    "relative import": ("\nfrom . import helpers\n", "helpers", "numpy, scikit-learn and pytest"),
    "import of the answer": (
        "\nfrom ex01_double import double\n",
        "from ex01_d",
        "not ex01_double",
    ),
    "import in a function": ("\n\ndef f():\n    import json\n", "import json", "not json"),
    "syntax": ("\n\ndef test_more(:\n    pass\n", "test_more(", "not Python"),
    "failing import": ("\nONE = 1 / 0\n", "1 / 0", "ZeroDivisionError"),
    "skipped file": ('\npytest.skip("no", allow_module_level=True)\n', "pytest.skip", "skip"),
    "skipped in other words": (
        '\nraise pytest.skip.Exception("no", allow_module_level=True)\n',
        "raise pytest.skip",
        "skip",
    ),
    "skipped by mark": ("\npytestmark = pytest.mark.skip\n", "pytestmark", "pytest.mark.skip"),
}


@pytest.mark.parametrize("name", FILE_MISTAKES)
def test_a_mistake_in_a_check_file_is_named_with_its_line(tiny: TinyCourse, name: str) -> None:
    text, place, *words = FILE_MISTAKES[name]
    path = tiny.change(HIDDEN, "import pytest\n", f"import pytest\n{text}")
    line: int | range = tiny.line(HIDDEN, place)
    if name == "skipped by mark":
        line = range(1, 99)  # the mark is every check's; the first of them is named
    assert_named(mistake(tiny), path, line, *words)


def test_two_checks_of_one_name_in_two_files_are_refused(tiny: TinyCourse) -> None:
    path = tiny.add(HIDDEN, check(POINTS, "test_double_of_three(student)"))
    line = tiny.line(HIDDEN, "def test_double_of_three")
    message = mistake(tiny)
    assert_named(message, path, range(line - 1, line + 1), "test_visible.py", "another name")


def test_the_reference_is_not_to_be_had_in_visible_checks(tiny: TinyCourse) -> None:
    path = tiny.add(VISIBLE, check(POINTS, "test_new(student, reference)"))
    line = tiny.line(VISIBLE, "def test_new")
    assert_named(mistake(tiny), path, range(line - 1, line + 1), "no fixture reference in visible")


@pytest.mark.parametrize("file", [SOLUTION, VISIBLE, HIDDEN])
def test_a_file_that_is_not_utf_8_is_named(tiny: TinyCourse, file: str) -> None:
    (tiny / file).write_bytes((tiny / file).read_bytes() + "# hübsch\n".encode("latin-1"))
    message = mistake(tiny)
    assert message.startswith(f"{tiny / file}"), message
    assert "not UTF-8: save it as UTF-8" in message


def test_a_function_without_any_points_in_its_checks_is_refused(tiny: TinyCourse) -> None:
    for file in ("test_visible.py", "test_hidden.py"):
        name = f"solutions/ex02_shift/{file}"
        tiny.change(name, '@pytest.mark.points("shift", 1)', '@pytest.mark.points("shift", 0)')
    path = tiny / "solutions/ex02_shift/solution.py"
    line = tiny.line("solutions/ex02_shift/solution.py", "def shift")
    assert_named(mistake(tiny), path, line, "no check gives points for shift")


def test_an_edited_check_file_is_read_anew_in_the_same_process(tiny: TinyCourse) -> None:
    before = tiny.load().checks[0]
    path = tiny.change(VISIBLE, '"""double(3) is 6"""', '"""double(3) is six"""')
    os.utime(path, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns + 2_000_000_000))
    after = tiny.load().checks[0]
    assert (before.title, after.title) == ("double(3) is 6", "double(3) is six")
    assert after.call.__doc__ == "double(3) is six"


def test_loading_a_course_leaves_nothing_behind_in_it(tiny: TinyCourse) -> None:
    before = sorted(tiny.root.rglob("*"))
    tiny.load()
    assert [path for path in sorted(tiny.root.rglob("*")) if path not in before] == []


# --- misconceptions and variants --------------------------------------------------------------

VERSION_MISTAKES = {
    "of nothing": (
        '\n\ndef treble__off(x):\n    """Off."""\n',
        "treble__off",
        "no graded function",
    ),
    "no short name": ('\n\ndef double(x):\n    """Off."""\n', "def double(", "<function>__<short"),
    "of another exercise": (
        '\n\ndef shift__off(x):\n    """Off."""\n',
        "shift__off",
        "no graded function here",
    ),
    "no docstring": (
        "\n\ndef double__off(x):\n    return x\n",
        "double__off",
        "docstring is needed",
    ),
    "loose helper": ("\n\nHELPER = 3\n", "HELPER = 3", "only imports and functions"),
    "syntax": ("\n\ndef double__off(x:\n", "double__off", "not Python"),
}


@pytest.mark.parametrize("name", VERSION_MISTAKES)
def test_a_mistake_in_a_misconception_is_named_with_its_line(tiny: TinyCourse, name: str) -> None:
    text, place, *words = VERSION_MISTAKES[name]
    path = tiny.add(WRONG, text)
    line = tiny.line(WRONG, place)
    assert_named(mistake(tiny, lambda course: course.misconceptions()), path, line, *words)


def test_a_misconception_says_why_only_hidden_checks_notice_it(tiny: TinyCourse) -> None:
    tiny.change(WRONG, "def double__squared", "# hidden only: told later\ndef double__squared")
    reasons = {version.name: version.hidden_only for version in tiny.load().misconceptions()}
    assert reasons.pop("double__squared") == "told later"
    assert set(reasons.values()) == {""}


# --- build ------------------------------------------------------------------------------------


def tree(folder: Path) -> dict[str, bytes]:
    paths = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_build_writes_what_a_student_needs_and_nothing_else(tiny: TinyCourse) -> None:
    build.build(tiny.load())
    files = tree(tiny / "exercises")
    assert set(files) == {
        "ex01_double.py",
        "test_ex01_double.py",
        "ex02_shift.py",
        "test_ex02_shift.py",
        "conftest.py",
        "pytest.ini",
        "data/tickets.csv",
        "data/tomorrow.csv",
        "data/simulated.csv",
    }
    assert files["test_ex01_double.py"] == (tiny / VISIBLE).read_bytes()
    assert files["data/tickets.csv"] == (tiny / "source_data/tickets.csv").read_bytes()


def test_nothing_of_the_hidden_checks_and_the_answers_is_in_what_students_get(
    tiny: TinyCourse,
) -> None:
    build.build(tiny.load())
    for name, data in tree(tiny / "exercises").items():
        for secret in (b"random_numbers", b"-2.5", b"multiply", b"squared", b"double(x) + 1"):
            assert secret not in data, name


def test_a_second_build_touches_nothing(tiny: TinyCourse) -> None:
    course = tiny.load()
    assert len(build.build(course)) == 9
    stamps = {path: path.stat().st_mtime_ns for path in (tiny / "exercises").rglob("*")}
    assert build.build(course) == []
    assert {path: path.stat().st_mtime_ns for path in (tiny / "exercises").rglob("*")} == stamps
    build.check(course)


def test_build_mends_what_was_changed_deleted_or_garbled(tiny: TinyCourse) -> None:
    course = tiny.load()
    build.build(course)
    fresh = tree(tiny / "exercises")
    tiny.add("exercises/ex01_double.py", "x = 1\n")
    (tiny / "exercises/pytest.ini").unlink()
    (tiny / "exercises/conftest.py").write_bytes(b"\xff\xfe\x00")
    changed = {path.name for path in build.build(course)}
    assert changed == {"ex01_double.py", "pytest.ini", "conftest.py"}
    assert tree(tiny / "exercises") == fresh


def test_build_removes_exercises_that_are_no_more_and_keeps_what_others_put_there(
    tiny: TinyCourse,
) -> None:
    build.build(tiny.load())
    kept = ["README.md", "notes.txt", "helper.py", "my_ex03_thoughts.py", "data/own.csv"]
    for name in kept:
        tiny.write(f"exercises/{name}", "mine")
    shutil.rmtree(tiny / "solutions/ex02_shift")
    changed = {path.name for path in build.build(tiny.load())}
    assert changed == {"ex02_shift.py", "test_ex02_shift.py", "conftest.py"}
    left = tree(tiny / "exercises")
    assert {"ex02_shift.py", "test_ex02_shift.py"}.isdisjoint(left)
    assert [left[name] for name in kept] == [b"mine"] * len(kept)


def stale(course: Course) -> str:
    with pytest.raises(UserError) as caught:
        build.check(course)
    return str(caught.value)


def test_check_shows_the_difference_and_the_command_to_run(tiny: TinyCourse) -> None:
    course = tiny.load()
    build.build(course)
    tiny.change("exercises/ex01_double.py", "Give twice a number,", "Give thrice a number,")
    before = tree(tiny.root)
    message = stale(course)
    assert "ex01_double.py" in message.splitlines()[0]
    assert "run `autograder build`" in message.splitlines()[0]
    assert re.search(r"^-.*thrice a number", message, re.MULTILINE)
    assert re.search(r"^\+.*twice a number", message, re.MULTILINE)
    assert tree(tiny.root) == before


@pytest.mark.parametrize("name", ["ex02_shift.py", "conftest.py", "pytest.ini", "data/tickets.csv"])
def test_check_notices_a_missing_file(tiny: TinyCourse, name: str) -> None:
    course = tiny.load()
    build.build(course)
    (tiny / "exercises" / name).unlink()
    assert name in stale(course)


def test_check_notices_an_exercise_that_is_no_more(tiny: TinyCourse) -> None:
    course = tiny.load()
    build.build(course)
    tiny.write("exercises/ex07_old.py", "")
    assert "ex07_old.py" in stale(course)


def test_check_before_any_build_says_what_to_run(tiny: TinyCourse) -> None:
    assert "run `autograder build`" in stale(tiny.load())


@pytest.mark.parametrize(
    "text", [None, "length,width\n1,2\n", "length,frustration,escalated\na,b,c\n"]
)
def test_unusable_tickets_are_named(tiny: TinyCourse, text: str | None) -> None:
    path = tiny / "source_data/tickets.csv"
    if text is None:
        path.unlink()
    else:
        tiny.write("source_data/tickets.csv", text)
    message = mistake(tiny, build.build)
    assert message.startswith(str(path)), message


def test_exercises_that_cannot_be_written_are_named(tiny: TinyCourse) -> None:
    tiny.write("exercises", "a file where the folder should be")
    message = mistake(tiny, build.build)
    assert message.startswith(str(tiny / "exercises")), message
    assert "Traceback" not in message


# --- stubs ------------------------------------------------------------------------------------


def test_the_stub_is_the_solution_with_its_body_cut_out(tiny: TinyCourse) -> None:
    task = '    raise NotImplementedError("double: return two times x")\n'
    solution = tiny.load().solutions[0]
    assert solution.stub == solution.source.replace(MARKED, task)


def test_a_task_with_quotes_and_backslashes_is_kept(tiny: TinyCourse) -> None:
    tiny.change(SOLUTION, "return two times x", r'return "two" times \n x, and so on')
    solution = tiny.load().solutions[0]
    raised = next(
        node for node in ast.walk(ast.parse(solution.stub)) if isinstance(node, ast.Raise)
    )
    assert isinstance(raised.exc, ast.Call)
    assert isinstance(raised.exc.args[0], ast.Constant)
    assert raised.exc.args[0].value == 'double: return "two" times \\n x, and so on'


def test_a_long_task_is_written_within_a_hundred_columns(tiny: TinyCourse) -> None:
    tiny.change(SOLUTION, "return two times x", "word " * 14 + "end")
    stub = tiny.load().solutions[0].stub
    assert "word end" in stub
    assert max(map(len, stub.splitlines())) <= 100


def test_no_line_of_a_real_solution_is_in_its_stub(course: Course) -> None:
    for solution in course.solutions:
        kept = {line.strip() for line in solution.stub.splitlines()}
        telling = [line for line in solution.cut if any(map(str.isalnum, line))]
        assert [line for line in telling if line in kept] == []
        assert solution.cut


def test_a_real_stub_raises_its_task_in_every_function(course: Course) -> None:
    loader = Loader(course.functions)
    for solution in course.solutions:
        loaded = loader.load(solution.exercise, solution.stub.encode())
        assert loaded.failure is None
        for function in solution.functions:
            assert loaded.defined[function.name].stub
            stub = loader.function(solution.exercise, function.name)
            with pytest.raises(NotImplementedError, match=f"^{function.name}: .{{10}}"):
                stub(*[None] * stub.__code__.co_argcount)


def test_real_stubs_keep_lesson_signatures_and_docstrings(course: Course) -> None:
    for solution in course.solutions:
        before, after = ast.parse(solution.source), ast.parse(solution.stub)
        assert ast.get_docstring(before) == ast.get_docstring(after)
        for old, new in zip(before.body, after.body, strict=True):
            if isinstance(old, ast.FunctionDef) and isinstance(new, ast.FunctionDef):
                assert ast.get_docstring(old) == ast.get_docstring(new)
                assert ast.unparse(old.args) == ast.unparse(new.args)


def test_every_real_function_has_an_example_that_calls_it(course: Course) -> None:
    for solution in course.solutions:
        for node in ast.parse(solution.stub).body:
            if isinstance(node, ast.FunctionDef) and node.name in course.functions:
                examples = doctest.DocTestParser().get_examples(ast.get_docstring(node) or "")
                assert any(f"{node.name}(" in example.source for example in examples), node.name


# --- the real course --------------------------------------------------------------------------


def test_the_exercises_of_this_course_are_fresh(course: Course) -> None:
    build.check(course)


def test_what_is_built_is_the_same_in_every_process(course: Course) -> None:
    code = (
        "import hashlib, json, sys, pathlib\n"
        "from autograder.authoring.build import generate\n"
        "from autograder.course.course import load_course\n"
        "print(json.dumps(generate(load_course(pathlib.Path(sys.argv[1]))), sort_keys=True))\n"
    )
    texts = {
        subprocess.run(
            [sys.executable, "-c", code, str(course.root)],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            timeout=60,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(texts) == 1


def test_the_checks_of_a_function_add_up_to_its_points(course: Course) -> None:
    for function in course.functions.values():
        worth = sum(map(course.worth, course.checks_of(function.name)))
        assert math.isclose(worth, function.points), function.name


def test_every_function_has_visible_and_hidden_checks(course: Course) -> None:
    for name in course.functions:
        kinds = {check.visibility for check in course.checks_of(name)}
        assert kinds == {"visible", "hidden"}, name


def test_the_examples_in_the_docstrings_run_in_plain_python(course: Course, tmp_path: Path) -> None:
    for solution in course.solutions:
        (tmp_path / f"{solution.exercise}.py").write_text(solution.source, encoding="utf-8")
    names = [f"{exercise}.py" for exercise in course.exercises]
    run = subprocess.run(
        [sys.executable, "-W", "error", "-m", "doctest", *names],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
