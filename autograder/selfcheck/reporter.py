"""Runs visible checks in a process of its own: ``python -m autograder.selfcheck.reporter``.

It loads what every check needs, waits for one line with the files to check,
runs pytest on them as a student would, and tells what happened, a line of
JSON each. The folder's own conftest.py decides what a failure says.
"""

import contextlib
import importlib
import json
import os
import sys
from typing import Any, TextIO

import pytest

_NEEDED = ("numpy", "_pytest.assertion.rewrite", "json", "csv")
_LIBRARIES = ("scipy.optimize", "sklearn.linear_model")


class Reporter:
    """The pytest plugin that tells.

    Parameters
    ----------
    wire : file
        Where the lines go.
    """

    def __init__(self, wire: TextIO) -> None:
        self._wire = wire

    def _tell(self, what: str, **parts: Any) -> None:
        self._wire.write(json.dumps({"what": what, **parts}) + "\n")
        self._wire.flush()

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Tell of a check file that cannot be read."""
        if report.failed:
            self._tell("trouble", text=f"{report.nodeid or 'conftest.py'}: {report.longreprtext}")

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Tell which checks there are."""
        self._tell("collected", checks=[_described(item) for item in session.items])

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """Tell which check begins: who is killed in it cannot tell afterwards."""
        self._tell("begins", id=nodeid)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Tell what became of a check."""
        if report.when == "call" or report.outcome != "passed":
            said = "" if report.skipped else report.longreprtext
            self._tell("ends", id=report.nodeid, outcome=report.outcome, said=said)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Tell which files could not be run as a whole: the folder's conftest.py knows."""
        for plugin in session.config.pluginmanager.get_plugins():
            key = getattr(plugin, "EXERCISES", None)
            loaded = session.config.stash.get(key, None) if key is not None else None
            if loaded is not None:
                self._tell("half loaded", problems=dict(loaded.problems))


def _described(item: pytest.Item) -> dict[str, str]:
    mark = item.get_closest_marker("points")
    title = (getattr(getattr(item, "obj", None), "__doc__", "") or item.name).strip()
    return {
        "id": item.nodeid,
        "function": str(mark.args[0]) if mark else "",
        "exercise": item.path.stem.removeprefix("test_"),
        "title": title.splitlines()[0],
    }


def main() -> int:
    """Get ready, wait for the order, carry it out."""
    wire = own_line_out()
    # A copy of the kit without the libraries is a student who has not installed them: no matter.
    for name in (*_NEEDED, *(_LIBRARIES if "--libraries" in sys.argv[1:] else ())):
        with contextlib.suppress(Exception):
            importlib.import_module(name)
    order = sys.stdin.readline()
    if not order:
        return 0
    status = pytest.main([*json.loads(order)], plugins=[Reporter(wire)])
    wire.write(json.dumps({"what": "done", "status": int(status)}) + "\n")
    wire.flush()
    return 0


def own_line_out() -> TextIO:
    """Keep standard output for the report, and let whatever else is printed go nowhere."""
    wire = os.fdopen(os.dup(1), "w", encoding="utf-8")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return wire


if __name__ == "__main__":
    # Not through sys.exit: threads that a student's code left behind would keep it waiting.
    os._exit(main())
