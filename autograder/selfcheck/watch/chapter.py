"""What there is to do in a folder of exercises, and how far it is done."""

import ast
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..checks import Check, State
from ..folder import Folder

_POINTS = re.compile(r"""points\(\s*["'](\w+)["']\s*,\s*(\d+)""")


@dataclass
class Chapter:
    """The graded functions of a folder, and the state of each.

    Attributes
    ----------
    functions : mapping of str to tuple of str
        By exercise, in the chapter's order.
    by_hand : frozenset of str
        Functions whose visible checks give no points: they look at the form alone.
    states : dict of str to State
        By function; one that is not in it has not been checked.
    contents : dict of str to str
        By exercise: a hash of the file that its states are about.
    """

    functions: Mapping[str, tuple[str, ...]]
    by_hand: frozenset[str]
    states: dict[str, State] = field(default_factory=dict)
    contents: dict[str, str] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """How many functions there are."""
        return sum(map(len, self.functions.values()))

    @property
    def done(self) -> int:
        """How many of them pass all their visible checks."""
        return sum(self.is_done(name) for names in self.functions.values() for name in names)

    def is_done(self, function: str) -> bool:
        """Tell whether a function passes all its visible checks."""
        return self.states.get(function) == State.PASSED

    def finished(self, exercise: str) -> bool:
        """Tell whether all functions of an exercise are done."""
        return all(map(self.is_done, self.functions[exercise]))

    def after(self, exercise: str | None) -> str | None:
        """Give the next exercise that is not finished, from the first one on again at the end."""
        names = list(self.functions)
        start = names.index(exercise) + 1 if exercise in names else 0
        return next((n for n in names[start:] + names[:start] if not self.finished(n)), None)

    def learn(self, exercise: str, content: str, checks: Iterable[Check]) -> None:
        """Take in what became of an exercise's checks."""
        found: dict[str, list[State]] = {}
        for check in checks:
            found.setdefault(check.function, []).append(check.state)
        for name in self.functions[exercise]:
            self.states[name] = _worst(found.get(name, []))
        self.contents[exercise] = content

    def suspect(self, exercise: str, used: Iterable[str]) -> str:
        """Name an earlier function among some names that is known to be wrong or missing."""
        names = set(used)
        for earlier in list(self.functions)[: list(self.functions).index(exercise)]:
            for name in self.functions[earlier]:
                lost = self.states.get(name) in {State.FAILED, State.NOT_ATTEMPTED}
                if lost and name in names:
                    return f"{name} in {earlier}.py"
        return ""


def _worst(states: list[State]) -> State:
    order = (State.FAILED, State.NOT_ATTEMPTED, State.OPEN, State.PASSED)
    return next((state for state in order if state in states), State.OPEN)


def read_chapter(folder: Folder) -> Chapter:
    """Find the functions in the files of visible checks."""
    functions = {}
    weights: dict[str, int] = {}
    for exercise in folder.exercises:
        text = folder.checks(exercise).read_text(encoding="utf-8", errors="replace")
        found = _POINTS.findall(text)
        functions[exercise] = tuple(dict.fromkeys(name for name, _ in found))
        for name, weight in found:
            weights[name] = weights.get(name, 0) + int(weight)
    by_hand = frozenset(name for name, weight in weights.items() if weight == 0)
    return Chapter({name: those for name, those in functions.items() if those}, by_hand)


def content_of(folder: Folder, exercise: str) -> str:
    """Give a hash of an exercise's file, empty where it cannot be read."""
    try:
        return hashlib.sha256(folder.file(exercise).read_bytes()).hexdigest()
    except OSError:
        return ""


def definitions(folder: Folder, exercise: str) -> dict[str, ast.FunctionDef]:
    """Give the functions that an exercise's file defines, none where it cannot be parsed."""
    try:
        tree = ast.parse(folder.file(exercise).read_bytes())
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
        return {}
    return {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}


def used_by(function: str, defined: Mapping[str, ast.FunctionDef]) -> set[str]:
    """Give the names that a function uses, itself or through others of its file."""
    seen: set[str] = set()
    queue = [function]
    while queue:
        node = defined.get(queue.pop())
        names = {n.id for n in ast.walk(node) if isinstance(n, ast.Name)} if node else set()
        queue += names - seen
        seen |= names
    return seen


def stub_of(function: str, defined: Mapping[str, ast.FunctionDef]) -> tuple[int, str]:
    """Give the line at which a function is to be written, and what its stub says to do.

    Returns
    -------
    tuple of int and str
        0 and an empty text where there is no such function.
    """
    if function not in defined:
        return 0, ""
    node = defined[function]
    last = node.body[-1]
    if isinstance(last, ast.Raise) and isinstance(last.exc, ast.Call) and last.exc.args:
        said = last.exc.args[0]
        if isinstance(said, ast.Constant) and isinstance(said.value, str):
            return last.lineno, said.value
    return node.lineno, ""
