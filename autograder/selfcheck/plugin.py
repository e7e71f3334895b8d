"""The pytest side of a folder of exercises: fixtures, failures in words, the table of points.

`autograder build` copies this module, with all that it needs, into the
``conftest.py`` that students get; ``solutions/conftest.py`` imports it.
"""

import _thread
import os
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType
from typing import Any, NamedTuple

import pytest

from ..course.data import Model, Table, load_table, printed_model_on
from ..course.expect import CheckFailed, Expect, show
from ..inside.calls import Outcome, StudentError, seed_generators
from ..inside.loader import Loaded, Loader
from ..inside.student import Arguments, Student, call_here, written

CALL_SECONDS = 2.0
LOAD_SECONDS = 5.0
_LOOK_EVERY = 0.1
_GIVE_UP_AFTER = 10.0


class Graded(NamedTuple):
    """A graded function: its exercise, its points, and how many of them visible checks give."""

    exercise: str
    points: int
    visible: float


@dataclass
class Exercises:
    """A student's exercise files, loaded the way grading loads them.

    Attributes
    ----------
    loader : Loader
    loaded : dict of str to Loaded
        By exercise.
    problems : dict of str to str
        Why a file could not be loaded whole.
    """

    loader: Loader
    loaded: dict[str, Loaded] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)

    def load(self, exercise: str, path: Path) -> None:
        """Load one file, by its definitions alone where it cannot be loaded whole."""
        data = path.read_bytes()
        problem = ""
        try:
            with cut_after(LOAD_SECONDS, path.name):
                loaded = self.loader.load(exercise, data)
            problem = str(loaded.failure or "")
        except StudentError as slow:
            problem = slow.text
        if problem:
            self.problems[exercise] = problem
            with cut_after(LOAD_SECONDS, path.name):
                loaded = self.loader.load(exercise, data, whole=False)
        self.loaded[exercise] = loaded

    def function(self, name: str, exercise: str) -> Any:
        """Give a graded function.

        Raises
        ------
        StudentError
            Where there is none.
        """
        loaded = self.loaded.get(exercise)
        if loaded is None:
            raise StudentError("Missing", f"{exercise}.py is not in this folder")
        if name in loaded.broken and name not in loaded.defined:
            raise loaded.broken[name]
        if name not in loaded.defined:
            because = f" ({self.problems[exercise]})" if exercise in self.problems else ""
            raise StudentError("Missing", f"{name} is not defined in {exercise}.py{because}")
        return self.loader.function(exercise, name)

    def retire(self, function: Any, error: StudentError) -> None:
        """Let a function that did not end fail at once from now on, wherever it is called."""

        def refuse(*args: object, **kwargs: object) -> None:
            raise error

        for module in self.loader.modules.values():
            for name, value in list(vars(module).items()):
                if value is function:
                    vars(module)[name] = refuse


@dataclass
class Results:
    """What became of the checks of this session.

    Attributes
    ----------
    passed, weights : dict of str to list of int
        Weights of the checks that passed, and of all that ran, by function.
    not_attempted : set of str
    """

    passed: dict[str, list[int]] = field(default_factory=dict)
    weights: dict[str, list[int]] = field(default_factory=dict)
    not_attempted: set[str] = field(default_factory=set)

    def lost(self) -> list[str]:
        """Give the functions with a failed check, in the order in which they ran."""
        return [name for name, all_of in self.weights.items() if self.passed[name] != all_of]


RESULTS = pytest.StashKey[Results]()
STUDENT = pytest.StashKey[Student]()
EXERCISES = pytest.StashKey[Exercises]()
GRADED = pytest.StashKey[Mapping[str, Graded]]()


@contextmanager
def cut_after(seconds: float, what: str) -> Iterator[None]:
    """Interrupt the code inside when it used too much CPU time.

    Raises
    ------
    StudentError
        When it was interrupted.
    """
    done = threading.Event()
    fired = threading.Event()
    begin = time.process_time()

    def watch() -> None:
        while not done.wait(_LOOK_EVERY):
            used = time.process_time() - begin
            if used > seconds + _GIVE_UP_AFTER:
                sys.__stderr__.write(  # type: ignore[union-attr]
                    f"\n{what} does not end and cannot be stopped: "
                    "look for a loop around a bare `except:`\n"
                )
                os._exit(1)
            if used > seconds:
                fired.set()
                _thread.interrupt_main()

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    except KeyboardInterrupt:
        if not fired.is_set():
            raise
        sentence = f"{what} did not end within {seconds:g} seconds of computing"
        raise StudentError("TimeLimit", sentence) from None
    finally:
        done.set()
        _join_calmly(watcher)


def _join_calmly(watcher: threading.Thread) -> None:
    """Wait for the watcher; an interrupt that it sent at the last moment is spent here."""
    while watcher.is_alive():
        try:
            watcher.join()
        except KeyboardInterrupt:
            continue


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
def exercises(exercise_files: Mapping[str, Path], graded: Mapping[str, Graded]) -> Exercises:
    """Load all exercise files once."""
    loaded = Exercises(Loader(graded))
    for exercise, path in exercise_files.items():
        loaded.load(exercise, path)
    return loaded


