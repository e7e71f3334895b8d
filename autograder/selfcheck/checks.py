"""Visible checks that run in a process of their own, and what became of each."""

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from ..records.text import visible
from .folder import Folder

SILENCE = 20.0
"""Seconds without a word after which a run is given up."""

_KEPT = 400


class State(StrEnum):
    """What became of a check."""

    OPEN = "not run"
    PASSED = "passed"
    FAILED = "failed"
    NOT_ATTEMPTED = "not attempted"


@dataclass(frozen=True)
class Check:
    """A visible check of a folder.

    Attributes
    ----------
    id : str
        Its name in pytest.
    function, exercise, title : str
    state : State
    said : tuple of tuple of str
        A failure in words: pairs of label (``"call"``, ``"came"``, ``"wanted"``,
        ``"think"``, empty for a line without one) and text.
    """

    id: str
    function: str
    exercise: str
    title: str
    state: State = State.OPEN
    said: tuple[tuple[str, str], ...] = ()

    @property
    def failed(self) -> bool:
        """Whether it ran and did not pass."""
        return self.state == State.FAILED

    def ended(self, outcome: str, said: str) -> "Check":
        """Give the check as it is after a run."""
        states = {"passed": State.PASSED, "skipped": State.NOT_ATTEMPTED}
        return replace(self, state=states.get(outcome, State.FAILED), said=labelled(said))


def labelled(said: str) -> tuple[tuple[str, str], ...]:
    """Cut a failure, as conftest.py words it, into labels and texts, fit for a terminal."""
    pairs = []
    for line in said.splitlines():
        label, _, text = line.strip().partition(" ")
        known = line.startswith("  ") and label in _LABELS
        text = text.strip() if known else line.strip()
        pairs.append((label if known else "", visible(text)[:_KEPT]))
    return tuple(pairs)


_LABELS = frozenset(["call", "came", "wanted", "printed", "think", "first"])


class Process:
    """One process that waits for an order, runs checks and tells.

    Parameters
    ----------
    folder : Folder
    tell : callable
        Gets every message as it comes, in a thread of its own; the last one is
        ``{"what": "gone", "words": ...}``.
    """

    def __init__(self, folder: Folder, tell: Callable[[dict[str, Any]], None]) -> None:
        texts = (folder.file(name) for name in folder.exercises)
        libraries = any(b"sklearn" in path.read_bytes() for path in texts if path.is_file())
        self._child = _start(folder, ["--libraries"] if libraries else [])
        self._tell = tell
        self._folder = folder
        threading.Thread(target=self._listen, daemon=True).start()

    def check(self, exercises: Iterable[str]) -> None:
        """Give the order; there is only one."""
        names = [self._folder.checks(exercise).name for exercise in exercises]
        assert self._child.stdin is not None
        try:
            self._child.stdin.write(json.dumps(names) + "\n")
            self._child.stdin.close()
        except OSError:
            return  # it is gone already, and its last message says so

    @property
    def waits(self) -> bool:
        """Whether it is there to take an order."""
        return self._child.poll() is None

    def kill(self) -> None:
        """End it at once."""
        self._child.kill()

    def _listen(self) -> None:
        assert self._child.stdout is not None
        assert self._child.stderr is not None
        words: list[str] = []
        errors = threading.Thread(target=lambda: words.extend(self._child.stderr or ()))
        errors.start()
        for line in self._child.stdout:
            try:
                message = json.loads(line)
            except ValueError:
                continue  # cut off in the middle
            self._tell(message)
        errors.join()
        self._child.wait()
        told = [visible(line.strip()) for line in words if line.strip()]
        self._tell({"what": "gone", "words": told[-1] if told else ""})
        self._child.stdout.close()
        self._child.stderr.close()


def _start(folder: Folder, words: Sequence[str]) -> subprocess.Popen[str]:
    # What a student set for pytest elsewhere, or has installed for it, must not change a verdict.
    env = {name: text for name, text in os.environ.items() if not name.startswith("PYTEST_")}
    return subprocess.Popen(
        # -P: a random.py of the student's must not stand in for Python's own.
        [sys.executable, "-P", "-X", "utf8", "-m", f"{__package__}.reporter", *words],
        cwd=folder.path,
        env=env | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONDONTWRITEBYTECODE": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="backslashreplace",
    )


_NOTHING = "conftest.py cannot be run, or is not as it came: type pytest to see what it says"


@dataclass
class Run:
    """What is known of a run so far.

    Attributes
    ----------
    checks : dict of str to Check
        By id.
    running : str
        The id of the check that began last and has not ended.
    trouble : str
        Why the run ended early, empty where it did not.
    over : bool
    problems : dict of str to str
        By exercise: why its file could not be run as a whole.
    """

    checks: dict[str, Check]
    running: str = ""
    trouble: str = ""
    over: bool = False
    problems: dict[str, str] = field(default_factory=dict)

    def hear(self, message: dict[str, Any]) -> None:
        """Take in a message of the process."""
        match message:
            case {"what": "collected", "checks": list(checks)}:
                self.checks = {check["id"]: Check(**check) for check in checks}
            case {"what": "begins", "id": str(name)}:
                self.running = name
            case {"what": "ends", "id": str(name), "outcome": str(outcome), "said": str(said)}:
                self.running = ""
                if name in self.checks:
                    self.checks[name] = self.checks[name].ended(outcome, said)
            case {"what": "trouble", "text": str(text)}:
                lines = [line for line in text.splitlines() if line.strip()]
                self.trouble = visible(lines[-1])[:_KEPT] if lines else "the checks cannot be read"
            case {"what": "half loaded", "problems": dict(problems)}:
                self.problems = {name: visible(text)[:_KEPT] for name, text in problems.items()}
            case {"what": "done"}:
                self.over = True
                if not self.checks and not self.trouble:
                    self.trouble = _NOTHING
            case {"what": "gone", "words": str(words)} if not self.over:
                self.give_up(words or "the checks ended without a word")

    def give_up(self, why: str) -> None:
        """End the run: the check that was running is the one that failed."""
        self.over, self.trouble = True, why
        if self.running in self.checks:
            lost = self.checks[self.running]
            said = f"{lost.title}\n  came    {why}"
            self.checks[self.running] = lost.ended("failed", said)


def run_checks(folder: Folder, exercises: Iterable[str]) -> Run:
    """Run checks and wait for the end of it."""
    messages: queue.Queue[dict[str, Any]] = queue.Queue()
    run = Run({})
    process = Process(folder, messages.put)
    try:
        process.check(exercises)
        while not run.over:
            run.hear(messages.get(timeout=SILENCE))
    except queue.Empty:
        run.give_up(silent(SILENCE))
    finally:
        process.kill()
    return run


def silent(seconds: float) -> str:
    """Say that nothing comes any more."""
    return f"nothing came back for {seconds:g} seconds: does something wait or sleep?"
