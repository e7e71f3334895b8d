"""Writes what was measured into docs/performance.md, and what README.md quotes of it."""

import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.growth import JOBS, Grown
from tests.bench.measure import Cost, Used

WIDTH = 100
_DEAREST = 5
FLOOR, L2, SMALL = "floor: the functions alone", "L2", "## On a small assignment"
TWO_JOBS, BEFORE = "L2, two jobs", "graded before"
PYTEST, NBGRADER = "pytest", "nbgrader"
MODULE_SANDBOX = "pytest-prairielearn-grader, `module_sandbox`"
SANDBOX = "pytest-prairielearn-grader, `sandbox`"
OFFERS = {
    "L0": "an interpreter of its own for every worker, with limits, and nothing more: its code can "
    "read files, the answer key among them",
    L2: "forks workers from a prepared process, and the kernel refuses them files, processes, "
    "network and signals; student code never shares a process with checks or scores",
    "L3": "all of L2, in namespaces of its own that hold nothing of this machine",
    TWO_JOBS: "as L2; each job is a grader with workers of its own",
    BEFORE: "as when it was graded: nothing of a student is run again. The whole "
    "command, start included",
    PYTEST: "none: student code runs in the process of the checks, with the answer key and the "
    "score in reach; one loop or `os._exit` ends the run",
    NBGRADER: "a kernel of its own for every notebook, but in it student code, hidden checks and "
    "points side by side; no confinement",
    MODULE_SANDBOX: "a process of its own for student code, behind a socket, and names and "
    "imports taken away in Python, which holds nobody back; no limits but time; one function that "
    "does not end takes the others along",
    SANDBOX: "the same, with a new process for every check: one check cannot harm the next",
}
_PAGE = """\
# What grading costs

Written by `make bench`, which measures everything in one run.

{machine}

The floor is the CPU of the same calls of the same functions in one warm process without any
isolation. CPU is user and system time of all processes together, those that were left behind
included; medians of {repeats} runs, and for the floor of one before and after every other
measurement. Where a tool grades a class in one go, one or two students come before the class and
what they cost, its start included, stands apart (`first`); where it is started anew for every
submission, the start is part of the cost. The aim at L2 is 1.5 times the floor plus 15 ms a
submission: {aim} here.

## On the whole chapter

{chapter}

{whole}

{offers}

## Where it goes, and how to halve it

{where}

{small_heading}

{small_text}

{small}

## As a class grows

{growth}
"""
_GROWTH = """\
The whole command `autograder grade --gradebook FILE --jobs {jobs}` at {level}, start included, once
a class, of an honest mix: 70 % right or half right, 20 % wrong in every second function, 10 %
broken, among them those that loop (2 % of all, cut off after 2 s of CPU). Memory is the
proportional set size of all processes together, the largest of a look every half second. `rerun` is
the same command on the unchanged class. `--help` takes {help_wall:.2f} s,
{help_cpu:.2f} s of CPU.

{whole}

The small assignment, for larger classes in bearable time:

{small}

{growth}

## A million submissions, on paper

{model}"""


@dataclass(frozen=True)
class Row:
    """One line of a table."""

    name: str
    cost: Cost


@dataclass(frozen=True)
class Table:
    """One assignment, graded by several tools.

    Attributes
    ----------
    text : str
        What the assignment and the classes are.
    rows : tuple of Row
        The floor is the first.
    left_out : tuple of str
        What could not be measured here, and why.
    """

    text: str
    rows: tuple[Row, ...]
    left_out: tuple[str, ...] = ()

    def cost(self, name: str) -> Cost | None:
        """Give the cost of one row."""
        return next((row.cost for row in self.rows if row.name == name), None)


@dataclass(frozen=True)
class Results:
    """All that one run of the bench measured."""

    machine: str
    repeats: int
    chapter: Table
    small: Table
    level: str
    grown: tuple[Grown, ...]
    small_grown: tuple[Grown, ...]
    shares: dict[str, float]
    help: Used


