"""Hands the zoo in: ``python -m tests.zoo_run LEVEL FOLDER PART OF`` or ``... control FOLDER ...``.

The process that this starts is the one that animals may attack: it has the secrets, it adopts
whatever outlives its parent, and looks after each animal for what is there and was not before.
"""

import contextlib
import ctypes
import io
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from autograder.cli.output import show_class
from autograder.confinement import worker
from autograder.confinement.isolation import Isolation, open_isolation
from autograder.confinement.worker import Limits
from autograder.course.course import Course
from autograder.course.expect import Expect
from autograder.course.seed import Seed, SeedFile
from autograder.grading.fixtures import Fixtures
from autograder.grading.grader import Grader
from autograder.grading.local import LocalKey
from autograder.records.record import Record, student_view
from autograder.reports.explain import explain_lines
from autograder.reports.story import story_lines
from autograder.submission.reader import read_class
from tests import naive
from tests.animals import Animal, Finding, Seen, Tokens, all_animals, judge
from tests.conftest import ROOT
from tests.tiny import FILES, make_course

HONEST = ("aaa-honest", "pqr-honest", "zzz-honest")
VARIABLE = "ZOO_SECRET"
SECRET = "marker-6c1fd0e2b7a94835"
PATIENCE = 600.0
IPC_KEY = 0x7A6F6F
_FURTHER_CHECKS = '''

@pytest.mark.points("shift", 1)
@pytest.mark.parametrize("x", [10.0, 20.0])
def test_shift_of_a_larger_number(student, expect, x):
    """shift is right on larger numbers"""
    expect(student.shift(x), 2 * x + 1)
'''
LIMITS = Limits(call_cpu=0.4, load_cpu=0.5)
_DYING_SECONDS = 10.0
_PR_SET_CHILD_SUBREAPER = 36


@dataclass(frozen=True)
class Secrets:
    """What nobody may get to see, kept where graders keep such things.

    Attributes
    ----------
    text : str
        Stands in the answer key, in hidden checks, the seed, the environment, the memory, a
        gradebook, another student's work.
    """

    text: str
    memory: Any

    @classmethod
    def from_environment(cls) -> "Secrets":
        """Take the text that whoever started this process gave it."""
        text = os.environ[VARIABLE]
        return cls(text, ctypes.create_string_buffer(text.encode()))


class Grounds:
    """The folders of one run: course, class, traps.

    Parameters
    ----------
    root : Path
    secrets : Secrets
    """

    def __init__(self, root: Path, secrets: Secrets) -> None:
        self.root, self.secrets = root, secrets
        self.tiny = make_course(root / "course")
        for name in ("solution.py", "test_hidden.py"):
            self.tiny.add(f"solutions/ex01_double/{name}", f"# {secrets.text}\n")
        self.tiny.add("solutions/ex02_shift/test_hidden.py", _FURTHER_CHECKS)
        self.school, self.traps = root / "class", root / "traps"
        self.school.mkdir()
        self.traps.mkdir()
        self.book = root / "gradebook.db"
        self.book.write_text(secrets.text)
        for path in root.rglob("*"):
            path.chmod(0o755 if path.is_dir() else 0o644)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.listener.setblocking(False)

    def tokens(self) -> Tokens:
        """Give what animals are told of this run, as if they had guessed it."""
        key = self.tiny / "solutions/ex01_double/solution.py"
        known = {
            "pid": os.getpid(),
            "port": self.listener.getsockname()[1],
            "address": ctypes.addressof(self.secrets.memory),
            "size": len(self.secrets.text),
            "key": key,
            "checks": key.with_name("test_hidden.py"),
            "seed": SeedFile(self.tiny.root).path,
            "gradebook": self.book,
            "other": self.school / HONEST[0] / "ex01_double.py",
        }
        return Tokens(self.traps, known)

    def hand_in(self, animals: list[Animal]) -> None:
        """Let honest students and animals hand in."""
        for name in HONEST:
            for exercise in ("ex01_double", "ex02_shift"):
                text = FILES[f"solutions/{exercise}/solution.py"]
                there = self.school / name / f"{exercise}.py"
                there.parent.mkdir(exist_ok=True)
                there.write_text(f"{text}\n# {self.secrets.text}\n")
        tokens = self.tokens()
        for animal in animals:
            self.set_trap(tokens, animal)
            animal.hand_in(self.school / animal.student, tokens)

    def set_trap(self, tokens: Tokens, animal: Animal) -> None:
        """Make the folder in which an animal may do everything."""
        trap = tokens.trap(animal)
        trap.mkdir()
        trap.chmod(0o777)
        (trap / "secret.txt").write_text(self.secrets.text)
        (trap / "secret.txt").chmod(0o666)

    def left_by(self, animal: Animal) -> list[str]:
        """Name what an animal left in its folder, and connections that were made."""
        trap = self.tokens().trap(animal)
        left = sorted(path.name for path in trap.iterdir() if path.name != "secret.txt")
        with contextlib.suppress(BlockingIOError):
            while True:
                self.listener.accept()[0].close()
                left.append("a connection")
        return left