@pytest.fixture
def student(
    request: pytest.FixtureRequest, exercises: Exercises, graded: Mapping[str, Graded]
) -> Student:
    """Give the object that calls the student's functions."""
    limit = request.node.get_closest_marker("limit")
    seconds = float(limit.kwargs["cpu"]) if limit else CALL_SECONDS

    def call(name: str, arguments: Arguments) -> Outcome:
        function = exercises.function(name, graded[name].exercise)
        try:
            with cut_after(seconds, name):
                return call_here(function, arguments, exercises.loader.files)
        except StudentError as slow:
            exercises.retire(function, slow)
            return Outcome(error=slow)

    seed_generators()
    request.node.stash[EXERCISES] = exercises
    made = Student(call)
    request.node.stash[STUDENT] = made
    return made


@pytest.fixture
def expect() -> Expect:
    """Compare by value: ``expect(came, wanted, atol=1e-8, hint="")``."""
    return Expect()


@pytest.fixture
def tickets(data_folder: Path) -> Table:
    """Give the eight tickets."""
    return load_table(data_folder / "tickets.csv")


@pytest.fixture
def printed_model(tickets: Table) -> Model:
    """Give the chapter's printed weights, applied to the eight tickets."""
    return printed_model_on(tickets)


def pytest_configure(config: pytest.Config) -> None:
    """Announce the marks of check files."""
    config.addinivalue_line("markers", "points(function, weight): what a check is worth")
    config.addinivalue_line("markers", "limit(cpu): seconds of CPU that a call may take")
    config.stash[RESULTS] = Results()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Say a failure in words, and keep count."""
    report = yield
    mark = item.get_closest_marker("points")
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
        report.longrepr = explain(item, problem, student, earlier)
    return report


def explain(
    item: pytest.Item, problem: BaseException, student: Student | None, earlier: Sequence[str]
) -> str:
    """Write a failure as call, came, wanted, and a sentence to think about."""
    title = ((getattr(item, "obj", None).__doc__ or item.name).strip()).splitlines()[0]
    lines = [title]
    last = student.calls[-1] if student is not None and student.calls else None
    if last is not None:
        lines.append(f"  call    {written(last.name, last.arguments, show)}")
    if isinstance(problem, StudentError):
        lines.append(f"  came    {problem}")
    elif isinstance(problem, CheckFailed):
        lines += [f"  came    {problem.came}", f"  wanted  {problem.wanted}"]
        lines += [f"  think   {sentence}" for sentence in (problem.why, problem.hint) if sentence]
    else:
        lines += [f"  came    {_traces(last.outcome)}"] if last is not None else []
        lines.append(f"  wanted  {title}")
        if not isinstance(problem, AssertionError):
            lines.append(f"  think   the result has another form than expected ({problem})")
    mark = item.get_closest_marker("points")
    exercises = item.stash.get(EXERCISES, None)
    if mark is not None and exercises is not None:
        first = _reached(exercises, mark.args[0], earlier)
        if first:
            lines.append(f"  first   mend {first}; grading judges {mark.args[0]} on its own")
    return "\n".join(lines)


def _traces(outcome: Outcome) -> str:
    text = show(outcome.value)
    if outcome.changed:
        text += f", and {', '.join(outcome.changed)} was changed"
    if outcome.printed:
        text += f", and it printed {show(outcome.printed[:60])}"
    return text


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


def write_table(
    write: Callable[[str], None], results: Results, graded: Mapping[str, Graded]
) -> None:
    """Write the table of points, a row a function."""
    if not results.weights:
        return
    width = max(map(len, results.weights))
    write("")
    write(f"{'function':<{width}}  {'checks':>7}  {'points':>13}")
    earned_in_all, most_in_all = 0.0, 0.0
    for name, weights in results.weights.items():
        most = graded[name].visible
        earned = most * sum(results.passed[name]) / max(sum(weights), 1)
        earned_in_all, most_in_all = earned_in_all + earned, most_in_all + most
        counts = f"{len(results.passed[name])}/{len(weights)}"
        points = f"{earned:.2f} of {most:.2f}" if most else "when graded"
        state = "not attempted" if name in results.not_attempted else ""
        write(f"{name:<{width}}  {counts:>7}  {points:>13}  {state}".rstrip())
    total = f"{earned_in_all:.2f} of {most_in_all:.2f}"
    write(f"{'together':<{width}}  {'':>7}  {total:>13}")
    write("visible checks; hidden checks run when graded")


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """End with the table of points."""
    graded_here = config.stash.get(GRADED, None)
    if graded_here is not None:
        write_table(terminalreporter.write_line, config.stash[RESULTS], graded_here)
