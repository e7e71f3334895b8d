"""Measures how often diagnosis names a mistake rightly: `make confusion`.

Each misconception is diagnosed with a third of the catalogue held out, itself
among it, so that nothing can recognise it but what is left; and again with the
whole catalogue, as a class has it. The functions in `tests/strangers.py` were
written before diagnosis was, those in `tests/outsiders/` by who saw nothing but
the students' files; both stand for what is in no catalogue.

Whether a hint is right about a function is a person's judgement: each pair of
both stands in `tests/confusion_read.csv` with one. A pair that is not there
counts as wrong. "right": the sentence is true of the code and about its
mistake. "remark": true, and about something that the mistake brings about.
"wrong": it would send the student astray.
"""

import csv
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.course.course import Course, load_course
from autograder.course.seed import Seed
from autograder.course.wrong import Version, read_versions
from autograder.grading.diagnosis.evidence import Seen, look
from autograder.grading.diagnosis.hints import Diagnosis
from autograder.grading.diagnosis.replay import ReplayShelf
from autograder.grading.diagnosis.suspects import Suspects
from autograder.grading.fixtures import Fixtures
from autograder.grading.local import LocalKey, run_locally

ROOT = Path(__file__).parents[1]
READ = ROOT / "tests" / "confusion_read.csv"
PAGE = ROOT / "docs" / "author.md"
FOLDS = 3
COLUMNS = ("right", "remark", "wrong", "silent")
BEGIN, END = "<!-- confusion -->", "<!-- end of confusion -->"
TEXT = """\
Written by `make confusion`, without confinement, at one seed: {shown} misconceptions that lose a
visible check ({hidden_only} lose hidden ones alone, where hints keep silent), and {strangers}
wrong functions that were written before anybody looked into the catalogue or wrote diagnosis. "Held
out": each misconception with its third of the catalogue taken away, so that others, the outputs
and the {slips} slips must speak for it; of the {told} hints that are then given {astray} lead
astray.
The strangers' functions are by the author of diagnosis. Those of the outsiders, {outsiders} that
lose a visible check, are by a language model that was shown the students' files and nothing else,
and was asked for what beginners hand in most. Neither are by students: expect less of real ones.
Whether a sentence is right about a function is a person's judgement, pair by pair, in
`tests/confusion_read.csv`; a pair that nobody has read counts as named wrongly. A true remark says
something that holds ("gives the same answer in all these calls") without the mistake.

| | functions | named rightly | true remark | named wrongly | silent |
|---|---|---|---|---|---|
{summary}

The same by function, each as rightly / remark / wrongly / silent:

| function | whole catalogue | held out | strangers | outsiders |
|---|---|---|---|---|
{rows}
"""


@dataclass(frozen=True)
class Told:
    """One wrong function and what diagnosis says of it."""

    version: Version
    hint: str
    judged: str


class Clinic:
    """Diagnoses wrong versions of functions, all of them with the same checks."""

    def __init__(self, course: Course) -> None:
        self.course = course
        self.fixtures = Fixtures(course, Seed("confusion"))
        self.key = LocalKey(course)
        self.diagnosis = Diagnosis(course, self.key, self.fixtures)

    def look_at(self, version: Version) -> list[Seen]:
        """Run a version through its checks, as grading sees a student's function."""
        student, seen = self.key.student_with(version), []
        checks = self.course.checks_of(version.function)
        for check, verdict in run_locally(checks, student, self.fixtures):
            if check.visibility == "visible":
                seen.append(look(version.function, check.name, verdict))
            else:
                seen.append(Seen.verdict(check.name, verdict.passed))
        return seen


def strangers(course: Course) -> tuple[Version, ...]:
    """Read the wrong functions that were written before diagnosis was."""
    return _read(course, "strangers.py")


def outsiders(course: Course) -> tuple[Version, ...]:
    """Read the wrong functions by who saw nothing but the students' files."""
    return _read(course, "outsiders/*.py")


def _read(course: Course, pattern: str) -> tuple[Version, ...]:
    anywhere = replace(course.solutions[0], functions=tuple(course.functions.values()))
    paths = sorted((ROOT / "tests").glob(pattern))
    return tuple(version for path in paths for version in read_versions(path, anywhere))


def shows(seen: Iterable[Seen]) -> bool:
    """Tell whether some visible check failed: without one there is nothing to go by."""
    return any(not one.run.passed for one in seen if not one.bare)