def traces() -> set[str]:
    """Name what processes can leave on a machine: further processes, and what outlives them."""
    found = {f"process {pid}" for pid in _descendants()}
    with contextlib.suppress(OSError):
        lines = Path("/proc/net/unix").read_text().splitlines()
        found |= {f"socket {line.split()[-1]}" for line in lines if "@zoo" in line}
    with contextlib.suppress(OSError):
        lines = Path("/proc/keys").read_text().splitlines()
        found |= {"a key" for line in lines if "zoo-" in line}
    for kind in ("shm", "msg", "sem"):
        with contextlib.suppress(OSError):
            lines = Path(f"/proc/sysvipc/{kind}").read_text().splitlines()[1:]
            found |= {kind for line in lines if line.split()[0] == str(IPC_KEY)}
    for folder in ("/dev/shm", "/dev/mqueue", tempfile.gettempdir()):
        with contextlib.suppress(OSError):
            found |= {str(path) for path in Path(folder).iterdir() if path.name.startswith("zoo-")}
    return found


def what_stays() -> set[str]:
    """Name what is there for good: a namespace's own processes end a moment after it was closed."""
    end = time.monotonic() + _DYING_SECONDS
    while (left := traces()) and time.monotonic() < end:
        time.sleep(0.02)
    return left


def _descendants() -> set[int]:
    running = {pid: parent for pid, parent, state in _processes() if state not in "ZX"}
    found: set[int] = set()
    parents = {os.getpid()}
    while parents:
        parents = {pid for pid, parent in running.items() if parent in parents}
        found |= parents
    return found


def _processes() -> Iterator[tuple[int, int, str]]:
    """Give id, parent's id and state of every process."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = stat.read_text().rpartition(")")[2].split()
            yield int(stat.parent.name), int(fields[1]), fields[0]


def sweep(new: set[str]) -> None:
    """End processes that were left, so that the next animal is not taken for their parent."""
    for what in new:
        if what.startswith("process "):
            with contextlib.suppress(ProcessLookupError):
                os.kill(int(what.split()[1]), signal.SIGKILL)
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def hidden_inputs(course: Course, seed: Seed) -> list[str]:
    """Give every number that hidden checks draw, and twice it, as a text would begin."""
    student = LocalKey(course).student()
    fixtures = Fixtures(course, seed)
    drawn = []
    for check in course.checks:
        if "rng" in check.fixtures:
            check.call(**fixtures.arguments(check, student, Expect()))
            args, _ = student.calls[-1].arguments.fresh()
            drawn += [float(number) for number in _flat(args[0])]
    return [repr(factor * number)[:6] for number in drawn for factor in (1, 2)]


def _flat(value: Any) -> list[float]:
    return [value] if isinstance(value, float) else list(value)


def screen_of(record: Record, isolation: Isolation) -> str:
    """Give what a teacher's terminal shows of one record."""
    screen = io.StringIO()
    with contextlib.redirect_stdout(screen):
        show_class(isolation, [record], [])
        print(*story_lines(record.submission, "handed in", record, 80), sep="\n")
        for function in record.as_dict()["functions"]:
            print(*explain_lines(function, {}, 80), sep="\n")
    return screen.getvalue()


