"""Collects check files with pytest and refuses, with the line, what a check may not be."""

import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast
from unittest import mock

import pytest

from ..records.errors import UserError
from .check_rules import examine_source
from .data import TABLES
from .markers import Function, read_text

VISIBLE_FIXTURES = frozenset(["student", "expect", "printed_model", *TABLES])
HIDDEN_FIXTURES = VISIBLE_FIXTURES | {"reference", "rng"}
_MODULES = frozenset(["test_visible", "test_hidden"])
_MARKS = frozenset(["points", "limit", "parametrize"])


@dataclass(frozen=True)
class Check:
    """One collected item.

    Attributes
    ----------
    name : str
        pytest's id, unique in the course: ``test_hidden.py::test_x[3]`` without the file.
    function, exercise : str
        What it is worth points for.
    visibility : str
        ``"visible"`` or ``"hidden"``.
    weight : int
    title : str
        The docstring's first line, with the number of the case.
    cpu : float or None
        A limit of its own, in seconds of CPU.
    path : Path
    line : int
    fixtures : tuple of str
    call : callable
        The plain function; pytest has rewritten its asserts.
    params : mapping
        Values of `pytest.mark.parametrize`.
    """

    name: str
    function: str
    exercise: str
    visibility: str
    weight: int
    title: str
    cpu: float | None
    path: Path
    line: int
    fixtures: tuple[str, ...]
    call: Callable[..., None]
    params: Mapping[str, Any]

    @property
    def random(self) -> bool:
        """True where the seed decides about the inputs."""
        return "rng" in self.fixtures


class _Collector:
    """A pytest plugin that keeps the collected items and what went wrong."""

    def __init__(self) -> None:
        self.items: list[pytest.Function] = []
        self.errors: list[UserError] = []

    def pytest_configure(self, config: pytest.Config) -> None:
        config.addinivalue_line("markers", "points(function, weight): what a check is worth")
        config.addinivalue_line("markers", "limit(cpu): seconds of CPU that a call may take")

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.skipped:
            path, line, _ = cast("tuple[str, int, str]", report.longrepr)
            self.errors.append(UserError("a check file may not skip itself", path, line))

    def pytest_exception_interact(
        self, node: pytest.Item | pytest.Collector, call: pytest.CallInfo[object]
    ) -> None:
        assert call.excinfo is not None
        said = call.excinfo.value
        text = " ".join(str(said).split())
        lines = [e.lineno + 1 for e in call.excinfo.traceback if Path(e.path) == node.path]
        place = lines[-1] if lines else _line_of_check(node.path, text)
        what = f"cannot be collected: {type(said).__name__}: {text}"
        self.errors.append(UserError(what, node.path, place))

    def pytest_internalerror(self, excinfo: pytest.ExceptionInfo[BaseException]) -> bool:
        self.errors.append(UserError(f"the checks cannot be collected: {excinfo.value}"))
        return True  # nothing is left to print

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        self.items = [item for item in session.items if isinstance(item, pytest.Function)]


def collect_checks(paths: list[Path], functions: Mapping[str, Function]) -> tuple[Check, ...]:
    """Collect check files once, in the order given.

    Parameters
    ----------
    paths : list of Path
        ``test_visible.py`` and ``test_hidden.py`` files.
    functions : mapping of str to Function
        The course's graded functions.

    Raises
    ------
    UserError
        For the first mistake, as ``path:line: what, what to do``.
    """
    for path in paths:
        examine_source(path)
    collector = _Collector()
    root = str(paths[0].parents[1])
    # No configuration, conftest or plugin: what is collected depends on these files alone.
    options = ["--collect-only", "--noconftest", "-c", os.devnull, "--rootdir", root]
    options += ["-p", "no:cacheprovider", "-p", "no:terminal", "--disable-plugin-autoload"]
    options += ["--import-mode=importlib"]
    with _own_surroundings():
        status = pytest.main([*options, *map(str, paths)], plugins=[collector])
    if collector.errors:
        raise collector.errors[0]
    if status == pytest.ExitCode.INTERRUPTED:
        raise KeyboardInterrupt  # pytest has swallowed it
    if status not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
        raise UserError(f"pytest could not collect the checks of {paths[0].parent.parent}")
    cases: Counter[str] = Counter()
    checks = []
    for item in collector.items:
        base = item.nodeid.partition("[")[0]
        cases[base] += 1
        case = cases[base] if hasattr(item, "callspec") else None
        checks.append(_read_item(item, case, functions))
    _refuse_equal_names(checks)
    return tuple(checks)


