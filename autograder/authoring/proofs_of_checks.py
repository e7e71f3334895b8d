"""Proofs on the checks: they keep what is right, notice what is wrong, and each earns its place."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..course.checks import Check
from ..course.course import Course
from ..course.markers import Function
from ..course.seed import Seed
from ..course.wrong import Version
from ..grading.checking import Verdict
from ..grading.fixtures import Fixtures
from ..grading.local import LocalKey, run_locally
from ..inside.student import Student
from ..records.errors import UserError
from .do_nothing import DO_NOTHING, hidden_share
from .judgement import Judgement, judge
from .proofs_of_files import at

SEEDS = tuple(Seed(f"audit {number}") for number in range(20))
DO_NOTHING_MAY_EARN = 0.1
VISIBLE_SHARE = 0.9


ANSWER_KEY = "the answer key"


def right_stays_right(course: Course, names: Sequence[str]) -> list[list[UserError]]:
    """Want every point at every seed for variants, and no warning for the answer key.

    Parameters
    ----------
    course : Course
    names : sequence of str
        Names of variants, or `ANSWER_KEY`.

    Returns
    -------
    list of list of UserError
        The problems of each.
    """
    at_seeds = [Fixtures(course, seed) for seed in SEEDS]
    key = LocalKey(course)
    variants = {version.name: version for version in course.variants()}
    problems = []
    for name in names:
        found = (
            _answer_key_fails(course, key, at_seeds)
            if name == ANSWER_KEY
            else _variant_fails(course, key, variants[name], at_seeds)
        )
        problems.append(list(found))
    return problems


def _answer_key_fails(
    course: Course, key: LocalKey, at_seeds: Sequence[Fixtures]
) -> Iterator[UserError]:
    student = key.student()
    for check, verdict in _at_every_seed(course.checks, student, at_seeds):
        warned = [w for call in student.calls for w in call.outcome.warned]
        if not verdict.passed or warned:
            what = _said(verdict) if not verdict.passed else ", ".join(warned)
            yield UserError(f"the solution fails or warns: {what}", check.path, check.line)


def _variant_fails(
    course: Course, key: LocalKey, version: Version, at_seeds: Sequence[Fixtures]
) -> Iterator[UserError]:
    student = key.student_with(version)
    checks = course.checks_of(version.function)
    for check, verdict in _at_every_seed(checks, student, at_seeds):
        if not verdict.passed:
            yield UserError(
                f"{version.name} is correct but fails {check.name} "
                f"({_said(verdict)}): mend the check",
                version.path,
                version.line,
            )


def _at_every_seed(
    checks: Sequence[Check], student: Student, at_seeds: Sequence[Fixtures]
) -> Iterator[tuple[Check, Verdict]]:
    """Run checks with each seed's fixtures until they fail; fixed ones run once."""
    waiting = list(checks)
    for fixtures in at_seeds:
        failed: set[str] = set()
        for check, verdict in run_locally(waiting, student, fixtures):
            yield check, verdict
            if not verdict.passed:
                failed.add(check.name)
        waiting = [check for check in waiting if check.random and check.name not in failed]


def _said(verdict: Verdict) -> str:
    detail = verdict.detail
    parts = [verdict.message, detail.get("call", ""), detail.get("came", "")]
    return ": ".join(part for part in parts if part) or verdict.status


def judgements_of(course: Course, names: Sequence[str]) -> list[Judgement]:
    """Let a function's own checks judge misconceptions, at the first seed."""
    fixtures, key = Fixtures(course, SEEDS[0]), LocalKey(course)
    versions = {version.name: version for version in course.misconceptions()}
    return [judge(course, key, versions[name], fixtures) for name in names]


def misconceptions_differ(
    judgements: dict[str, Judgement], versions: tuple[Version, ...]
) -> Iterator[UserError]:
    """Want no two misconceptions of a function that behave alike."""
    seen: dict[tuple[str, str], str] = {}
    for version in versions:
        key = (version.function, judgements[version.name].behaviour)
        other = seen.setdefault(key, version.name)
        if other != version.name:
            yield UserError(
                f"{version.name} returns the same as {other} on every call: remove one",
                version.path,
                version.line,
            )


def blind_seeds_of(course: Course, names: Sequence[str]) -> list[int]:
    """Count for misconceptions the seeds at which their function's random checks take no point."""
    key, at_seeds = LocalKey(course), [Fixtures(course, seed) for seed in SEEDS]
    versions = {version.name: version for version in course.misconceptions()}
    blind = []
    for name in names:
        version = versions[name]
        seeds = (judge(course, key, version, fixtures, only_random=True) for fixtures in at_seeds)
        blind.append(sum(not _costs(course, version, judged.failed) for judged in seeds))
    return blind


