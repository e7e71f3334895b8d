"""The pytest side of a folder of exercises: fixtures, failures in words, the table of points.

`autograder build` copies this module, with all that it needs, into the
``conftest.py`` that students get; ``solutions/conftest.py`` imports it.
"""

import os
from collections.abc import Generator, Mapping, Sequence
from pathlib import Path
from types import CodeType
from typing import Any

import pytest

from ..course.advice import error_sentence
from ..course.data import Model, Table, load_table, printed_model_on
from ..course.expect import CheckFailed, Expect, show
from ..inside.calls import Outcome, StudentError, seed_generators
from ..inside.loader import Loader
from ..inside.student import Arguments, Student, call_here, observed, written
from .exercises import Exercises
from .results import Graded, Results, write_table

CALL_SECONDS = 2.0

# Causes that every check of a function meets alike.
_OF_THE_WHOLE_FUNCTION = frozenset(
    ("Missing", "SyntaxError", "IndentationError", "TabError", "TimeLimit", "NameError")
)


RESULTS = pytest.StashKey[Results]()
SCREEN = pytest.StashKey[int]()
STUDENT = pytest.StashKey[Student]()
EXERCISES = pytest.StashKey[Exercises]()
GRADED = pytest.StashKey[Mapping[str, Graded]]()


@pytest.fixture(scope="session")
def graded() -> Mapping[str, Graded]:
    """Graded functions by name; every folder says its own."""
    raise NotImplementedError("conftest.py says which functions are graded")


@pytest.fixture(scope="session")
def exercise_files() -> Mapping[str, Path]:
    """Files by exercise, in the chapter's order; every folder says its own."""
    raise NotImplementedError("conftest.py says where the exercises are")


@pytest.fixture(scope="session")
def data_folder() -> Path:
    """Where the tables are; every folder says its own."""
    raise NotImplementedError("conftest.py says where the data are")


@pytest.fixture(scope="session")
def exercises(
    exercise_files: Mapping[str, Path],
    graded: Mapping[str, Graded],
    pytestconfig: pytest.Config,
) -> Exercises:
    """Load all exercise files once."""
    loaded = Exercises(Loader(graded), pytestconfig.stash[SCREEN], graded)
    pytestconfig.stash[EXERCISES] = loaded
    with_libraries = {function.exercise for function in graded.values() if function.libraries}
    for exercise, path in exercise_files.items():
        loaded.load(exercise, path, exercise in with_libraries)
    return loaded


@pytest.fixture
def student(request: pytest.FixtureRequest, exercises: Exercises) -> Student:
    """Give the object that calls the student's functions."""
    limit = request.node.get_closest_marker("limit")
    seconds = float(limit.kwargs["cpu"]) if limit else CALL_SECONDS

    def call(name: str, arguments: Arguments) -> Outcome:
        function = exercises.function(name)
        try:
            with exercises.cut_after(seconds, name):
                return call_here(function, arguments, exercises.loader.files)
        except StudentError as slow:
            exercises.retire(function, slow)
            return Outcome(error=slow)

    seed_generators()
    made = Student(call)
    request.node.stash[STUDENT] = made
    return made


@pytest.fixture
def expect() -> Expect:
    """Compare by value: ``expect(came, wanted, atol=1e-6, hint="")``."""
    return Expect()


@pytest.fixture
def tickets(data_folder: Path) -> Table:
    """Give the eight tickets."""
    return load_table(data_folder / "tickets.csv")


@pytest.fixture
def tomorrow(data_folder: Path) -> Table:
    """Give tomorrow's eight tickets."""
    return load_table(data_folder / "tomorrow.csv")


@pytest.fixture
def simulated(data_folder: Path) -> Table:
    """Give the 2,000 simulated tickets."""
    return load_table(data_folder / "simulated.csv")


@pytest.fixture
def printed_model(tickets: Table) -> Model:
    """Give the chapter's printed weights, applied to the eight tickets."""
    return printed_model_on(tickets)


