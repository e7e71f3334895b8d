"""Turns the text of exercise files into modules, one top-level statement at a time.

One loader serves the worker, the student's folder, the reference and the audit.
Going statement by statement lets a known-good function take the place of a lost
one at the very moment its name is bound, so that whatever captures the name
later (an import, a default argument, a closure) captures the good one. A file in
which nothing takes a name's place can be run at once.
"""

import __future__

import ast
import codecs
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from .calls import StudentError, describe
from .policy import guarded_builtins, imports_with_fallback

_COLUMN_0 = re.compile(r"[^\s#)\]}]")
_BINDS = re.compile(r"(?:async\s+)?def\s+(\w+)|(\w+)\s*(?::[^=]+)?=[^=]")
_TRY = re.compile(r"^\s*try\b", re.MULTILINE)
_MAX_JOINED = 60


@dataclass
class Definition:
    """Where a file binds a graded name, whether that is still the stub, and its parameters."""

    line: int
    stub: bool
    parameters: tuple[str, ...] = ()


@dataclass
class Loaded:
    """What came of one file.

    Attributes
    ----------
    defined : dict of str to Definition
        Graded names that the file binds itself (an import is no definition).
    broken : dict of str to StudentError
        Graded names whose text cannot be parsed.
    twice : list of str
        Graded names that are bound by more than one statement.
    others : list of str
        Functions of other names.
    failure : StudentError or None
        Why the file could not be loaded whole; then nothing else is filled.
    note : str
        A remark about the file's encoding.
    """

    defined: dict[str, Definition] = field(default_factory=dict)
    broken: dict[str, StudentError] = field(default_factory=dict)
    twice: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    failure: StudentError | None = None
    note: str = ""


