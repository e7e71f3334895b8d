"""What a student's file may import and use, and the sentence where it may not.

The same policy holds on a student's machine and when graded, so that a file
which passes its own checks does not fail for its imports later.
"""

import ast
import builtins
import re
from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any, NoReturn

ALLOWED = frozenset(
    """
    __future__ abc array bisect builtins cmath codecs collections contextlib copy dataclasses
    datetime decimal doctest enum fractions functools gc heapq inspect io itertools json locale
    logging math numbers numpy operator os pathlib platform pprint random re statistics string
    struct sys textwrap time timeit traceback types typing unittest warnings weakref
    """.split()
)

LIBRARIES = frozenset(["sklearn", "scipy"])
"""What some exercises may use on top."""

_SPELLED = {"scipy": "SciPy", "sklearn": "scikit-learn", "matplotlib": "Matplotlib"}
_CATCHES_IMPORT_ERRORS = {"ImportError", "ModuleNotFoundError", "Exception", "BaseException"}


def refusal(module: str) -> str:
    """Say that a module is not to be had."""
    top = module.split(".")[0]
    if re.match(r"ex\d\d_", top):
        return f"{top}.py is not in this folder: it must keep its name"
    return (
        f"{_SPELLED.get(top, top)} is not available in this exercise: write it with NumPy, "
        "and keep helpers in the same file"
    )


class Placeholder:
    """Stands in for a module that is not available: importing it is free, using it is not.

    Parameters
    ----------
    module : str
        The name under which it was imported.
    """

    def __init__(self, module: str) -> None:
        self._module = module

    def __getattr__(self, name: str) -> "Placeholder":
        if name.startswith("__"):
            raise AttributeError(name)
        return Placeholder(self._module)

    def _refuse(self, *args: object, **kwargs: object) -> NoReturn:
        raise ImportError(refusal(self._module))

    __call__ = __getitem__ = __iter__ = __len__ = __bool__ = __enter__ = _refuse
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __mro_entries__ = _refuse
    __truediv__ = __rtruediv__ = __pow__ = __rpow__ = __neg__ = __float__ = __array__ = _refuse


def guarded_builtins(
    modules: Mapping[str, ModuleType], fail_at_once: frozenset[str], libraries: bool
) -> dict[str, Any]:
    """Make the builtins of one student file.

    Parameters
    ----------
    modules : mapping of str to module
        The exercise files loaded so far, which the file may import.
    fail_at_once : frozenset of str
        Modules whose import raises at once when they are not available, so
        that the file's own fallback works.
    libraries : bool
        Whether `LIBRARIES` are allowed, too.
    """
    allowed = ALLOWED | LIBRARIES if libraries else ALLOWED

    def import_module(
        name: str,
        globals: Mapping[str, Any] | None = None,  # noqa: A002  (the import system's names)
        locals: Mapping[str, Any] | None = None,  # noqa: A002
        fromlist: tuple[str, ...] = (),
        level: int = 0,
    ) -> Any:
        if name in modules:
            return modules[name]
        if level and not name and fromlist and all(item in modules for item in fromlist):
            package = ModuleType("exercises")
            package.__dict__.update({item: modules[item] for item in fromlist})
            return package
        if name.split(".")[0] in allowed and not level:
            return builtins.__import__(name, globals, locals, fromlist, level)
        if name in fail_at_once:
            raise ModuleNotFoundError(refusal(name), name=name)
        return Placeholder(name)

    return {
        **vars(builtins),
        "__import__": import_module,
        "open": _refuser("open() is not available in this exercise: data comes as arguments"),
        "input": _refuser("input() is not available in this exercise: values come as arguments"),
        "breakpoint": _refuser("breakpoint() is not available while checks run: take it out"),
    }


def _refuser(sentence: str) -> Callable[..., NoReturn]:
    def refuse(*args: object, **kwargs: object) -> NoReturn:
        raise RuntimeError(sentence)

    return refuse


def imports_with_fallback(tree: ast.AST) -> frozenset[str]:
    """Find the modules that a file imports inside a ``try`` that catches import errors."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Try) and any(map(_catches_import_error, node.handlers)):
            for inner in (n for statement in node.body for n in ast.walk(statement)):
                if isinstance(inner, ast.Import):
                    found.update(alias.name for alias in inner.names)
                elif isinstance(inner, ast.ImportFrom) and inner.module:
                    found.add(inner.module)
    return frozenset(found)


def _catches_import_error(handler: ast.ExceptHandler) -> bool:
    caught = handler.type
    if caught is None:
        return True
    names = caught.elts if isinstance(caught, ast.Tuple) else [caught]
    return any(isinstance(n, ast.Name) and n.id in _CATCHES_IMPORT_ERRORS for n in names)
