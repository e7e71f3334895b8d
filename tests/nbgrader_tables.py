"""Measures what the README of the bridge says: `python -m tests.nbgrader_tables`.

Attacks natively and behind both doors, into docs/security.md; CPU of a class of right notebooks,
into docs/nbgrader.md. With ``attacks`` or ``cost`` as its argument it measures that alone.
"""

import json
import platform
import re
import shutil
import statistics
import sys
import time
from importlib.metadata import version
from pathlib import Path

from autograder.course.course import Course, load_course
from tests.bench.classes import copy_of_kit, mixtures, right_class
from tests.bench.measure import adopt_orphans, machine, measured
from tests.conftest import ROOT
from tests.nbgrader_class import (
    DOORS,
    GRADEBOOK,
    HONEST,
    NATIVE,
    Seen,
    Trap,
    copy_of,
    go_native,
    grade,
    hand_in,
    hand_in_attack,
    hand_in_right,
    harms,
    look,
    make_class,
    open_folder,
)
from tests.notebook_attacks import ALL, ATTACKS, Notebook, read_release, student_of, written

RUNS = 3
STUDENTS = 12
PATIENCE = 60.0
LATE = 1.5
SECURITY = "# Attacks\n\n<!-- nbgrader attacks -->\n<!-- end -->\n"
COST = "<!-- nbgrader cost -->\n<!-- end -->\n"
_ATTACKS = """\
Written by `make tables`, which hands the same notebooks in to nbgrader alone
and to nbgrader with this kit, in one run. Each is a tiny course's assignment of two functions, 6
points. Natively each was graded beside two honest students, in a copy of the course of its own;
with this kit all were graded at once beside the same two, by `nbgrader autograde` and again by
`autograder nbgrader grade`. With this kit both honest students kept full points, no file outside
of the attackers' own graded notebooks changed, nothing was left behind or sent.

{machine}.

What attacks is worth 0 points: its functions are wrong.

{attacks}

These students attack nobody:

{honest}
"""
_COST = """\
Written by `make tables`: {students} right notebooks of the whole chapter, of
{mixtures} mixtures of the variants in `solutions/`, graded from nothing by each command in the same
run; user and system time of the command and of all its processes, its own start included; medians
of {runs} runs, with the lowest and highest. With this kit all got all points; natively
{lost} lost some.

{machine}.

| | command | CPU s a submission | wall s a submission | of native CPU |
|---|---|---|---|---|
{rows}
"""


def described() -> str:
    """Name the machine and what was measured on it."""
    return (
        f"Machine: {machine()}. Python {platform.python_version()}, "
        f"nbgrader {version('nbgrader')}, NumPy {version('numpy')}"
    )


def native_results(made: Path, folder: Path) -> dict[str, str]:
    """Hand each notebook in to nbgrader alone and say what became of it."""
    base = copy_of(made, folder / "native")
    go_native(base)
    hand_in_right(base, HONEST[0])
    grade(base, NATIVE)
    hand_in_right(base, HONEST[1])
    results = {}
    for name in ALL:
        course, trap = copy_of(base, folder / "one"), Trap(folder / "trap")
        hand_in_attack(course, name, trap)
        before = look(course)
        begin = time.monotonic()
        status, _ = grade(course, NATIVE, len(HONEST) * PATIENCE)
        seconds = time.monotonic() - begin
        after = look(course)
        found = harms(before, after, trap, [student_of(name)])
        trap.close()
        shutil.rmtree(course.parent)
        shutil.rmtree(trap.folder)
        results[name] = told(after, name, found, status, seconds)
        print(f"{name}: {results[name]}", flush=True)
    return results


def told(after: Seen, name: str, found: list[str], status: int | None, seconds: float) -> str:
    """Say what a notebook earned and what it harmed."""
    total, most = after.total(student_of(name)), sum(after.worth.values())
    parts = ["no grade" if total is None else f"{total:g} of {most:g}"]
    for text in found:
        kind, _, mark = text.partition(": ")
        if kind == "left behind":
            text = "hidden checks sent" if mark == "connection" else "a file left behind"
        parts.append(text)
    if status is None:
        parts.append("never ended")
    elif seconds > PATIENCE / 2:
        parts.append(f"{seconds:.0f} s")
    return "; ".join(parts)


def our_results(made: Path, folder: Path) -> dict[str, str]:
    """Hand all in at once behind each door; whatever is harmed ends the measurement."""
    results: dict[str, str] = {}
    for number, door in enumerate(DOORS):
        course, trap = copy_of(made, folder / f"door-{number}"), Trap(folder / f"trap-{number}")
        for name in ALL:
            hand_in_attack(course, name, trap)
        hand_in_right(course, *HONEST)
        before = look(course)
        status, said = grade(course, door, 10 * PATIENCE)
        time.sleep(LATE)
        after = look(course)
        found = harms(before, after, trap, map(student_of, ALL))
        trap.close()
        if status != 0 or found:
            sys.exit(f"{door} ended with {status}, harmed: {found}\n{said}")
        for name in ALL:
            result = told(after, name, [], 0, 0.0)
            if results.setdefault(name, result) != result:
                results[name] += f" or {result}"
    return results