def judgements() -> dict[tuple[str, str], str]:
    """Read what a person judged of each wrong function's hint."""
    with READ.open(newline="", encoding="utf-8") as file:
        return {(row["function"], row["hint"]): row["judged"] for row in csv.DictReader(file)}


def judge(version: Version, hint: str, read: Mapping[tuple[str, str], str]) -> str:
    if not hint:
        return "silent"
    if hint == version.sentence:
        return "right"
    return read.get((version.name, hint), "unread")


def held_out(
    clinic: Clinic, versions: Sequence[Version], seen: Mapping[str, list[Seen]]
) -> dict[str, str]:
    """Give each version's hint where its third of the catalogue is missing."""
    hints = {}
    for fold in range(FOLDS):
        diagnosis = clinic.diagnosis.without(versions[fold::FOLDS])
        for version in versions[fold::FOLDS]:
            hints[version.name] = diagnosis.hint(version.function, seen[version.name])
    return hints


def measure(clinic: Clinic) -> dict[str, list[Told]]:
    """Diagnose everything in the three ways."""
    read = judgements()
    catalogue = clinic.course.misconceptions()
    seen = {version.name: clinic.look_at(version) for version in catalogue}
    shown = [version for version in catalogue if shows(seen[version.name])]
    whole = clinic.diagnosis
    hints = held_out(clinic, catalogue, seen)
    told = {
        "whole catalogue": [(v, whole.hint(v.function, seen[v.name])) for v in shown],
        "held out": [(v, hints[v.name]) for v in shown],
        "strangers": _diagnosed(clinic, strangers(clinic.course)),
        "outsiders": _diagnosed(clinic, outsiders(clinic.course)),
    }
    return {
        way: [Told(version, hint, judge(version, hint, read)) for version, hint in pairs]
        for way, pairs in told.items()
    }


def _diagnosed(clinic: Clinic, versions: Iterable[Version]) -> list[tuple[Version, str]]:
    """Give the hints of all that lose a visible check."""
    looks = [(version, clinic.look_at(version)) for version in versions]
    return [
        (version, clinic.diagnosis.hint(version.function, seen))
        for version, seen in looks
        if shows(seen)
    ]


def counts(told: Iterable[Told]) -> list[int]:
    """Count by judgement, what nobody has read among the wrong."""
    found = Counter("wrong" if one.judged == "unread" else one.judged for one in told)
    return [found[column] for column in COLUMNS]


def summary_row(way: str, told: Sequence[Told]) -> str:
    shares = [f"{count} ({100 * count / len(told):.1f} %)" for count in counts(told)]
    return f"| {way} | {len(told)} | {' | '.join(shares)} |"


def function_row(name: str, told: Mapping[str, Sequence[Told]]) -> str:
    cells = []
    for all_told in told.values():
        own = [one for one in all_told if one.version.function == name]
        cells.append(" / ".join(map(str, counts(own))) if own else "")
    return f"| `{name}` | {' | '.join(cells)} |"


def slips(clinic: Clinic) -> int:
    """Count the answer keys with one step gone wrong."""
    suspects = Suspects(clinic.course, ReplayShelf(clinic.course, clinic.key, clinic.fixtures))
    ways = (suspects.slips, suspects.misled)
    return sum(len(way(function)) for way in ways for function in clinic.course.functions)


def page(clinic: Clinic, told: Mapping[str, Sequence[Told]]) -> str:
    """Write what docs/author.md says."""
    course, shown = clinic.course, len(told["held out"])
    *_, astray, silent = counts(told["held out"])
    return TEXT.format(
        shown=shown,
        told=shown - silent,
        slips=f"{slips(clinic):,}",
        astray=astray,
        hidden_only=len(course.misconceptions()) - shown,
        strangers=len(told["strangers"]),
        outsiders=len(told["outsiders"]),
        summary="\n".join(summary_row(way, all_told) for way, all_told in told.items()),
        rows="\n".join(function_row(name, told) for name in course.functions),
    )


def main() -> int:
    clinic = Clinic(load_course(ROOT))
    told = measure(clinic)
    for way, all_told in told.items():
        for one in all_told:
            if one.judged == "unread":
                print("unread", way, one.version.name, one.version.sentence, one.hint, sep=" | ")
    written = page(clinic, told)
    head, begin, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    _, end, tail = rest.partition(END)
    PAGE.write_text(f"{head}{begin}\n{written}{end}{tail}", encoding="utf-8")
    print(written)
    return 0


if __name__ == "__main__":
    sys.exit(main())
