"""The wrong versions that may stand behind a student's function, in the order of asking."""

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property

from ...course.course import Course
from ...course.wrong import Version, version_in
from .replay import ReplayShelf
from .slips.versions import slips_before, slips_inside

_PART = "The part that {0} does goes wrong: {1}"


class Suspects:
    """Gives the wrong versions of functions, made when a student first needs them.

    Parameters
    ----------
    course : Course
    shelf : ReplayShelf
    """

    def __init__(self, course: Course, shelf: ReplayShelf) -> None:
        self._course, self._shelf = course, shelf
        self._made: dict[tuple[str, str], list[Version]] = {}

    def catalogue(self, function: str) -> list[Version]:
        """Give a function's misconceptions."""
        return self._catalogue.get(function, [])

    def borrowed(self, function: str) -> list[Version]:
        """Give the misconceptions of the functions that the answer key calls for it."""
        needed = self._course.answers.needs(function)
        return self._once(
            ("borrowed", function),
            lambda: [
                replace(version, sentence=_PART.format(name, version.sentence))
                for name in reversed(list(self._keys))
                if name in needed
                for version in self.catalogue(name)
            ],
        )

    def slips(self, function: str) -> list[Version]:
        """Give the answer key's text, gone wrong by one step; a pencil's answer has none."""
        if self._course.functions[function].by_hand:
            return []
        return self._once(("slips", function), lambda: slips_inside(*self._key(function)))

    def misled(self, function: str) -> list[Version]:
        """Give the answer key's text, handed something else than it should be."""
        return self._once(("misled", function), lambda: slips_before(*self._key(function)))

    def _once(self, what: tuple[str, str], make: Callable[[], list[Version]]) -> list[Version]:
        if what not in self._made:
            self._made[what] = make()
        return self._made[what]

    @cached_property
    def _catalogue(self) -> dict[str, list[Version]]:
        found: dict[str, list[Version]] = {}
        for version in self._course.misconceptions():
            found.setdefault(version.function, []).append(version)
        return found

    @cached_property
    def _keys(self) -> dict[str, Version]:
        return {
            function.name: version_in(solution, function.name)
            for solution in self._course.solutions
            for function in solution.functions
        }

    def _key(self, function: str) -> tuple[Version, set[str]]:
        """Give the answer key's text, and which parameters are arrays or lists in its checks."""
        known = self._shelf.replays(function).arrays
        names = enumerate(self._course.parameters(function))
        return self._keys[function], {n for place, n in names if {n, str(place)} & known}
