"""Why a function lost points, for an instructor who has to answer for it."""

import textwrap
from collections.abc import Mapping
from typing import Any

from ..records.text import visible

_RAN = {
    "own": "with the student's own earlier functions",
    "repaired": "with lost earlier functions replaced by the answer key's",
}
# A student reads a check's hint beside the word think.
_TOLD = {
    "call": "call",
    "came": "came",
    "wanted": "wanted",
    "repaired": "repaired",
    "hint": "think",
}


def explain_lines(function: Mapping[str, Any], sources: Mapping[str, str], width: int) -> list[str]:
    """Tell of each failed check what was called, what came and what was wanted.

    Parameters
    ----------
    function : mapping
        One of the record's functions, as plain data.
    sources : mapping of str to str
        The text of each check, by its name.
    width : int
        Characters in a line.
    """
    score = "no score" if function["score"] is None else f"{function['score']:g}"
    lines = [f"{function['name']}: {score} of {function['max_score']:g} ({function['status']})"]
    lines += [f"note: {visible(note)}" for note in function["notes"]]
    for hint in function.get("hints", ()):
        lines += textwrap.wrap(f"hint: {visible(hint)}", width, subsequent_indent="      ")
    failed = [check for check in function["checks"] if check["status"] != "passed"]
    if not failed:
        lines.append("every check passed")
    shown = ""
    for check in failed:
        lines += ["", *_check_lines(check, width)]
        source = sources.get(check["name"], "").rstrip()
        if source != shown:
            lines += textwrap.indent(source, "    | ", lambda line: True).splitlines()
        shown = source
    return lines


def _check_lines(check: Mapping[str, Any], width: int) -> list[str]:
    detail = dict(check["detail"])
    ran = _RAN.get(detail.pop("ran", ""), "not run")
    worth = f"{check['visibility']}, {check['max_points']:g} points"
    lines = [
        f"{check['name']} ({worth}): {check['status']}",
        f"  {check['title']}",
        f"  ran     {ran}",
    ]
    told = [(word, detail[key]) for key, word in _TOLD.items() if key in detail]
    if check["message"] and check["message"] not in detail.values():
        told.append(("said", check["message"]))
    for word, text in told:
        first, rest = f"  {word:<7} ", " " * 10
        lines += textwrap.wrap(visible(text), width, initial_indent=first, subsequent_indent=rest)
    return lines