def pytest_configure(config: pytest.Config) -> None:
    """Announce the marks of check files."""
    config.addinivalue_line("markers", "points(function, weight): what a check is worth")
    config.addinivalue_line("markers", "limit(cpu): seconds of CPU that a call may take")
    config.stash[RESULTS] = Results()
    # While a test runs, pytest has put a file of its own in the place of descriptor 2.
    config.stash[SCREEN] = os.dup(2)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Say a failure in words, and keep count."""
    report = yield
    mark = item.get_closest_marker("points")
    if call.excinfo is not None and isinstance(call.excinfo.value, NotImplementedError):
        report.outcome = "skipped"
        said = str(call.excinfo.value).partition(":")[0]
        report.longrepr = (str(item.path), item.location[1] or 0, f"{said}: not attempted")
    if mark is None or (call.when != "call" and call.excinfo is None):
        return report
    results = item.config.stash[RESULTS]
    function, weight = mark.args
    earlier = [name for name in results.lost() if name != function]
    results.weights.setdefault(function, []).append(weight)
    kept = results.passed.setdefault(function, [])
    if call.excinfo is None:
        kept.append(weight)
        return report
    problem = call.excinfo.value
    student = item.stash.get(STUDENT, None)
    if isinstance(problem, StudentError) and problem.not_written:
        results.not_attempted.add(function)
        report.outcome = "skipped"
        report.longrepr = (str(item.path), item.location[1] or 0, f"{function}: not attempted")
    elif not isinstance(problem, KeyboardInterrupt):
        loaded = item.config.stash.get(EXERCISES, None)
        advice = loaded.advice(function) if loaded is not None else ""
        lines = explain(item, problem, student, results, advice)
        first = _reached(loaded, function, earlier) if loaded is not None else ""
        if first:
            lines.append(f"  first   mend {first}; grading judges {function} on its own")
        report.longrepr = "\n".join(lines)
    return report


def explain(
    item: pytest.Item,
    problem: BaseException,
    student: Student | None,
    results: Results,
    advice: str,
) -> list[str]:
    """Write a failure as call, came, wanted, and sentences to think about."""
    title = ((getattr(item, "obj", None).__doc__ or item.name).strip()).splitlines()[0]
    lines = [title]
    last = student.calls[-1] if student is not None and student.calls else None
    if isinstance(problem, StudentError) and problem.kind in _OF_THE_WHOLE_FUNCTION:
        if str(problem) in results.told:
            return [*lines, "  came    the same as above"]
        results.told.add(str(problem))
    if last is not None:
        lines.append(f"  call    {written(last.name, last.arguments, show)}")
    if isinstance(problem, StudentError):
        lines.append(f"  came    {problem}")
        advice = advice or error_sentence(problem)
    elif isinstance(problem, CheckFailed):
        lines += [f"  came    {problem.came}", f"  wanted  {problem.wanted}"]
        if last is not None and last.outcome.printed:
            lines.append(f"  printed {show(last.outcome.printed[:200])}")
        lines += [f"  think   {sentence}" for sentence in (problem.why, problem.hint) if sentence]
    else:
        lines += [f"  came    {observed(last.outcome, show)}"] if last is not None else []
        lines.append(f"  wanted  {title}")
        if not isinstance(problem, AssertionError):
            lines.append(f"  think   the result has another form than expected ({problem})")
    return lines + ([f"  think   {advice}"] if advice else [])


def _reached(exercises: Exercises, name: str, lost: Sequence[str]) -> str:
    """Find a lost function that the named one calls, directly or through others."""
    seen: set[str] = set()
    queue = [name]
    while queue:
        current = queue.pop()
        for module in exercises.loader.modules.values():
            code = getattr(vars(module).get(current), "__code__", None)
            for used in _names(code) - seen:
                if used in lost:
                    return used
                seen.add(used)
                queue.append(used)
    return ""


def _names(code: CodeType | None) -> set[str]:
    if code is None:
        return set()
    inner = [part for part in code.co_consts if isinstance(part, CodeType)]
    return set(code.co_names).union(*map(_names, inner))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Count functions that are not written as not done."""
    results = session.config.stash[RESULTS]
    if results.not_attempted and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """End with what could not be loaded, and the table of points."""
    graded_here = config.stash.get(GRADED, None)
    if graded_here is None:
        return
    asked_for = {Path(asked.split("::")[0]).name for asked in config.args}
    for exercise in dict.fromkeys(function.exercise for function in graded_here.values()):
        if f"{exercise}.py" in asked_for:
            terminalreporter.write_line(
                f"{exercise}.py holds your functions; its checks: pytest test_{exercise}.py"
            )
    results, loaded = config.stash[RESULTS], config.stash.get(EXERCISES, None)
    problems = loaded.problems if loaded is not None else {}
    for exercise in dict.fromkeys(graded_here[name].exercise for name in results.weights):
        if exercise in problems:
            terminalreporter.write_line(
                f"{exercise}.py could not be run as a whole, its functions alone were taken: "
                f"{problems[exercise]}"
            )
    write_table(terminalreporter.write_line, results, graded_here)