def written(table: Table) -> str:
    """Write a table, its omissions below."""
    floor, ours = table.cost(FLOOR), table.cost(L2)
    assert floor is not None
    assert ours is not None
    lines = _head(
        "", "CPU ms a submission", "wall ms", "times the floor", "times L2", "CPU ms, from to",
        "first, CPU s",
    )  # fmt: skip
    for name, cost in ((row.name, row.cost) for row in table.rows):
        wall = _ms(cost.wall) if name != FLOOR else ""
        times_floor = _times(cost, floor) if name != FLOOR else "1"
        times_ours = _times(cost, ours)
        spread = f"{_ms(cost.lowest)} to {_ms(cost.highest)}"
        first = "" if cost.first is None else f"{cost.first:.1f}"
        cells = [name, _ms(cost.cpu), wall, times_floor, times_ours, spread, first]
        lines.append(f"| {' | '.join(cells)} |")
    for row in table.rows:
        if row.cost.lost:
            lines += ["", f"{row.name}: {row.cost.lost} right submissions lost points."]
    lines += [f"\nNot measured here: {sentence}." for sentence in table.left_out]
    return "\n".join(lines)


def _head(*titles: str) -> list[str]:
    return [f"| {' | '.join(titles)} |".replace("|  |", "| |"), "|---" * len(titles) + "|"]


def _times(cost: Cost, base: Cost) -> str:
    times = cost.cpu / base.cpu
    return f"{times:.2f}" if times < 100 else f"{times:.0f}"


def _ms(seconds: float) -> str:
    return f"{seconds * 1e3:.0f}" if abs(seconds) >= 0.01 else f"{seconds * 1e3:.1f}"


def page(results: Results) -> str:
    """Write the page."""
    floor = results.chapter.cost(FLOOR)
    assert floor is not None
    named = {row.name for row in (*results.chapter.rows, *results.small.rows)}
    offers = [
        textwrap.fill(f"- **{name}**: {text}.", WIDTH, subsequent_indent="  ")
        for name, text in OFFERS.items()
        if name in named
    ]
    return _PAGE.format(
        machine=results.machine,
        repeats=results.repeats,
        aim=f"{_ms(1.5 * floor.cpu + 0.015)} ms",
        chapter=results.chapter.text,
        whole=written(results.chapter),
        offers="\n".join(["What each offers for its cost:", "", *offers]),
        where=_where(results),
        small_heading=SMALL,
        small_text=results.small.text,
        small=written(results.small),
        growth=_growth(results),
    )


def _where(results: Results) -> str:
    """Say what is dear in a right submission of the whole chapter."""
    floor, ours = results.chapter.cost(FLOOR), results.chapter.cost(L2)
    assert floor is not None
    assert ours is not None
    dearest = list(results.shares.items())[:_DEAREST]
    named = ", ".join(f"`{name}` {100 * share:.0f} %" for name, share in dearest)
    trained = sum(share for _, share in dearest)
    text = (
        f"At L2 {100 * floor.cpu / ours.cpu:.0f} % of the cost are the students' own functions, "
        f"and {100 * trained:.0f} % of that are {len(dearest)} that train, or are asked to train: "
        f"{named}. The rest is what confinement and comparison cost: each file is loaded in up to "
        "four processes, which start without any page of memory of their own, and each answer "
        "crosses back and is compared. To halve the whole, first let the checks of those functions "
        "ask for shorter walks; then let hidden and visible checks share a process, which would "
        "show hidden inputs to a process whose text the student reads."
    )
    return textwrap.fill(text, WIDTH)


def _growth(results: Results) -> str:
    return _GROWTH.format(
        jobs=JOBS,
        level=results.level,
        help_wall=results.help.wall,
        help_cpu=results.help.cpu,
        whole=_classes(results.grown),
        small=_classes(results.small_grown),
        growth=_straight(results.small_grown),
        model=_model(results),
    )


def _classes(classes: Sequence[Grown]) -> str:
    rows = []
    for grown in classes:
        cpu, wall = grown.first.cpu / grown.count, grown.first.wall / grown.count
        peak = f"{grown.peak / 1e6:.0f}" + ("" if grown.whole else " at least")
        rows.append(
            f"| {grown.count:,} | {grown.looping} | {_ms(cpu)} | {_ms(wall)} "
            f"| {JOBS * wall / cpu:.2f} | {peak} | {grown.again.wall:.1f} |"
        )
    head = _head(
        "submissions", "looping", "CPU ms a submission", "wall ms a submission",
        f"wall, times CPU over {JOBS} cores", "peak memory, MB", "rerun, s",
    )  # fmt: skip
    return "\n".join([*head, *rows])