def attack_tables(folder: Path) -> str:
    """Measure, and write both tables."""
    made = make_class(folder)
    native, ours = native_results(made, folder), our_results(made, folder)
    tables = {True: ["| attack |"], False: ["| student |"]}
    for rows in tables.values():
        rows[0] += " native nbgrader | with this kit |"
        rows.append("|---|---|---|")
    for name, attack in ALL.items():
        row = f"| **{name}**: {attack.told} | {native[name]} | {ours[name]} |"
        tables[name in ATTACKS].append(row)
    return _ATTACKS.format(
        machine=described(),
        attacks="\n".join(tables[True]),
        honest="\n".join(tables[False]),
    )


def right_notebook(release: Notebook, course: Course, files: dict[str, str]) -> Notebook:
    """Write the exercises' files into a notebook, each into the cell of its first function."""
    cells = {}
    for solution in course.solutions:
        first, *rest = (function.name for function in solution.functions)
        cells[first] = re.sub(r"(?m)^from ex\d\d_\w+ import .*\n", "", files[solution.exercise])
        cells |= dict.fromkeys(rest, "# See above.")
    return written(release, cells)


def cost_table(folder: Path) -> str:
    """Measure, and write the table."""
    kit = copy_of_kit(folder)
    course = load_course(kit)
    made = make_class(folder, kit)
    release = read_release(made)
    mixed = mixtures(course)
    for number, files in enumerate(right_class(mixed, STUDENTS)):
        notebook = right_notebook(release, course, files)
        hand_in(made, f"student-{number:02}", json.dumps(notebook))
    adopt_orphans()
    used: dict[str, list[tuple[float, float]]] = {}
    lost: dict[str, int] = {}
    for run in range(RUNS + 1):
        for how in (NATIVE, *DOORS):
            # The first run of a door proves the checks with the seed that it draws.
            if run == 0 and how == NATIVE:
                continue
            cpu, wall, lost[how] = one_run(made, folder / "run", how)
            if run:
                used.setdefault(how, []).append((cpu / STUDENTS, wall / STUDENTS))
            print(f"run {run}, {how}: {cpu:.1f} s of CPU, {wall:.1f} s", flush=True)
    native = statistics.median(cpu for cpu, _ in used[NATIVE])
    commands = {
        NATIVE: ("native", "nbgrader autograde"),
        DOORS[0]: ("with this kit", "nbgrader autograde"),
        DOORS[1]: ("with this kit", "autograder nbgrader grade"),
    }
    rows = []
    for how, (title, command) in commands.items():
        cpus, walls = zip(*used[how], strict=True)
        cpu = statistics.median(cpus)
        spread = f"{cpu:.2f} ({min(cpus):.2f} to {max(cpus):.2f})"
        wall = statistics.median(walls)
        rows.append(f"| {title} | `{command}` | {spread} | {wall:.2f} | {cpu / native:.2f} |")
    return _COST.format(
        students=STUDENTS,
        mixtures=min(len(mixed), STUDENTS),
        runs=RUNS,
        machine=described(),
        lost=lost[NATIVE],
        rows="\n".join(rows),
    )


def one_run(made: Path, folder: Path, how: str) -> tuple[float, float, int]:
    """Grade a copy of the class; give CPU of all processes, wall, and how many lost points."""
    course = copy_of(made, folder)
    if how == NATIVE:
        go_native(course)
    if how == GRADEBOOK:
        shutil.copy(made.parent / "kit" / ".autograder-seed", folder / "kit")
    students = len(list((course / "submitted").iterdir()))
    (status, said), used = measured(lambda: grade(course, how, 20 * PATIENCE))
    seen = look(course)
    most = sum(seen.worth[name] for name in seen.worth if not name.startswith("answer_"))
    totals = [sum(p or 0.0 for p in scores.values()) for scores in seen.scores.values()]
    lost = sum(total != most for total in totals)
    shutil.rmtree(folder)
    if status != 0 or len(totals) != students or (lost and how != NATIVE):
        sys.exit(f"{how} ended with {status}; {totals} of {most}:\n{said[-2000:]}")
    return used.cpu, used.wall, lost


def put(page: Path, mark: str, text: str, empty: str) -> None:
    """Write a text between its marks, into a page that may not exist yet."""
    old = page.read_text(encoding="utf-8") if page.exists() else empty
    block = re.compile(rf"(<!-- {mark} -->\n).*?(<!-- end -->)", re.DOTALL)
    if not block.search(old):
        old += f"\n<!-- {mark} -->\n<!-- end -->\n"
    page.write_text(block.sub(lambda m: m[1] + text + m[2], old), encoding="utf-8")


def main() -> None:
    """Measure, and write the pages."""
    chosen = sys.argv[1:] or ["attacks", "cost"]
    for name, measure, page, mark, empty in (
        ("attacks", attack_tables, "security.md", "nbgrader attacks", SECURITY),
        ("cost", cost_table, "nbgrader.md", "nbgrader cost", COST),
    ):
        if name in chosen:
            with open_folder() as folder:
                put(ROOT / "docs" / page, mark, measure(folder), empty)


if __name__ == "__main__":
    main()
