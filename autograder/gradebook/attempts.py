"""An attempt, and on what it was, or should be, graded."""

from dataclasses import dataclass

from ..records.record import Record


@dataclass(frozen=True)
class Terms:
    """On what a submission was graded: with its content, that decides the record."""

    checks: str
    seed: str
    level: str


@dataclass(frozen=True)
class Wanted:
    """On what a submission should be graded: a better level than asked for will do.

    Attributes
    ----------
    checks, seed : str
        Their hashes.
    levels : tuple of str
        The isolation levels that are accepted.
    """

    checks: str
    seed: str
    levels: tuple[str, ...]

    def met_by(self, terms: Terms | None) -> bool:
        """Tell whether a grading on these terms will do."""
        if terms is None:
            return False
        return (terms.checks, terms.seed) == (self.checks, self.seed) and terms.level in self.levels


@dataclass(frozen=True)
class Attempt:
    """One hand-in of one student.

    Attributes
    ----------
    id : int
    student : str
    number : int
        Counted from 1, for each student.
    content : str
        The hash of what was handed in.
    notes : tuple of str
        On the files that were handed in.
    fault : str
        Why the grader failed on it; empty where it did not.
    result : int or None
        Which grading counts; None where there is none yet.
    terms : Terms or None
        How that was graded.
    """

    id: int
    student: str
    number: int
    content: str
    notes: tuple[str, ...]
    fault: str
    result: int | None
    terms: Terms | None


def terms_of(record: Record) -> Terms:
    """Give the terms on which a record was made."""
    return Terms(record.checks_hash, record.seed_hash, str(record.isolation["level"]))
