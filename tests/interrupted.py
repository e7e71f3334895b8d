"""Kills a class that is being graded, at seeded random moments: `make kills` does it 200 times."""

import contextlib
import json
import os
import random
import select
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from tests.clusters import cluster_of_two
from tests.tiny import FILES, TinyCourse, make_course

DOUBLE = FILES["solutions/ex01_double/solution.py"]
SHIFT = FILES["solutions/ex02_shift/solution.py"].replace("from ex01_double import double", "")
COMMAND = [sys.executable, "-m", "autograder"]
KILLS, CLASS = 200, 300
PATIENCE = 30.0


def write_class(tiny: TinyCourse, students: int) -> Path:
    """One file a student: right, wrong, half done, broken, and some who copied."""
    for number in range(students):
        double = DOUBLE if number % 3 else DOUBLE.replace("2.0)", "3.0)")
        shift = SHIFT if number % 4 else SHIFT.replace("+ 1", "+ 2")
        text = "def double(x:\n" if number % 11 == 10 else double + shift
        tiny.write(f"class/s{number:03}.py", f"{text}\n# {number - number % 6}\n# {number % 2}\n")
    return tiny / "class"


def grade_into(tiny: TinyCourse, book: Path, jobs: int, *words: str) -> list[str]:
    """Give the command that grades the class."""
    course = str(tiny.root)
    chosen = ["--course", course, "--gradebook", str(book), "--seed", "s", "--jobs", str(jobs)]
    return [*COMMAND, "grade", str(tiny / "class"), *chosen, *words]


def children_of(pid: int) -> list[int]:
    """Give the processes that one started, and those that they did."""
    parents = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(folder.name)] = int(
                (folder / "stat").read_text().rpartition(")")[2].split()[1]
            )
        except (OSError, ValueError):
            continue
    found = [pid]
    for parent in found:
        found += [child for child, of in parents.items() if of == parent]
    return found[1:]


class Watched:
    """Processes of which the end can be waited for, however their numbers are used later."""

    def __init__(self, pids: list[int]) -> None:
        self.descriptors = []
        for pid in pids:
            try:
                self.descriptors.append(os.pidfd_open(pid))
            except ProcessLookupError:
                continue

    def all_end(self) -> bool:
        """Wait until all have ended."""
        end = time.monotonic() + PATIENCE
        while self.descriptors and time.monotonic() < end:
            for done in select.select(self.descriptors, [], [], end - time.monotonic())[0]:
                os.close(done)
                self.descriptors.remove(done)
        return not self.descriptors


def graded(book: Path) -> int:
    """Count the results in a gradebook that another process writes."""
    if not book.exists():
        return 0
    try:
        reading = sqlite3.connect(f"{book.as_uri()}?mode=ro", uri=True, timeout=10)
        with contextlib.closing(reading) as connection:
            return int(connection.execute("SELECT count(*) FROM result").fetchone()[0])
    except sqlite3.OperationalError:
        return 0  # no table yet, or the journal of one just killed


def wait_for(book: Path, results: int, process: subprocess.Popen[Any]) -> None:
    """Wait until so many are graded, or the process has ended."""
    descriptor = os.pidfd_open(process.pid)
    end = time.monotonic() + PATIENCE
    while graded(book) < results and time.monotonic() < end:
        if select.select([descriptor], [], [], 0.005)[0]:
            break
    os.close(descriptor)


def kill_once(tiny: TinyCourse, book: Path, jobs: int, chance: random.Random, *words: str) -> int:
    """Start grading, kill it somewhere, prove that nothing is left; give how many were graded."""
    process = subprocess.Popen(
        grade_into(tiny, book, jobs, *words),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    kill(process, book, graded(book) + chance.randrange(1, 12), chance)
    problems = sound(book)
    assert not problems, problems
    return graded(book)


def kill(process: subprocess.Popen[Any], book: Path, results: int, chance: random.Random) -> None:
    """Kill a process some milliseconds after so many results; prove that it takes all along."""
    wait_for(book, results, process)
    moment = os.pidfd_open(process.pid)
    select.select([moment], [], [], chance.uniform(0.0, 0.06))
    os.close(moment)
    started = Watched(children_of(process.pid))
    process.kill()
    process.wait()
    assert started.all_end(), "processes were left behind"


def sound(book: Path) -> str:
    """Give what the command that checks a gradebook complains about."""
    done = subprocess.run(
        [*COMMAND, "gradebook", "check", str(book)], capture_output=True, text=True, check=False
    )
    return done.stderr if done.returncode else ""


def scores(book: Path) -> str:
    """Give what an export says."""
    to = book.with_suffix(".csv")
    command = [*COMMAND, "export", "--gradebook", str(book), "--to", str(to)]
    subprocess.run(command, check=True, capture_output=True)
    return to.read_text()


def records(text: str) -> list[dict[str, Any]]:
    """Read records, without what may differ between two runs."""
    found = [json.loads(line) for line in text.splitlines()]
    return [{key: value for key, value in record.items() if key != "timing"} for record in found]


def finish(tiny: TinyCourse, book: Path, jobs: int, *words: str) -> list[dict[str, Any]]:
    """Let the class be graded to the end."""
    done = subprocess.run(
        grade_into(tiny, book, jobs, "--json", *words), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    return records(done.stdout)


def main() -> None:
    """Kill classes of `CLASS` students, `KILLS` times in all, on this machine and on a cluster."""
    chance = random.Random(8)
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        tiny = make_course(folder / "course")
        write_class(tiny, CLASS)
        wanted = finish(tiny, folder / "undisturbed.db", 2)
        address, _ = stack.enter_context(cluster_of_two(folder))
        cluster = ("--backend", "dask", "--scheduler", address)
        places: list[tuple[str, int, tuple[str, ...]]] = [
            ("one process", 1, ()),
            ("two processes", 2, ()),
            ("a Dask cluster of two", 1, cluster),
        ]
        kills: Counter[str] = Counter()
        classes = 0
        while kills.total() < KILLS:
            where, jobs, words = places[classes % len(places)]
            book = folder / f"{classes}.db"
            done = 0
            while done < len({record["content_hash"] for record in wanted}) - 20:
                done = kill_once(tiny, book, jobs, chance, *words)
                kills[where] += 1
                if kills.total() == KILLS:
                    break
            assert finish(tiny, book, jobs, *words) == wanted
            assert scores(book) == scores(folder / "undisturbed.db")
            left = sorted(path.name for path in folder.glob(f"{classes}.*"))
            assert left == [f"{classes}.csv", f"{classes}.db"], left
            classes += 1
            print(f"{kills.total()} kills, {classes} classes resumed to the end", flush=True)
    told = ", ".join(f"{count} in {where}" for where, count in kills.items())
    print(f"{told}: the same result each time")


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    main()