def _line_of_check(path: Path, text: str) -> int | None:
    """Find the check that pytest's message names."""
    name = re.search(r"::(\w+)", text)
    if name is None:
        return None
    lines = read_text(path).splitlines()
    return next((n for n, line in enumerate(lines, 1) if f"def {name[1]}(" in line), None)


def _numerical_settings() -> dict[str, str]:
    kept = ("OPENBLAS", "OMP_", "MKL_", "LD_LIBRARY_PATH")
    return {name: value for name, value in os.environ.items() if name.startswith(kept)}


@contextmanager
def _own_surroundings() -> Iterator[None]:
    """Keep the user's settings out of pytest, and its modules out of the next course's way."""
    before = set(sys.modules)
    with (
        # pytest expands variables in paths, too; only what steers NumPy is kept.
        mock.patch.dict(os.environ, _numerical_settings(), clear=True),
        mock.patch.object(sys, "dont_write_bytecode", True),
    ):
        yield
    for name in set(sys.modules) - before:
        if name.rpartition(".")[2] in _MODULES:
            del sys.modules[name]


def _read_item(item: pytest.Function, case: int | None, functions: Mapping[str, Function]) -> Check:
    path = Path(item.path)
    line = item.location[1] or 0
    line += 1
    visibility = "visible" if path.name == "test_visible.py" else "hidden"
    for mark in item.iter_markers():
        if mark.name not in _MARKS:
            raise UserError(f"a check may not use pytest.mark.{mark.name}: remove it", path, line)
    known = VISIBLE_FIXTURES if visibility == "visible" else HIDDEN_FIXTURES
    params = dict(item.callspec.params) if hasattr(item, "callspec") else {}
    fixtures = tuple(name for name in item.fixturenames if name not in params)
    for name in fixtures:
        if name not in known:
            raise UserError(
                f"there is no fixture {name} in {visibility} checks: "
                f"use {', '.join(sorted(known))}",
                path,
                line,
            )
    function, weight = _points(item, functions, path, line)
    doc = (item.obj.__doc__ or "").strip()
    if not doc:
        raise UserError("a check needs a docstring: the line that a student reads", path, line)
    return Check(
        name=item.name,
        function=function.name,
        exercise=function.exercise,
        visibility=visibility,
        weight=weight,
        # A hidden check's parameters are hidden inputs, so cases are told apart by number.
        title=doc.splitlines()[0] + (f" (case {case})" if case else ""),
        cpu=_limit(item, path, line),
        path=path,
        line=line,
        fixtures=fixtures,
        call=item.obj,
        params=params,
    )


def _limit(item: pytest.Function, path: Path, line: int) -> float | None:
    mark = item.get_closest_marker("limit")
    if mark is None:
        return None
    cpu: object = mark.kwargs.get("cpu")
    if mark.args or set(mark.kwargs) != {"cpu"} or not isinstance(cpu, int | float) or cpu <= 0:
        raise UserError("a limit is given in seconds: @pytest.mark.limit(cpu=5)", path, line)
    return float(cpu)


def _points(
    item: pytest.Function, functions: Mapping[str, Function], path: Path, line: int
) -> tuple[Function, int]:
    marks = list(item.iter_markers("points"))
    if len(marks) != 1 or len(marks[0].args) != 2 or marks[0].kwargs:
        raise UserError(
            'a check says once what it is worth: @pytest.mark.points("function", 2)', path, line
        )
    name, weight = marks[0].args
    if name not in functions:
        raise UserError(f"no graded function is called {name}", path, line)
    if functions[name].exercise != path.parent.name:
        raise UserError(
            f"{name} belongs to {functions[name].exercise}: move the check there", path, line
        )
    if type(weight) is not int or weight < 0:
        raise UserError("the weight must be a whole number, 0 or more", path, line)
    return functions[name], weight


def _refuse_equal_names(checks: list[Check]) -> None:
    seen: dict[str, Check] = {}
    for check in checks:
        other = seen.setdefault(check.name, check)
        if other is not check:
            place = f"{other.exercise}/{other.path.name}"
            raise UserError(
                f"{check.name} stands in {place} too: give it another name",
                check.path,
                check.line,
            )
