"""Proves the exercises before they are released, and names what fails and where to mend it."""

import contextlib
import doctest
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from ..classroom.jobs import grade_all
from ..course.course import Course
from ..course.markers import Function
from ..course.seed import Seed
from ..course.wrong import Version
from ..grading.fixtures import Fixtures
from ..grading.local import local_student, run_locally, with_version, with_versions
from ..inside.loader import Loader
from ..records.errors import UserError
from ..records.record import Status
from ..submission.reader import Source, Submission
from . import build
from .do_nothing import DO_NOTHING, hidden_share
from .judgement import Judgement, judge

SEEDS = 20
DO_NOTHING_MAY_EARN = 0.1
VISIBLE_SHARE = 0.9
_SHORTEST_LEAK = 12


@dataclass
class Audit:
    """What an audit looked at and found.

    Attributes
    ----------
    problems : list of UserError
        Each with file, line and what to mend.
    hidden_only : list of Version
        Misconceptions that no visible check notices, each with its reason.
    counts : dict of str to int
    """

    problems: list[UserError] = field(default_factory=list)
    hidden_only: list[Version] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)


def audit(course: Course, level: str, tell: Callable[[str], None]) -> Audit:
    """Run every proof.

    Parameters
    ----------
    course : Course
    level : str
        The isolation level at which whole submissions are graded.
    tell : callable
        Takes a line on what is being looked at.
    """
    result = Audit()
    fixtures = [Fixtures(course, Seed(f"audit {number}")) for number in range(SEEDS)]
    misconceptions, variants = course.misconceptions(), course.variants()
    result.counts = {
        "functions": len(course.functions),
        "checks": len(course.checks),
        "misconceptions": len(misconceptions),
        "variants": len(variants),
        "seeds": SEEDS,
    }
    tell("generated files, stubs, examples, order of the reference")
    for proof in (_generated, _leaks, _examples, _order):
        result.problems += proof(course)
    tell(f"the answer key and {len(variants)} variants at {SEEDS} seeds")
    result.problems += _right_stays_right(course, variants, fixtures)
    tell(f"{len(misconceptions)} misconceptions at {SEEDS} seeds")
    judgements = {v.name: judge(course, v, fixtures[0]) for v in misconceptions}
    result.problems += _misconceptions_differ(judgements, misconceptions)
    result.problems += _misconceptions_lose(course, misconceptions, judgements, fixtures)
    result.problems += _checks_bite(course, misconceptions, judgements)
    result.problems += _visible_teach(course, misconceptions, judgements, result)
    tell("bodies that do nothing")
    result.problems += _do_nothing(course, fixtures[0])
    tell(f"{len(misconceptions)} whole submissions, graded at {level}")
    result.problems += _whole_submissions(course, level, misconceptions, variants)
    return result


def submission_of(course: Course, name: str, files: dict[str, str]) -> Submission:
    """Make a submission of exercise texts."""
    sources = tuple(Source(e, (e,), files[e].encode()) for e in course.exercises if e in files)
    return Submission(name, sources)


def _at(course: Course, function: Function, what: str) -> UserError:
    path = course.root / "solutions" / function.exercise / "solution.py"
    return UserError(what, path, function.line)


def _generated(course: Course) -> Iterator[UserError]:
    try:
        build.check(course)
    except UserError as problem:
        yield problem


def _leaks(course: Course) -> Iterator[UserError]:
    for solution in course.solutions:
        for line in solution.cut:
            if len(line) >= _SHORTEST_LEAK and line in solution.stub:
                yield UserError(
                    f"the stub gives a line of the solution away: {line}; reword the docstring",
                    solution.path,
                    solution.source.splitlines().index(line) + 1
                    if line in solution.source.splitlines()
                    else None,
                )


def _examples(course: Course) -> Iterator[UserError]:
    loader = Loader(course.functions)
    runner = doctest.DocTestRunner(verbose=False)
    for solution in course.solutions:
        loader.load(solution.exercise, solution.source.encode())
        namespace = dict(vars(loader.modules[solution.exercise]))
        for function in solution.functions:
            text = namespace[function.name].__doc__ or ""
            test = doctest.DocTestParser().get_doctest(
                text, dict(namespace), function.name, str(solution.path), function.line
            )
            if not test.examples:
                yield _at(course, function, f"{function.name} needs an Examples block")
            said = io.StringIO()
            with contextlib.redirect_stdout(said):
                failed = runner.run(test, out=said.write).failed
            if failed:
                yield _at(course, function, f"the example does not run:\n{said.getvalue()}")


def _order(course: Course) -> Iterator[UserError]:
    names = list(course.functions)
    for name, function in course.functions.items():
        for needed in course.answers.needs(name):
            if names.index(needed) > names.index(name):
                yield _at(course, function, f"the solution of {name} calls the later {needed}")


