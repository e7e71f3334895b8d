"""Proves the exercises before they are released, and names what fails and where to mend it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from ..classroom.jobs import Jobs
from ..course.course import Course
from ..course.wrong import Version
from ..records.errors import UserError
from . import proofs_of_checks as checks
from . import proofs_of_files as files
from .proofs_of_grading import whole_submissions


@dataclass
class Audit:
    """What an audit looked at and found.

    Attributes
    ----------
    problems : list of UserError
        Each with file, line and what to mend.
    hidden_only : list of Version
        Misconceptions that no visible check notices, each with its reason.
    noticed : dict of str to Noticed
        By function.
    counts : dict of str to int
    """

    problems: list[UserError] = field(default_factory=list)
    hidden_only: list[Version] = field(default_factory=list)
    noticed: dict[str, checks.Noticed] = field(default_factory=dict)
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
    misconceptions, variants = course.misconceptions(), course.variants()
    result.counts = {
        "functions": len(course.functions),
        "checks": len(course.checks),
        "misconceptions": len(misconceptions),
        "variants": len(variants),
        "seeds": len(checks.SEEDS),
    }
    tell("generated files, stubs, examples, order of the reference")
    for proof in (files.generated, files.leaks, files.examples, files.order):
        result.problems += proof(course)
    with Jobs(course) as jobs:
        tell(f"the answer key and {len(variants)} variants at {len(checks.SEEDS)} seeds")
        right = [checks.ANSWER_KEY, *(version.name for version in variants)]
        for found in jobs.spread(checks.right_stays_right, right):
            result.problems += found
        tell(f"{len(misconceptions)} misconceptions")
        names = [version.name for version in misconceptions]
        judged = dict(zip(names, jobs.spread(checks.judgements_of, names), strict=True))
        result.problems += checks.misconceptions_differ(judged, misconceptions)
        by_luck = checks.noticed_by_luck(course, misconceptions, judged)
        blind = jobs.spread(checks.blind_seeds_of, [version.name for version in by_luck])
        result.problems += checks.misconceptions_lose(by_luck, blind)
        result.problems += checks.checks_bite(course, misconceptions, judged)
        result.noticed = checks.noticed(course, misconceptions, judged)
        result.hidden_only = checks.only_hidden_notice(course, misconceptions, judged)
        result.problems += checks.visible_teach(course, misconceptions, result.hidden_only)
        tell("bodies that do nothing")
        for found in jobs.spread(checks.do_nothing, list(course.functions)):
            result.problems += found
    tell(f"whole submissions, graded at {level}")
    result.problems += whole_submissions(course, level, misconceptions, variants)
    return result
