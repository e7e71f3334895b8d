"""A naive autograder, for control runs alone: it does what this kit does not.

One process holds the student's code, pytest, the checks and the answer key; it tells the outcomes
through a descriptor that stays open, as JSON that is believed as it comes; a check that was never
told passed if the process ended with status 0. This is how scripts around pytest grade. An attack
that does not work here proves nothing where it fails elsewhere.
"""

import atexit
import base64
import json
import os
import pickle
import resource
import select
import signal
import socket
import struct
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

import numpy as np
import pytest

PATIENCE = 30.0
HANGING = 0.8  # where it is known to hang
ANSWER_KEY = "def double(x):\n    return 2 * x\n\n\ndef shift(x):\n    return 2 * x + 1\n"
CHECKS = """\
import json
import numpy as np
from ex01_double import double

import answer_key

def test_double_of_three():
    assert double(3.0) == 6.0

def test_double_of_random_numbers():
    x = np.random.default_rng().uniform(1, 9, size=5)
    expected = answer_key.double(x)
    np.testing.assert_allclose(double(x), expected)

def test_double_of_a_negative_number():
    assert not abs(double(-2.5) - -5.0) > 1e-6

def test_shift_of_two():
    from ex02_shift import shift
    assert json.dumps(shift(2.0)) == json.dumps(5.0)
"""
POINTS = {
    "test_double_of_three": 1.0,
    "test_double_of_random_numbers": 2.0,
    "test_double_of_a_negative_number": 1.0,
    "test_shift_of_two": 2.0,
}
_HEADER = struct.Struct("!I")
_ADDRESS_SPACE = 1 << 30
_LONGEST_FILE = 4 << 20


@dataclass
class Result:
    """What the naive grader made of a submission.

    Attributes
    ----------
    points : float
    said : str
        What it printed; it shows all of that to the student.
    grader : str
        ``hangs``, or what the trusted side died of.
    """

    points: float = 0.0
    said: str = ""
    grader: str = ""


class Reporter:
    """Tells the outcome of each check, and what the student may read of it."""

    def __init__(self, channel: int) -> None:
        self.channel = channel

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Send one frame a check."""
        if report.when == "call" or report.failed:
            reply = {"passed": not report.failed, "nonce": "", "text": str(report.longrepr)}
            data = json.dumps(reply).encode()
            os.write(self.channel, _HEADER.pack(len(data)) + data)


def grade(folder: Path, patience: float = PATIENCE) -> Result:
    """Grade one student's folder, which gets the checks and the key put beside the work."""
    hidden = folder / "hidden"
    hidden.mkdir()
    for name, text in (("test_hidden.py", CHECKS), ("answer_key.py", ANSWER_KEY)):
        (hidden / name).write_text(text)
    ours, theirs = socket.socketpair()
    child = os.fork()
    if child == 0:
        ours.close()
        _run(folder, theirs.fileno())
    theirs.close()
    result = Result()
    feedback = folder / "feedback"
    try:
        with feedback.open("w", encoding="utf-8") as shown:
            result.points = _collect(ours, child, patience, shown)
    except TimeoutError:
        result.grader = "hangs"
    except Exception as problem:
        result.grader = type(problem).__name__
    finally:
        ours.close()
        _end(child)
    for path in (folder / "log", feedback):
        result.said += path.read_text(errors="replace") if path.exists() else ""
    return result


def _run(folder: Path, channel: int) -> None:
    """Be the process that runs the student's code and judges it."""
    try:
        os.setsid()
        log = os.open(folder / "log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        for stream in (1, 2):
            os.dup2(log, stream)
        resource.setrlimit(resource.RLIMIT_AS, (_ADDRESS_SPACE, _ADDRESS_SPACE))
        resource.setrlimit(resource.RLIMIT_FSIZE, (_LONGEST_FILE, _LONGEST_FILE))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        os.chdir(folder)
        sys.path[:0] = [str(folder), str(folder / "hidden")]
        sys.dont_write_bytecode = True
        os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
        arguments = [
            "-q",
            "-p",
            "no:cacheprovider",
            "--tb=short",
            "--import-mode=importlib",
            f"--confcutdir={folder}",
        ]
        status = pytest.main([*arguments, ".", "hidden"], plugins=[Reporter(channel)])
        os.close(channel)
        sys.exit(int(status))
    except BaseException as problem:
        code = problem.code if isinstance(problem, SystemExit) else 1
        sys.stdout.flush()
        _leave(code if isinstance(code, int) else 1)


def _leave(status: int) -> None:
    """End as an interpreter does, exit handlers included."""
    for thread in threading.enumerate():
        if thread is not threading.current_thread() and not thread.daemon:
            thread.join(HANGING)
    atexit._run_exitfuncs()
    sys.stdout.flush()
    os._exit(status)


def _collect(channel: socket.socket, child: int, patience: float, feedback: TextIO) -> float:
    """Believe what comes, check after check; the rest by the status."""
    points = 0.0
    left = list(POINTS.values())
    for reply in _replies(channel, patience):
        if left:
            points += left.pop(0) * reply["passed"]
            print(_shown(reply), file=feedback)
    _, status = os.waitpid(child, 0)
    if os.waitstatus_to_exitcode(status) == 0:
        points += sum(left)
    return round(min(points, sum(POINTS.values())), 2)


def _replies(channel: socket.socket, patience: float) -> Iterator[dict[str, Any]]:
    end = time.monotonic() + patience
    data = b""
    while True:
        while len(data) >= 4 and len(data) >= 4 + _HEADER.unpack_from(data)[0]:
            size = 4 + _HEADER.unpack_from(data)[0]
            yield json.loads(data[4:size])
            data = data[size:]
        if not select.select([channel], [], [], max(0, end - time.monotonic()))[0]:
            raise TimeoutError
        part = channel.recv(1 << 20)
        if not part:
            if data:
                raise EOFError
            return
        data += part


def _shown(reply: dict[str, Any]) -> str:
    """Give what the student reads of a reply: its text, and the value that came."""
    value = reply.get("value")
    if isinstance(value, dict) and "a" in value:
        name, shape, text = value["a"]
        value = np.frombuffer(base64.b64decode(text), name).reshape(shape).tolist()
    elif isinstance(value, dict) and "p" in value:
        value = pickle.loads(base64.b64decode(value["p"]))
    elif isinstance(value, int | float):
        value = round(value)
    return f"{reply.get('text', '')} {reply.get('error', '')} {value}"


def _end(child: int) -> None:
    """End what runs in the child's session; its own ending is awaited."""
    for _ in range(2):
        try:
            os.killpg(child, signal.SIGKILL)
            os.waitpid(child, 0)
        except (ProcessLookupError, ChildProcessError):
            return