def noticed_by_luck(
    course: Course, versions: tuple[Version, ...], judgements: Mapping[str, Judgement]
) -> list[Version]:
    """Give the misconceptions that no check with fixed inputs takes points for."""
    return [v for v in versions if not _costs(course, v, judgements[v.name].failed_fixed)]


def _costs(course: Course, version: Version, failed: Collection[str]) -> bool:
    return any(c.weight for c in course.checks_of(version.function) if c.name in failed)


def misconceptions_lose(versions: Sequence[Version], blind: Sequence[int]) -> Iterator[UserError]:
    """Want every misconception to lose points of its own function at every seed."""
    for version, seeds in zip(versions, blind, strict=True):
        if seeds:
            yield UserError(
                f"no check notices {version.name} at {seeds} of {len(SEEDS)} seeds: "
                f"sharpen a check of {version.function}",
                version.path,
                version.line,
            )


def checks_bite(
    course: Course, versions: tuple[Version, ...], judgements: dict[str, Judgement]
) -> Iterator[UserError]:
    """Want every check to be failed by some misconception.

    One that fails a hidden check must pass another hidden check of the function.
    """
    for function in course.functions:
        checks = course.checks_of(function)
        hidden = {check.name for check in checks if check.visibility == "hidden"}
        failed = [judgements[v.name].failed for v in versions if v.function == function]
        for check in checks:
            if check.visibility == "visible":
                bites = any(check.name in names for names in failed)
                what = "no misconception fails this visible check"
            else:
                bites = len(hidden) == 1 or any(
                    check.name in names and hidden - names for names in failed
                )
                what = f"no misconception fails this hidden check and passes another of {function}"
            if not bites:
                yield UserError(
                    f"{what}: {check.name}; add one, or remove the check", check.path, check.line
                )


@dataclass(frozen=True)
class Noticed:
    """How many misconceptions a function has, and how many a check notices that no other does."""

    misconceptions: int
    alone: Mapping[str, int]


def noticed(
    course: Course, versions: tuple[Version, ...], judgements: dict[str, Judgement]
) -> dict[str, Noticed]:
    """Count for each function what its checks notice alone; those that notice none are left out."""
    found = {}
    for function in course.functions:
        failed = [judgements[v.name].failed for v in versions if v.function == function]
        alone = Counter(name for names in failed if len(names) == 1 for name in names)
        found[function] = Noticed(len(failed), alone)
    return found


def only_hidden_notice(
    course: Course, versions: tuple[Version, ...], judgements: dict[str, Judgement]
) -> list[Version]:
    """Give the misconceptions of code functions that no visible check notices."""
    visible = {check.name for check in course.checks if check.visibility == "visible"}
    return [
        version
        for version in versions
        if not course.functions[version.function].by_hand
        and not judgements[version.name].failed & visible
    ]


def visible_teach(
    course: Course, versions: tuple[Version, ...], unseen: list[Version]
) -> Iterator[UserError]:
    """Want a reason for each misconception that only hidden checks notice, and few of them."""
    for version in unseen:
        if not version.hidden_only:
            yield UserError(
                f"no visible check notices {version.name}: add one, "
                "or say why above it: # hidden only: ...",
                version.path,
                version.line,
            )
    code = [version for version in versions if not course.functions[version.function].by_hand]
    if len(unseen) > (1 - VISIBLE_SHARE) * len(code):
        yield UserError(
            f"visible checks notice {len(code) - len(unseen)} of {len(code)} misconceptions, "
            f"wanted {VISIBLE_SHARE:.0%}",
            course.root / "solutions",
        )


def do_nothing(course: Course, names: Sequence[str]) -> list[list[UserError]]:
    """Want hardly a hidden point for bodies that do no work.

    Returns
    -------
    list of list of UserError
        The problems of each function.
    """
    fixtures, key = Fixtures(course, SEEDS[0]), LocalKey(course)
    return [list(_do_nothing(course, key, course.functions[name], fixtures)) for name in names]


def _do_nothing(
    course: Course, key: LocalKey, function: Function, fixtures: Fixtures
) -> Iterator[UserError]:
    for what, body in DO_NOTHING.items():
        if body is None and function.by_hand:
            continue  # its visible checks do not ask for the numbers
        share = hidden_share(course, key, function.name, body, fixtures)
        if share > DO_NOTHING_MAY_EARN:
            yield at(
                course,
                function,
                f"{function.name} that returns {what} earns {share:.0%} of the hidden points",
            )