class Loader:
    """Loads exercise files in the chapter's order.

    Parameters
    ----------
    graded : iterable of str
        The names of the graded functions.
    modules : mapping of str to module, optional
        Earlier exercises, loaded already.
    """

    def __init__(
        self, graded: Iterable[str], modules: Mapping[str, ModuleType] | None = None
    ) -> None:
        self.graded = frozenset(graded)
        self.modules: dict[str, ModuleType] = {}
        self.files: frozenset[str] = frozenset()  # names of modules' files, as tracebacks show them
        for name, module in (modules or {}).items():
            self._know(name, module)

    def load(
        self,
        name: str,
        data: bytes,
        *,
        whole: bool = True,
        libraries: bool = False,
        aliases: Iterable[str] = (),
        at_once: bool = False,
        bind: Mapping[str, Callable[..., Any]] | None = None,
        standins: Mapping[str, Callable[..., Any]] | None = None,
    ) -> Loaded:
        """Load one file.

        Parameters
        ----------
        name : str
            The module's name.
        data : bytes
            The file's content.
        whole : bool
            True runs every statement and stops at the first that fails;
            False runs definitions alone and passes over those that fail.
        libraries : bool
            Whether the file may use scikit-learn and SciPy.
        aliases : iterable of str
            Further names under which other files may import this module.
        at_once : bool
            True runs the text as Python would, in a third of the time, and finds nothing
            out: for a file that is known to load whole, where nothing takes a name's place.
        bind : mapping of str to callable, optional
            Functions that take a name's place right after each statement that binds it.
        standins : mapping of str to callable, optional
            Functions for names that the file does not define.
        """
        module = ModuleType(name)
        for known in (name, *aliases):
            self._know(known, module)
        text, note = decode_source(data)
        if at_once:
            loaded = self._load_at_once(module, text, libraries)
        elif whole:
            loaded = self._load_whole(module, text, libraries, bind or {})
        else:
            loaded = self._load_definitions(module, text, libraries, bind or {})
        loaded.note = note
        for missing, function in (standins or {}).items():
            if missing not in loaded.defined:
                vars(module)[missing] = function
        return loaded

    def _know(self, name: str, module: ModuleType) -> None:
        self.modules[name] = module
        self.files |= {f"{module.__name__}.py"}

    def function(self, module: str, name: str) -> Any:
        """Give what a module holds under a name, None where it holds nothing."""
        return vars(self.modules[module]).get(name) if module in self.modules else None

    def _load_at_once(self, module: ModuleType, text: str, libraries: bool) -> Loaded:
        loaded = Loaded()
        try:
            self._prepare(module, text, libraries)
            exec(compile(text, f"{module.__name__}.py", "exec", dont_inherit=True), vars(module))
        except KeyboardInterrupt:
            raise
        except BaseException as exception:
            loaded.failure = describe(exception, self.files)
        return loaded

    def _load_whole(
        self, module: ModuleType, text: str, libraries: bool, bind: Mapping[str, Any]
    ) -> Loaded:
        loaded = Loaded()
        try:
            tree = ast.parse(text, f"{module.__name__}.py")
            self._prepare(module, text, libraries, tree)
            flags = _future_flags(tree.body)
            for statement in tree.body:
                self._run(module, statement, flags, bind, loaded)
        except KeyboardInterrupt:
            raise
        except BaseException as exception:
            loaded.failure = describe(exception, self.files)
        return loaded

    def _load_definitions(
        self, module: ModuleType, text: str, libraries: bool, bind: Mapping[str, Any]
    ) -> Loaded:
        loaded = Loaded()
        body = self._parse_in_parts(module, text, loaded)
        self._prepare(module, text, libraries, ast.Module(body=body, type_ignores=[]))
        flags = _future_flags(body)
        for statement in filter(_is_definition, body):
            try:
                self._run(module, statement, flags, bind, loaded)
            except KeyboardInterrupt:
                raise
            except BaseException as exception:
                if isinstance(exception, SyntaxError):
                    error = describe(exception, self.files)
                    loaded.broken.update(dict.fromkeys(self._bound_by(statement), error))
        return loaded

    def _prepare(
        self, module: ModuleType, text: str, libraries: bool, tree: ast.AST | None = None
    ) -> None:
        module.__file__ = f"/exercises/{module.__name__}.py"
        # Looking through a tree takes longer than running it, and few files try anything.
        fallbacks = frozenset[str]()
        if _TRY.search(text):
            fallbacks = imports_with_fallback(tree or ast.parse(text))
        vars(module)["__builtins__"] = guarded_builtins(dict(self.modules), fallbacks, libraries)

    def _run(
        self,
        module: ModuleType,
        statement: ast.stmt,
        flags: int,
        bind: Mapping[str, Any],
        loaded: Loaded,
    ) -> None:
        namespace = vars(module)
        before = {name: namespace[name] for name in self.graded & namespace.keys()}
        unit = ast.Module(body=[statement], type_ignores=[])
        exec(compile(unit, f"{module.__name__}.py", "exec", flags, dont_inherit=True), namespace)
        for name in sorted(self.graded & (namespace.keys() | before.keys())):
            if namespace.get(name) is before.get(name):
                continue
            if not isinstance(statement, ast.Import | ast.ImportFrom):
                if name in loaded.defined and name not in loaded.twice:
                    loaded.twice.append(name)
                loaded.defined[name] = Definition(
                    statement.lineno, _is_stub(statement), _parameters(statement)
                )
            if name in bind:
                namespace[name] = bind[name]
        if isinstance(statement, ast.FunctionDef) and statement.name not in self.graded:
            loaded.others.append(statement.name)

    def _parse_in_parts(self, module: ModuleType, text: str, loaded: Loaded) -> list[ast.stmt]:
        """Parse what can be parsed; a part that cannot costs the names that it would bind."""
        parts = _split_at_column_0(text)
        body: list[ast.stmt] = []
        start = 0
        while start < len(parts):
            end, parsed, error = _parse_longest(parts, start, f"{module.__name__}.py")
            body += parsed
            if error is not None:
                problem = describe(error, frozenset([f"{module.__name__}.py"]))
                names = (m[0] or m[1] for m in _BINDS.findall(parts[start][1]))
                loaded.broken.update((n, problem) for n in names if n in self.graded)
            start = end
        return body

    def _bound_by(self, statement: ast.stmt) -> list[str]:
        name = getattr(statement, "name", "")
        return [name] if name in self.graded else []