def run_level(level: str, grounds: Grounds, animals: list[Animal]) -> Iterator[dict[str, Any]]:
    """Grade animals among honest students, and tell of each what is there afterwards."""
    worker.wall_limit = lambda cpu: 5 * cpu + 2  # what waits without working is soon given up
    seed = Seed(grounds.secrets.text)
    SeedFile(grounds.tiny.root).create(seed, set())
    grounds.hand_in(animals)
    course = grounds.tiny.load()
    yield {"inputs": hidden_inputs(course, seed)}
    known = {animal.student: animal for animal in animals}
    isolation = open_isolation(level, LIMITS)
    assert isolation.level == level, isolation.advice
    try:
        grader = Grader(course, isolation, seed)
        for submission in read_class(grounds.school, course.exercises).submissions:
            before = traces()
            record = grader.grade(submission)
            new = traces() - before
            sweep(new)
            animal = known.get(submission.name)
            yield {
                "student": submission.name,
                "record": record.as_dict(),
                "view": student_view(record),
                "screen": screen_of(record, isolation),
                "left": sorted(new) + (grounds.left_by(animal) if animal else []),
            }
    finally:
        isolation.close()
    yield {"orphans": sorted(what_stays())}


def run_controls(grounds: Grounds, animals: list[Animal]) -> Iterator[dict[str, Any]]:
    """Let the naive grader grade each animal alone."""
    tokens = grounds.tokens()
    for animal in animals:
        if animal.verdict.control.none:
            continue
        grounds.set_trap(tokens, animal)
        folder = grounds.school / animal.name.replace("/", "-")
        folder.mkdir()
        animal.hand_in(folder, tokens)
        before = traces()
        hangs = animal.verdict.control.grader == "hangs"
        result = naive.grade(folder, naive.HANGING if hangs else naive.PATIENCE)
        new = traces() - before
        yield {"name": animal.name, **asdict(result), "left": [*new, *grounds.left_by(animal)]}
        sweep(new)
        shutil.rmtree(folder)


@dataclass(frozen=True)
class Run:
    """What a run of the zoo showed.

    Attributes
    ----------
    lines : dict of str to dict
        A line of `main` for each student, or animal.
    inputs : tuple of str
        Hidden inputs, as a text would begin them.
    orphans : tuple of str
        What was there when all was done.
    """

    lines: dict[str, dict[str, Any]]
    inputs: tuple[str, ...]
    orphans: tuple[str, ...]

    def seen(self, student: str) -> Seen:
        """Give what became of one student."""
        line = self.lines[student]
        return Seen(line["record"], line["view"], line["screen"], tuple(line["left"]))

    def findings(self, animal: Animal) -> list[Finding]:
        """Judge an animal."""
        return judge(animal, self.seen(animal.student), [SECRET], self.inputs)


def run(mode: str, prefix: Sequence[str] = (), every: int = 1) -> Run:
    """Run the zoo in processes of its own, on two cores.

    Parameters
    ----------
    mode : str
        A level, or ``control``.
    prefix : sequence of str
        What to start the interpreter with.
    every : int
        2 takes every second animal.
    """
    with ThreadPoolExecutor(2) as pool:
        parts = list(
            pool.map(lambda part: _run_part(mode, part * every, 2 * every, prefix), (0, 1))
        )
    lines = [line for part in parts for line in part]
    return Run(
        {name: line for line in lines if (name := line.get("student", line.get("name")))},
        tuple(dict.fromkeys(text for line in lines for text in line.get("inputs", ()))),
        tuple(what for line in lines for what in line.get("orphans", ())),
    )


def _run_part(mode: str, part: int, of: int, prefix: Sequence[str]) -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o777)
        command = [*prefix, sys.executable, "-m", "tests.zoo_run", mode, folder, str(part), str(of)]
        environment = {**os.environ, VARIABLE: SECRET}
        done = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=PATIENCE
        )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def main(mode: str, root: str, part: str, of: str) -> None:
    """Run a part of the zoo and print one line an animal."""
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    grounds = Grounds(Path(root), Secrets.from_environment())
    animals = [a for a in all_animals() if mode != "L0" or os.getuid() == 0 or not a.verdict.alone]
    animals = animals[int(part) :: int(of)]
    control = mode == "control"
    lines = run_controls(grounds, animals) if control else run_level(mode, grounds, animals)
    for line in lines:
        print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
