"""Knows what checks will ask of a submission: what they ask of the answer key.

A check's inputs come from the class's seed, whoever is graded, and hardly ever
from what a function answered. So a function's checks are run on the answer key
once a class, and from then on all of their calls can cross at once.
"""

from collections.abc import Sequence

from ..course.checks import Check
from .crossing import Asked
from .fixtures import Fixtures
from .local import LocalKey, run_locally

_MOST = 1 << 20  # bytes at once; a worker holds them all


class Foresight:
    """Foretells the calls of checks.

    Parameters
    ----------
    key : LocalKey
    fixtures : Fixtures
    """

    def __init__(self, key: LocalKey, fixtures: Fixtures) -> None:
        self._key, self._fixtures = key, fixtures
        self._calls: dict[str, tuple[Asked, ...] | None] = {}

    def calls(self, checks: Sequence[Check]) -> tuple[Asked, ...]:
        """Give the calls that checks will make, in order; none where nothing is to be gained.

        That is so for a single one, for checks which the answer key does not pass, and
        for more than a worker should hold.
        """
        found: list[Asked] = []
        for check in checks:
            calls = self._of(check)
            if calls is None:
                return ()
            found += calls
        worthwhile = len(found) > 1 and sum(len(asked.data) for asked in found) <= _MOST
        return tuple(found) if worthwhile else ()

    def _of(self, check: Check) -> tuple[Asked, ...] | None:
        if check.name not in self._calls:
            ((_, verdict),) = run_locally([check], self._key.student(), self._fixtures)
            calls = [(call.name, call.arguments) for call in verdict.calls]
            self._calls[check.name] = Asked.all_of(check, calls) if verdict.passed else None
        return self._calls[check.name]
