"""What a student's function did in its checks, as far as it can be compared."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from ...inside.calls import Outcome
from ...inside.student import Call
from ..checking import Verdict
from .likeness import alike, is_truth, numbers, same_value
from .replay import Replays, Run, given

_LISTED, _COMPUTED = 3, 2  # different numbers: fewer may come about in many ways


@dataclass(frozen=True)
class Observation:
    """One call, what came of it and what the answer key gives.

    Attributes
    ----------
    failed : bool
        True where the call's check lost its points.
    arguments : dict of str to object
        By name, positional ones as ``"0"``, ``"1"`` and so on.
    came, wanted : Outcome
    slack : float
        By how much right versions differ on this call.
    """

    failed: bool
    arguments: dict[str, Any]
    came: Outcome
    wanted: Outcome
    slack: float = 0.0

    @property
    def wrong(self) -> bool:
        """True where the call is a part of what went wrong."""
        return self.failed and not alike(self.came, self.wanted, self.slack)


@dataclass(frozen=True)
class Seen:
    """One check as a student's function went through it.

    Attributes
    ----------
    check : str
    run : Run
        With the calls that no lost earlier function has a part in.
    whole : bool
        True where all of its calls are of that kind.
    bare : bool
        True where only the verdict may be used: it can rule a name out.
    cut : bool
        True where calls were left out because a lost earlier function is in them.
    """

    check: str
    run: Run
    whole: bool = True
    bare: bool = False
    cut: bool = False

    @classmethod
    def verdict(cls, check: str, passed: bool) -> "Seen":
        """Keep of a check whether it passed, and nothing else."""
        return cls(check, Run(passed, (), ()), bare=True)

    @property
    def spoilt(self) -> bool:
        """True where the check failed with an error, nan or inf in a call."""
        return not self.run.passed and any(map(_unusable, self.run.calls))

    def observations(self, replays: Replays) -> list[Observation]:
        """Pair the calls with those that the answer key was asked."""
        wanted, slacks = replays.wanted(self.check).calls, replays.slacks(self.check)
        return [
            Observation(not self.run.passed, given(own), own.outcome, aim.outcome, slack)
            for own, aim, slack in zip(self.run.calls, wanted, slacks, strict=False)
            if own.arguments == aim.arguments
        ]

    def repeated_by(self, other: Run, slacks: Sequence[float]) -> bool:
        """Tell whether another version went through the check in the same way.

        Where right versions differ, what the check compared decides, if it
        compared anything.
        """
        if self.bare:
            return self.run.passed == other.passed
        if self.whole and (self.run.passed, len(self.run.calls)) != (
            other.passed,
            len(other.calls),
        ):
            return False
        loose = any(slacks[: len(self.run.calls)])
        by_comparison = loose and self.whole and bool(self.run.compared)
        if by_comparison and not _same_list(self.run.compared, other.compared):
            return False
        return len(other.calls) >= len(self.run.calls) and all(
            own.arguments == their.arguments
            and (by_comparison or alike(own.outcome, their.outcome, slack))
            for own, their, slack in zip(self.run.calls, other.calls, slacks, strict=False)
        )


def look(function: str, check: str, verdict: Verdict, repaired: Verdict | None = None) -> Seen:
    """Keep of a check what tells about its own function.

    Parameters
    ----------
    function, check : str
    verdict : Verdict
        With the student's own functions.
    repaired : Verdict, optional
        Of the same check with lost functions repaired, where it was run so too:
        a call that ends otherwise there has reached one of them, and says nothing.
    """
    if repaired is not None and repaired.passed:
        return Seen.verdict(check, passed=True)
    run = Run.of(function, verdict)
    calls = run.calls[:-1] if verdict.ended else run.calls
    if repaired is not None:
        pairs = zip(calls, Run.of(function, repaired).calls, strict=False)
        calls = tuple(own for own, _ in itertools.takewhile(lambda p: _same_call(*p), pairs))
    cut = repaired is not None and len(calls) < len(run.calls)
    return Seen(check, replace(run, calls=calls), whole=len(calls) == len(run.calls), cut=cut)


def _same_call(own: Call, other: Call) -> bool:
    return own.arguments == other.arguments and alike(own.outcome, other.outcome)


def _unusable(call: Call) -> bool:
    if call.outcome.error is not None:
        return True
    value = numbers(call.outcome.value)
    return value is not None and not np.isfinite(value).all()


def says_nothing(seen: Sequence[Observation]) -> bool:
    """Tell whether the wrong answers hold nothing but zeros: very many mistakes end so."""
    arrays = [numbers(one.came.value) for one in seen if one.wrong]
    return all(array is not None and array.size > 1 and not array.any() for array in arrays)


def says_much(seen: Sequence[Observation]) -> bool:
    """Tell whether the wrong answers could hardly have come about in many ways.

    That is a list of different numbers, or several that were computed and not chosen.
    """
    computed: set[float] = set()
    for observation in (one for one in seen if one.wrong):
        came = numbers(observation.came.value)
        if came is None or is_truth(observation.came.value):
            continue
        values = {float(value) for value in came.ravel()}
        if len(values) >= _LISTED:
            return True
        arrays = [numbers(value) for value in observation.arguments.values()]
        known = {float(v) for array in arrays if array is not None for v in array.ravel()}
        computed |= values - known - {0.0, 1.0}
    return len(computed) >= _COMPUTED


def _same_list(one: Sequence[Any], other: Sequence[Any]) -> bool:
    return len(one) == len(other) and all(map(same_value, one, other))