def _along(grown: Sequence[Grown], count: int) -> tuple[Used, Used]:
    """Follow the line through the last two classes: graded for the first time, and again."""
    some, many = grown[-2:]
    share = (count - some.count) / (many.count - some.count)

    def follow(first: Used, last: Used) -> Used:
        cpu = first.cpu + share * (last.cpu - first.cpu)
        return Used(cpu, first.wall + share * (last.wall - first.wall))

    return follow(some.first, many.first), follow(some.again, many.again)


def _straight(grown: Sequence[Grown]) -> str:
    """Say how straight the line is, and how memory grows."""
    *fewer, most = grown
    foretold, _ = _along(fewer, most.count)
    text = (
        f"From {fewer[-1].count:,} to {most.count:,} submissions memory grows by "
        f"{100 * (most.peak / fewer[-1].peak - 1):.0f} %. The line through {fewer[-2].count:,} and "
        f"{fewer[-1].count:,} foretells {foretold.wall:.0f} s for {most.count:,}; it took "
        f"{most.first.wall:.0f} s, {most.first.wall / foretold.wall:.2f} times that."
    )
    return textwrap.fill(text, WIDTH)


def _model(results: Results) -> str:
    """Say what follows for classes that were not measured."""
    grown, million = results.grown, 1_000_000
    floor, ours = results.chapter.cost(FLOOR), results.chapter.cost(L2)
    assert floor is not None
    assert ours is not None
    tens, rerun = _along(grown, 10_000)
    whole, _ = _along(grown, million)
    cpu_hours, hours = whole.cpu / 3600, whole.wall / 3600
    apart = grown[-1].book / grown[-1].count
    text = (
        f"Extrapolated along the last two classes of the whole chapter, not measured: 10,000 "
        f"submissions take {tens.wall / 3600:.1f} hours on {JOBS} cores, of which the students' "
        f"own functions are {100 * floor.cpu / ours.cpu:.0f} % if they cost what right ones cost; "
        f"a rerun of them takes {rerun.wall:.0f} s. A million take {cpu_hours:,.0f} hours of CPU: "
        f"{hours:,.0f} hours on one machine of {JOBS} cores, {hours / 50:,.0f} on fifty such, as "
        f"submissions wait for nothing but a free core. A submission takes {apart / 1e3:.0f} KB in "
        f"the gradebook; a million, {apart * million / 1e9:,.0f} GB."
    )
    return textwrap.fill(text, WIDTH) + "\n"


_QUOTE = re.compile(r"(<!-- cost: [^>]*-->\n)(.*?)(<!-- end of cost -->)", re.DOTALL)
# Of two tiny classes the larger may seem the cheaper one, so a number may be negative.
_MEASURED = re.compile(r"(?m)^\| ([^|]+) \| -?[\d.]+ \| -?[\d.]+ \| (-?[\d.]+) \|")
_QUOTED = {
    PYTEST: "plain pytest (a process a submission)",
    NBGRADER: "nbgrader's own grading",
    MODULE_SANDBOX: "pytest-prairielearn-grader",
}


def quoted(page_text: str) -> str:
    """Write what the README says, from the page's table of the whole chapter."""
    ratios = dict(_MEASURED.findall(page_text.partition(SMALL)[0]))
    lines = [
        f"At L2 a right submission that trains for real costs {ratios[L2]} times that floor",
        "([how it was measured](docs/performance.md)).",
    ]
    others = [
        f"{text} costs {ratios[name]} times the floor"
        for name, text in _QUOTED.items()
        if name in ratios
    ]
    if others:
        text = f"On the same class {', '.join(others)}; none of these confines student code."
        lines += textwrap.wrap(text, WIDTH)
    return "\n".join(lines) + "\n"


def shown_in(readme: str) -> str:
    """Give what a README says there."""
    block = _QUOTE.search(readme)
    return block[2] if block else ""


def write(root: Path, text: str) -> None:
    """Write the page, and renew the README."""
    (root / "docs").mkdir(exist_ok=True)
    (root / "docs" / "performance.md").write_text(text, encoding="utf-8")
    readme = root / "README.md"
    old = readme.read_text(encoding="utf-8")
    readme.write_text(_QUOTE.sub(lambda m: m[1] + quoted(text) + m[3], old), encoding="utf-8")
