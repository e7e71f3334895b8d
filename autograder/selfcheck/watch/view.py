"""What watch shows: a pure function of what is known."""

from dataclasses import dataclass

from rich.console import Group, RenderableType
from rich.layout import Layout
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ...records.text import visible
from ..checks import Check, Run, State
from .chapter import Chapter

_BAR = 30
_KEYS = (("h", "hint"), ("n", "next"), ("l", "list"), ("r", "all"), ("q", "quit"))
_LABELS = {"call": "", "came": "bold", "wanted": "bold", "printed": "", "first": "bold"}
PRINT = (
    "Still stuck? Print the arrays: what print() in your function writes is shown here as "
    "`printed`."
)
STOPPED = (
    "Python stopped at the place in brackets. Which names stand in that line, and what do they "
    "hold there?"
)


@dataclass(frozen=True)
class Scene:
    """All that is on screen.

    Attributes
    ----------
    chapter : Chapter
    exercise : str
        The one at hand.
    run : Run or None
        Its last run, or the one under way.
    busy : str
        What is being checked, empty where nothing is.
    listing, hint : bool
        Whether the list of exercises is shown, and the hint.
    stub : tuple of int and str
        Line and words of the first function that is not written.
    suspect : str
        An earlier function that may be at fault.
    """

    chapter: Chapter
    exercise: str
    run: Run | None = None
    busy: str = ""
    listing: bool = False
    hint: bool = False
    stub: tuple[int, str] = (0, "")
    suspect: str = ""


def draw(scene: Scene) -> Layout:
    """Arrange a scene for the whole screen: what does not fit is cut below, never the keys."""
    layout = Layout()
    layout.split_column(
        Layout(_head(scene), size=3),
        Layout(_list(scene) if scene.listing else _task(scene)),
        Layout(_foot(), size=1),
    )
    return layout


def _head(scene: Scene) -> RenderableType:
    done, total = scene.chapter.done, scene.chapter.total
    filled = _BAR * done // max(total, 1)
    line = Text.assemble(
        ("Eight Tickets", "bold"),
        f"  [{'#' * filled}{'-' * (_BAR - filled)}]  {done} of {total} functions",
        overflow="ellipsis",
        no_wrap=True,
    )
    busy = f"checking {scene.busy} ..." if scene.busy else ""
    return Group(line, Text(busy, style="dim"))


def _foot() -> RenderableType:
    line = Text(no_wrap=True, overflow="ellipsis")
    for key, what in _KEYS:
        line.append(f" {key} ", style="reverse bold").append(f" {what}   ")
    return line


def _list(scene: Scene) -> RenderableType:
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    chapter = scene.chapter
    for exercise, names in chapter.functions.items():
        done = sum(map(chapter.is_done, names))
        bold = "bold" if exercise == scene.exercise else ""
        mark = ">" if exercise == scene.exercise else " "
        rest = [n for n in names if not chapter.is_done(n)]
        left = "done" if not rest else f"left: {', '.join(rest)}" if done else ""
        if chapter.states.keys().isdisjoint(names):
            left = "not checked yet: r checks all"
        table.add_row(
            Text(f"{mark} {exercise}", style=bold, no_wrap=True),
            Text(f"{done} of {len(names)}", no_wrap=True),
            Text(left, no_wrap=True, overflow="ellipsis", style="green" if not rest else ""),
        )
    return table


def _task(scene: Scene) -> RenderableType:
    parts: list[RenderableType] = [Text(f"{scene.exercise}.py", style="bold"), _functions(scene)]
    run = scene.run
    if run is None:
        return Group(*parts)
    lost = [check for check in run.checks.values() if check.failed]
    if scene.exercise in run.problems:
        part = "Only its functions were taken, as the whole cannot run: "
        parts += ["", Text(part + run.problems[scene.exercise])]
    if run.trouble:
        parts += ["", Text(f"The checks ended early: {run.trouble}", style="bold")]
    if lost:
        parts += _failure(scene, lost)
    elif run.over and not run.trouble:
        parts += _without_failure(scene)
    return Group(*parts)


def _functions(scene: Scene) -> RenderableType:
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    checks = list(scene.run.checks.values()) if scene.run else []
    for name in scene.chapter.functions[scene.exercise]:
        mine = [c for c in checks if c.function == name]
        table.add_row(f"  {name}", *_state(scene.chapter, name, mine))
    return table


def _state(chapter: Chapter, name: str, checks: list[Check]) -> tuple[Text, Text]:
    if checks:
        passed = sum(check.state == State.PASSED for check in checks)
        count = f"{passed} of {len(checks)} checks"
        states = {check.state for check in checks}
    else:
        count, states = "", {chapter.states.get(name, State.OPEN)}
    if State.FAILED in states:
        return Text("fails", style="bold red"), Text(count)
    if State.NOT_ATTEMPTED in states:
        return Text("not written"), Text("")
    if states == {State.PASSED}:
        if name in chapter.by_hand:
            return Text("done", style="green"), Text("the numbers are judged when you hand in")
        return Text("done", style="green"), Text(count)
    return Text("..." if checks else "not checked", style="dim"), Text("")


def _failure(scene: Scene, lost: list[Check]) -> list[RenderableType]:
    check = lost[0]
    said = [pair for pair in check.said if pair[1]]
    labels = [label for label, _ in said]
    parts: list[RenderableType] = ["", Text(check.title, style="bold")]
    if scene.hint:
        # Above the values: those have been seen, and may fill a small screen.
        thoughts = [text for label, text in said if label == "think"]
        # Where nothing came back, nothing that was printed is shown either.
        parts += [*_hint([*thoughts, PRINT if "wanted" in labels else STOPPED]), ""]
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    for label, text in said:
        if label in _LABELS:
            table.add_row(f"  {label}", Text(text, style=_LABELS[label], overflow="fold"))
    if "call" not in labels and "came" not in labels:
        table.add_row("  came", Text(" ".join(text for _, text in said[1:])[:400]))
    if scene.suspect and "first" not in labels:
        table.add_row("  first", Text(f"{scene.suspect} is not done: this may rest on it"))
    parts.append(table)
    if len(lost) > 1:
        more = "1 more check fails" if len(lost) == 2 else f"{len(lost) - 1} more checks fail"
        parts += ["", Text(f"{more}: begin with this one", style="dim")]
    return parts


def _without_failure(scene: Scene) -> list[RenderableType]:
    chapter = scene.chapter
    missing = [
        name
        for name in chapter.functions[scene.exercise]
        if chapter.states.get(name) == State.NOT_ATTEMPTED
    ]
    if missing:
        line, words = scene.stub
        at = f", line {line}," if line else ""
        said = (
            f"Next: {missing[0]}. Its place is in {scene.exercise}.py{at} and the lesson is on top."
        )
        return ["", Text(said), *(["", *_hint([words])] if scene.hint and words else [])]
    following = chapter.after(scene.exercise)
    if following is None:
        return ["", Text(_ALL_DONE)]
    said = f"All visible checks of {scene.exercise}.py pass. Press n for {following}.py."
    return ["", Text(said, style="bold")]


def _hint(sentences: list[str]) -> list[RenderableType]:
    return [Padding(Text(visible(sentence)), (0, 0, 0, 2)) for sentence in sentences]


_ALL_DONE = (
    "All visible checks of the chapter pass. When you hand in, hidden ones run too: other numbers, "
    "extreme values, other shapes. The chapter's own tests: pytest test_logistic.py. Its pictures: "
    "autograder plot."
)