def decode_source(data: bytes) -> tuple[str, str]:
    """Read a file's bytes as text, with a remark where they are not plain UTF-8."""
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, "replace"), "the file is UTF-16: save it as UTF-8"
    try:
        return data.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        return (
            data.decode("cp1252", "replace"),
            "the file is not UTF-8 and was read as Windows-1252: save it as UTF-8",
        )


def _future_flags(body: Iterable[ast.stmt]) -> int:
    flags = 0
    for statement in body:
        if isinstance(statement, ast.ImportFrom) and statement.module == "__future__":
            for alias in statement.names:
                feature = getattr(__future__, alias.name, None)
                flags |= getattr(feature, "compiler_flag", 0)
    return flags


def _is_definition(statement: ast.stmt) -> bool:
    if isinstance(statement, ast.Try):
        inner = [*statement.body, *statement.orelse, *statement.finalbody]
        inner += [part for handler in statement.handlers for part in handler.body]
        return all(isinstance(part, ast.Pass) or _is_definition(part) for part in inner)
    return isinstance(
        statement,
        ast.Import
        | ast.ImportFrom
        | ast.FunctionDef
        | ast.AsyncFunctionDef
        | ast.ClassDef
        | ast.Assign
        | ast.AnnAssign,
    )


def _parameters(statement: ast.stmt) -> tuple[str, ...]:
    if not isinstance(statement, ast.FunctionDef):
        return ()
    return tuple(a.arg for a in (*statement.args.posonlyargs, *statement.args.args))


def _is_stub(statement: ast.stmt) -> bool:
    if not isinstance(statement, ast.FunctionDef):
        return False
    body = statement.body[1:] if ast.get_docstring(statement) is not None else statement.body
    if len(body) != 1 or not isinstance(body[0], ast.Raise) or body[0].exc is None:
        return False
    raised = body[0].exc
    raised = raised.func if isinstance(raised, ast.Call) else raised
    return isinstance(raised, ast.Name) and raised.id == "NotImplementedError"


def _split_at_column_0(text: str) -> list[tuple[int, str]]:
    """Cut a text where a line begins in the first column; decorators stay with their function."""
    parts: list[tuple[int, list[str]]] = []
    decorating = False
    for number, line in enumerate(text.splitlines(keepends=True)):
        begins = _COLUMN_0.match(line) is not None
        if (begins and not decorating) or not parts:
            parts.append((number, []))
        parts[-1][1].append(line)
        if begins:
            decorating = line.startswith("@")
    return [(number, "".join(lines)) for number, lines in parts]


def _parse_longest(
    parts: list[tuple[int, str]], start: int, filename: str
) -> tuple[int, list[ast.stmt], SyntaxError | None]:
    """Parse the part at `start`, joined with as few of the following as make it whole."""
    first: SyntaxError | None = None
    text = ""
    offset = parts[start][0]
    for end in range(start, min(len(parts), start + _MAX_JOINED)):
        text += parts[end][1]
        try:
            tree = ast.parse(text, filename)
        except SyntaxError as error:
            if first is None:
                error.lineno = (error.lineno or 1) + offset
                first = error
            continue
        except ValueError:
            break
        ast.increment_lineno(tree, offset)
        return end + 1, tree.body, None
    problem = first or SyntaxError("the text cannot be read", (filename, 1, 0, ""))
    return start + 1, _before_the_mistake(parts[start], filename), problem


def _before_the_mistake(part: tuple[int, str], filename: str) -> list[ast.stmt]:
    """Parse the simple statement that a part begins with, which what is wrong below spares."""
    offset, text = part
    lines = text.splitlines(keepends=True)
    for end in range(1, min(len(lines), _MAX_JOINED)):
        try:
            tree = ast.parse("".join(lines[:end]), filename)
        except (SyntaxError, ValueError):
            continue
        simple = ast.Import | ast.ImportFrom | ast.Assign | ast.AnnAssign | ast.Expr
        if tree.body and all(isinstance(node, simple) for node in tree.body):
            ast.increment_lineno(tree, offset)
            return tree.body
    return []
