"""A student's feedback as Markdown."""

from collections.abc import Iterator

from .escaping import code, escaped
from .feedback import CheckPart, Feedback, FunctionPart

_TOLD = {"call": "call", "came": "came", "wanted": "wanted", "said": "", "think": "to think about"}


def feedback_markdown(feedback: Feedback) -> str:
    """Write the whole page."""
    return "\n".join(_lines(feedback)) + "\n"


def _lines(feedback: Feedback) -> Iterator[str]:
    yield f"# Feedback for {escaped(feedback.name)}"
    yield ""
    yield f"**{feedback.points} points**"
    yield ""
    first = feedback.first
    if first is not None:
        yield f"Go on with {code(first.name)}: the earlier functions are right."
        yield ""
    yield from (f"- {escaped(note)}" for note in feedback.notes)
    if feedback.notes:
        yield ""
    yield "| function | points | |"
    yield "|---|---:|---|"
    for function in feedback.functions:
        yield f"| {code(function.name)} | {function.points} | {escaped(function.became)} |"
    for function in feedback.functions:
        if not function.passed or function.notes:
            yield ""
            yield from _function_lines(function)
    if feedback.written:
        yield ""
        yield "## Written answers"
        yield ""
    for part in feedback.written:
        remark = f": {escaped(part.remark)}" if part.remark else ""
        yield f"- {escaped(part.title)}, {part.points}{remark}"


def _function_lines(function: FunctionPart) -> Iterator[str]:
    yield f"## {escaped(function.name)}: {function.points}, {escaped(function.became)}"
    yield ""
    if function.hint:
        yield f"> **Hint.** {escaped(function.hint)}"
        yield ""
    for check in function.checks:
        yield from _check_lines(check)
    yield from (f"- note: {escaped(note)}" for note in function.notes)
    if not function.passed:
        yield ""
        yield f"To read again: the lesson on top of {code(function.exercise + '.py')}."


def _check_lines(check: CheckPart) -> Iterator[str]:
    kind = " (hidden)" if check.hidden else ""
    yield f"- **{check.mark}**{kind}: {escaped(check.title)}"
    for key, text in check.told:
        label = f"{_TOLD[key]}: " if _TOLD[key] else ""
        shown = code(text) if key in ("call", "came", "wanted") else escaped(text)
        yield f"    - {label}{shown}"
