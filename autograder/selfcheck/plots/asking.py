"""What each picture is drawn from, or the sentence why it cannot be drawn."""

import json
import queue
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...course.data import TABLES
from ...inside.values import decode
from ...records.errors import UserError
from ...records.text import visible
from ..checks import Check, State, run_checks
from ..folder import Folder
from .own import Values
from .pictures import PICTURES, Picture

SILENCE = 120.0
"""Seconds that one picture may take on the wall clock."""


@dataclass(frozen=True)
class Answer:
    """What became of asking for a picture: values, or a problem in words."""

    picture: Picture
    values: Values | None
    problem: str = ""


def ask(folder: Folder) -> list[Answer]:
    """Check the functions that pictures need, then ask those that are right.

    Returns
    -------
    list of Answer
        One a picture, in order.
    """
    for name in TABLES:
        if not folder.table(name).is_file():
            raise UserError("the table is missing: take it from the release", folder.table(name))
    run = run_checks(folder, folder.exercises)
    if run.trouble and not run.checks:
        raise UserError(f"the visible checks cannot run: {run.trouble}", folder.path)
    checks = list(run.checks.values())
    sound = {check.function for check in checks} - {
        check.function for check in checks if check.state != State.PASSED
    }
    problems = {picture.name: _lacking(picture, folder, checks, sound) for picture in PICTURES}
    wanted = [name for name, problem in problems.items() if not problem]
    functions = {check.function: check.exercise for check in checks if check.function}
    order = {
        "folder": str(folder.path),
        "exercises": [name for name in folder.exercises if name in functions.values()],
        "functions": functions,
        "sound": sorted(sound),
    }
    found = _measured(order, wanted)
    answers = []
    for picture in PICTURES:
        problem = problems[picture.name]
        values, trouble = (None, problem) if problem else found[picture.name]
        answers.append(Answer(picture, values, trouble))
    return answers


def _lacking(picture: Picture, folder: Folder, checks: Sequence[Check], sound: set[str]) -> str:
    """Say what keeps a picture from being drawn, in the chapter's order; empty where nothing."""
    for name in picture.needs:
        if name in sound:
            continue
        mine = [check for check in checks if check.function == name]
        if not mine:
            return f"there are no checks of {name} here"
        if not folder.file(mine[0].exercise).is_file():
            return f"{mine[0].exercise}.py is not in this folder"
        where = f"{name} in {mine[0].exercise}.py"
        bad = _first_bad(name, checks)
        if bad.state != State.FAILED:
            return f"{where} is not written yet"
        root = _root(name, checks)
        return f'{where} fails its check "{bad.title}"{f": mend {root} first" if root else ""}'
    return ""


def _first_bad(name: str, checks: Sequence[Check]) -> Check:
    return next(c for c in checks if c.function == name and c.state != State.PASSED)


def _root(name: str, checks: Sequence[Check]) -> str:
    """Name the function at the bottom of it, as the failures say what to mend first."""
    lost = {check.function for check in checks if check.state != State.PASSED}
    root = ""
    while name in lost:
        lost.remove(name)
        first = dict(_first_bad(name, checks).said).get("first", "")
        name = first.partition(";")[0].removeprefix("mend ")
        root = name or root
    return root


def _measured(order: Mapping[str, Any], wanted: list[str]) -> dict[str, tuple[Any, str]]:
    """Ask for pictures; what ends the process costs the picture that it was at."""
    found: dict[str, tuple[Any, str]] = {}
    while len(found) < len(wanted):
        left = [name for name in wanted if name not in found]
        more, why = _one_process({**order, "pictures": left})
        found |= more
        lost = next((name for name in left if name not in found), None)
        if lost is not None:
            found[lost] = (None, why)
    return found


def _one_process(order: Mapping[str, Any]) -> tuple[dict[str, tuple[Any, str]], str]:
    child = subprocess.Popen(
        [sys.executable, "-P", "-X", "utf8", "-m", f"{__package__}.measuring"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="backslashreplace",
    )
    lines: queue.Queue[str] = queue.Queue()
    last_words: list[str] = []
    readers = (
        threading.Thread(target=_drain, args=(child.stdout, lines.put), daemon=True),
        threading.Thread(target=_drain, args=(child.stderr, last_words.append), daemon=True),
    )
    for reader in readers:
        reader.start()
    found: dict[str, tuple[Any, str]] = {}
    why = ""
    try:
        assert child.stdin is not None
        child.stdin.write(json.dumps(order) + "\n")
        child.stdin.close()
        for line in iter(lambda: lines.get(timeout=SILENCE), ""):
            said = json.loads(line)
            values = decode(said["values"]) if "values" in said else None
            found[said["name"]] = (values, visible(said.get("problem", "")))
    except queue.Empty:
        why = f"a function did not end within {SILENCE:g} seconds"
    except (OSError, ValueError):
        why = ""
    finally:
        child.kill()
        child.wait()
        for reader in readers:
            reader.join()
    said = [visible(line.strip()) for line in last_words if line.strip()]
    return found, why or (said[-1] if said else "a function ended the whole process")


def _drain(stream: Any, take: Any) -> None:
    with stream:
        for line in stream:
            take(line)
    take("")