def _right_stays_right(
    course: Course, variants: tuple[Version, ...], fixtures: list[Fixtures]
) -> Iterator[UserError]:
    for number, given in enumerate(fixtures):
        checks = [check for check in course.checks if check.random or number == 0]
        student = local_student(course, {s.exercise: s.source for s in course.solutions})
        for check, verdict in run_locally(checks, student, given):
            warned = [w for call in student.calls for w in call.outcome.warned]
            if not verdict.passed or warned:
                what = verdict.message or ", ".join(warned) or str(verdict.detail)
                yield UserError(f"the solution fails or warns: {what}", check.path, check.line)
        for version in variants:
            student = local_student(course, with_version(course, version))
            mine = [check for check in checks if check.function == version.function]
            for check, verdict in run_locally(mine, student, given):
                if not verdict.passed:
                    yield UserError(
                        f"{version.name} is correct but fails {check.name}: "
                        f"{verdict.message} {verdict.detail}; mend the check",
                        version.path,
                        version.line,
                    )


def _misconceptions_differ(
    judgements: dict[str, Judgement], versions: tuple[Version, ...]
) -> Iterator[UserError]:
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


def _misconceptions_lose(
    course: Course,
    versions: tuple[Version, ...],
    judgements: dict[str, Judgement],
    fixtures: list[Fixtures],
) -> Iterator[UserError]:
    for version in versions:
        worth = {c.name: c.weight for c in course.checks_of(version.function)}
        fixed = [name for name in judgements[version.name].failed_fixed if worth[name]]
        blind = []
        if not fixed:
            for number, given in enumerate(fixtures):
                failed = judge(course, version, given, only_random=True).failed
                if not any(worth[name] for name in failed):
                    blind.append(number)
        if blind:
            yield UserError(
                f"no check notices {version.name} at {len(blind)} of {len(fixtures)} seeds: "
                f"sharpen a check of {version.function}",
                version.path,
                version.line,
            )


def _checks_bite(
    course: Course, versions: tuple[Version, ...], judgements: dict[str, Judgement]
) -> Iterator[UserError]:
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


def _visible_teach(
    course: Course,
    versions: tuple[Version, ...],
    judgements: dict[str, Judgement],
    result: Audit,
) -> Iterator[UserError]:
    visible = {c.name for c in course.checks if c.visibility == "visible"}
    code = [v for v in versions if not course.functions[v.function].by_hand]
    unseen = [v for v in code if not judgements[v.name].failed & visible]
    result.hidden_only = unseen
    for version in unseen:
        if not version.hidden_only:
            yield UserError(
                f"no visible check notices {version.name}: add one, "
                "or say why above it: # hidden only: ...",
                version.path,
                version.line,
            )
    if len(unseen) > (1 - VISIBLE_SHARE) * len(code):
        yield UserError(
            f"visible checks notice {len(code) - len(unseen)} of {len(code)} misconceptions, "
            f"wanted {VISIBLE_SHARE:.0%}",
            course.root / "solutions",
        )


def _do_nothing(course: Course, fixtures: Fixtures) -> Iterator[UserError]:
    for function in course.functions.values():
        for what, body in DO_NOTHING.items():
            if body is None and function.by_hand:
                continue  # its visible checks do not ask for the numbers
            share = hidden_share(course, function.name, body, fixtures)
            if share > DO_NOTHING_MAY_EARN:
                yield _at(
                    course,
                    function,
                    f"{function.name} that returns {what} earns {share:.0%} of the hidden points",
                )


def _whole_submissions(
    course: Course,
    level: str,
    misconceptions: tuple[Version, ...],
    variants: tuple[Version, ...],
) -> Iterator[UserError]:
    """Grade for real: the answer key, the stubs, each misconception alone, variants together."""
    key = {solution.exercise: solution.source for solution in course.solutions}
    stubs = {solution.exercise: solution.stub for solution in course.solutions}
    together = list(rounds(variants))
    files = [key, stubs, *(with_version(course, version) for version in misconceptions)]
    files += [with_versions(course, versions) for versions in together]
    submissions = [submission_of(course, str(number), f) for number, f in enumerate(files)]
    records = grade_all(course, level, Seed("audit 0"), submissions)
    for function in records[0].functions:
        if function.status is not Status.PASSED or function.notes:
            what = f"graded, the solution of {function.name} gets {function.status}"
            yield _at(course, course.functions[function.name], f"{what} {function.notes}")
    for function in records[1].functions:
        if function.status is not Status.NOT_ATTEMPTED or function.score:
            what = f"graded, the stub of {function.name} gets {function.status}"
            yield _at(course, course.functions[function.name], what)
    after = 2 + len(misconceptions)
    for version, record in zip(misconceptions, records[2:after], strict=True):
        lost = {f.name for f in record.functions if f.score != f.max_score}
        if lost != {version.function}:
            yield UserError(
                f"graded, {version.name} costs points of {', '.join(sorted(lost)) or 'nobody'}, "
                f"wanted {version.function} alone",
                version.path,
                version.line,
            )
    for versions, record in zip(together, records[after:], strict=True):
        lost = {f.name for f in record.functions if f.score != f.max_score}
        for version in versions:
            if version.function in lost:
                yield UserError(
                    f"graded, {version.name} is correct but loses points",
                    version.path,
                    version.line,
                )


def rounds(variants: tuple[Version, ...]) -> Iterator[list[Version]]:
    """Give variants in rounds, one a function, so that few submissions try them all."""
    waiting: dict[str, list[Version]] = {}
    for version in variants:
        waiting.setdefault(version.function, []).append(version)
    while waiting:
        yield [versions.pop() for versions in waiting.values()]
        waiting = {name: versions for name, versions in waiting.items() if versions}
