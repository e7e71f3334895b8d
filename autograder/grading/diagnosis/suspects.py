"""The wrong versions that may stand behind a student's function, in the order of asking."""

import ast
from collections.abc import Iterator
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
        self._slips: dict[str, list[Version]] = {}
        self._misled: dict[str, list[Version]] = {}

    def catalogue(self, function: str) -> list[Version]:
        """Give a function's misconceptions."""
        return self._catalogue.get(function, [])

    def borrowed(self, function: str) -> list[Version]:
        """Give the misconceptions of the functions that the answer key calls for it."""
        return [
            replace(version, sentence=_PART.format(name, version.sentence))
            for name in self._called_by(function)
            for version in self.catalogue(name)
        ]

    def slips(self, function: str) -> list[Version]:
        """Give the answer key's text, gone wrong by one step; a pencil's answer has none."""
        if function not in self._slips:
            by_hand = self._course.functions[function].by_hand
            made = [] if by_hand else slips_inside(self._keys[function], self._arrays(function))
            self._slips[function] = made
        return self._slips[function]

    def misled(self, function: str) -> list[Version]:
        """Give the answer key's text, handed something else than it should be."""
        if function not in self._misled:
            self._misled[function] = slips_before(self._keys[function], self._arrays(function))
        return self._misled[function]

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

    def _arrays(self, function: str) -> set[str]:
        """Give the names of the parameters that are arrays or lists in its checks."""
        known = self._shelf.replays(function).arrays
        names = self._course.parameters(function)
        return {name for place, name in enumerate(names) if {name, str(place)} & known}

    def _called_by(self, function: str) -> list[str]:
        """Give the graded functions that the answer key calls for one, directly or not."""
        found: list[str] = []
        waiting = [function]
        while waiting:
            new = [name for name in self._names_in(waiting.pop()) if name not in found]
            found += new
            waiting += new
        return found

    def _names_in(self, function: str) -> Iterator[str]:
        names = {
            n.id for n in ast.walk(ast.parse(self._keys[function].text)) if isinstance(n, ast.Name)
        }
        yield from (name for name in self._keys if name in names)
