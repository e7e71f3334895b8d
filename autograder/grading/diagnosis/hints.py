"""Names the mistake behind a lost function, or says nothing.

First what is most basic, then the misconception that does on every comparable
call what the student's function did, then what turns right answers into those
that came, then one step by which right code would do the same, and at last where
the answers go wrong. A wrong name costs more trust than ten missing ones, so a
doubt means silence.
"""

import copy
from collections.abc import Iterable, Sequence

import numpy as np

from ...course.course import Course
from ...course.wrong import Version
from ..fixtures import Fixtures
from ..local import LocalKey
from .evidence import Observation, Seen, says_much, says_nothing
from .outputs.structure import basic_sentence, rough_sentence, structural_sentence
from .replay import Replays, ReplayShelf
from .suspects import Suspects

_MOST = 2


class Diagnosis:
    """Finds hints for the functions of a class.

    Parameters
    ----------
    course : Course
    key : LocalKey
    fixtures : Fixtures
    from_hidden : bool
        Whether hints may rest on what hidden checks called.
    """

    def __init__(
        self, course: Course, key: LocalKey, fixtures: Fixtures, from_hidden: bool = False
    ) -> None:
        self.from_hidden = from_hidden
        self._shelf = ReplayShelf(course, key, fixtures)
        self._suspects = Suspects(course, self._shelf)
        self._unknown: frozenset[str] = frozenset()

    def without(self, versions: Iterable[Version]) -> "Diagnosis":
        """Give one that does not know some misconceptions, to measure what that costs."""
        other = copy.copy(self)
        other._unknown = frozenset(version.name for version in versions)
        return other

    def hint(self, function: str, seen: Sequence[Seen]) -> str:
        """Give the one hint to show, empty where nothing is certain.

        Parameters
        ----------
        function : str
        seen : sequence of Seen
            Its checks, as `evidence.look` gives them.
        """
        with np.errstate(all="ignore"):
            try:
                replays = self._shelf.replays(function)
                try:
                    return self._find(function, seen, replays)
                finally:
                    replays.forget_students()
            except Exception:  # whatever a student returned: no hint is worth a grade
                return ""

    def _find(self, function: str, seen: Sequence[Seen], replays: Replays) -> str:
        made = [o for one in seen for o in one.observations(replays)]
        basic = basic_sentence(made)
        if basic or not any(observation.wrong for observation in made):
            return basic
        known = self._known(self._suspects.catalogue(function))
        named = _named(seen, known, replays) or _named(_sound(seen), known, replays)
        told = _together(named) or structural_sentence(made)
        if not told and not named:
            told = self._step(function, seen, made, replays)
        return told or rough_sentence(made)

    def _step(
        self, function: str, seen: Sequence[Seen], made: Sequence[Observation], replays: Replays
    ) -> str:
        """Name one step by which right code may have gone wrong so."""
        if says_nothing(made):
            return ""
        suspects, much = self._suspects, says_much(made)
        borrowed = self._known(suspects.borrowed(function)) if much else []
        told = _together(_named(seen, borrowed, replays))
        told = told or _together(_named(seen, suspects.slips(function), replays))
        if told or not much:
            return told
        return _together(_named(seen, suspects.misled(function), replays))

    def _known(self, versions: Iterable[Version]) -> list[Version]:
        return [version for version in versions if version.name not in self._unknown]


def _sound(seen: Sequence[Seen]) -> list[Seen]:
    """Leave out checks that ended in an error, nan or inf: those may have a cause of their own."""
    if not any(one.spoilt for one in seen):
        return []
    return [one for one in seen if not one.spoilt and (one.run.passed or not one.bare)]


def _named(seen: Sequence[Seen], known: Sequence[Version], replays: Replays) -> list[str]:
    """Give the sentences of all versions that do what the student's function did."""
    if all(one.run.passed for one in seen if not one.bare):
        return []
    asked = sorted(seen, key=lambda one: (one.bare, one.run.passed, replays.cost(one.check)))
    fitting = (version for version in known if _fits(version, asked, replays))
    return list(dict.fromkeys(version.sentence for version in fitting))


def _fits(version: Version, seen: Sequence[Seen], replays: Replays) -> bool:
    """Tell whether a version went through every check as the student's function did."""
    return all(
        one.repeated_by(replays.run(version, one.check), replays.slacks(one.check)) for one in seen
    )


def _together(sentences: Sequence[str]) -> str:
    """Say one sentence, or two as alternatives; of more than two, none."""
    if not sentences or len(sentences) > _MOST:
        return ""
    if len(sentences) == 1:
        return sentences[0]
    return f"One of two mistakes gives exactly this. {sentences[0]} Or: {sentences[1]}"
