"""The answer key: its functions for the grader, and their text for a worker.

A worker may hold the reference of a function only once that function's score is
final. So the text is put together function by function, each with no more than
what it needs from the solution files.
"""

import ast
import marshal
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np

from ..inside.loader import Loader
from ..inside.student import Arguments
from ..inside.values import decode, encode
from ..records.errors import GraderFault, UserError
from .markers import Solution
from .statements import bound_by, closure, text_of, used_by


def load_answers(solutions: Iterable[Solution]) -> dict[str, Callable[..., Any]]:
    """Load every solution in the chapter's order and give its graded functions.

    Raises
    ------
    UserError
        Where a solution cannot be loaded.
    """
    solutions = list(solutions)
    loader = Loader(f.name for s in solutions for f in s.functions)
    for solution in solutions:
        # The answer key is trusted: what it may import is the audit's business.
        loaded = loader.load(solution.exercise, solution.source.encode(), libraries=True)
        if loaded.failure is not None:
            raise UserError(f"the solution does not load: {loaded.failure}", solution.path)
    return {f.name: loader.function(s.exercise, f.name) for s in solutions for f in s.functions}


class Reference:
    """The `reference` fixture: the answer key's functions, each input computed once.

    Parameters
    ----------
    answers : mapping of str to callable
    """

    def __init__(self, answers: Mapping[str, Callable[..., Any]]) -> None:
        self._answers = answers
        self._known: dict[tuple[object, ...], Any] = {}

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("_") or name not in self._answers:
            raise AttributeError(f"the answer key has no function {name}")

        def call(*args: Any, **kwargs: Any) -> Any:
            arguments = Arguments.of(args, kwargs)
            key = key_of(name, arguments)
            if key not in self._known:
                again, named = arguments.fresh()
                try:
                    result = self._answers[name](*again, **named)
                except Exception as error:
                    raise GraderFault(f"the reference of {name} raised {error!r}") from error
                self._known[key] = encode(result)
            return decode(self._known[key])

        return call


def key_of(name: str, arguments: Arguments) -> tuple[bytes, ...]:
    """Tell calls apart, by bytes: that takes a fraction of the time of text."""
    given = arguments.given
    shown = [(v.dtype.str, v.shape) if isinstance(v, np.ndarray) else v for v in given]
    data = [value.tobytes() for value in given if isinstance(value, np.ndarray)]
    # Later versions of the format write shared parts in another way, and equal things unlike.
    return (marshal.dumps((name, shown, arguments.kwargs), 2), *data)


class AnswerTexts:
    """Puts the text of references together, for workers.

    Parameters
    ----------
    solutions : iterable of Solution
    """

    def __init__(self, solutions: Iterable[Solution]) -> None:
        self._order: list[str] = []
        self._text: dict[str, str] = {}
        self._imports: dict[str, str] = {}
        self._used: dict[str, set[str]] = {}
        self._owner: dict[str, Solution] = {}
        solutions = list(solutions)
        self._exercises = {solution.exercise for solution in solutions}
        for solution in solutions:
            self._read(solution)
        # Only now, so that a function may stand above what it calls.
        known = set(self._used)
        self._needs = {name: used & known - {name} for name, used in self._used.items()}
        self._graded = {f.name for s in self._owner.values() for f in s.functions}

    def text(self, names: Iterable[str]) -> str:
        """Give Python source that defines the named functions and what they need.

        Parameters
        ----------
        names : iterable of str
            Graded functions whose scores are final.
        """
        wanted = closure(names, self._needs)
        used = set[str]().union(*(self._used[name] for name in wanted))
        # A worker without scikit-learn must not be asked to import it.
        imports = [text for name, text in self._imports.items() if name in used]
        parts = [*imports, *(self._text[name] for name in self._order if name in wanted)]
        return "\n\n".join(parts) + "\n"

    def needs(self, name: str) -> set[str]:
        """Give the graded functions that a function's reference calls, directly or not."""
        return closure(self._needs[name], self._needs) & self._graded

    def _read(self, solution: Solution) -> None:
        """Keep a solution's statements, and the names that each uses."""
        lines = solution.source.splitlines()
        tree = ast.parse(solution.source)
        for node in tree.body:
            if isinstance(node, ast.Import | ast.ImportFrom):
                self._keep_import(node)
                continue
            for name in bound_by(node):
                if name in self._text:
                    other = self._owner[name].path
                    raise UserError(
                        f"{name} is defined in {other} too: top-level names are unique "
                        "over the course",
                        solution.path,
                        node.lineno,
                    )
                self._order.append(name)
                self._owner[name] = solution
                self._text[name] = text_of(node, lines)
                self._used[name] = used_by(node)

    def _keep_import(self, node: ast.Import | ast.ImportFrom) -> None:
        if isinstance(node, ast.ImportFrom):
            if node.module not in self._exercises:
                for alias in node.names:
                    text = ast.unparse(ast.ImportFrom(node.module, [alias], node.level))
                    self._imports[alias.asname or alias.name] = text
        else:
            for alias in node.names:
                bound = alias.asname or alias.name.partition(".")[0]
                self._imports[bound] = ast.unparse(ast.Import([alias]))
