"""A student's feedback as one HTML page: no script, no network, for an LMS or a mail."""

from collections.abc import Iterator, Sequence
from html import escape

from .feedback import CheckPart, Feedback, FunctionPart

_TOLD = {"call": "call", "came": "came", "wanted": "wanted", "said": "said", "think": "think about"}
_CODE = ("call", "came", "wanted")
# Colours of both themes keep a contrast of 4.5 to 1 and more; every sign is also a word.
_STYLE = """\
:root { color-scheme: light dark; --ink: #1c1b1f; --paper: #fdfcfa; --soft: #5a5660;
  --line: #c9c4bc; --panel: #f1eee8; --hint: #e4edf8; --edge: #2b5f9e;
  --right: #1d6435; --wrong: #9a2a1b; }
@media (prefers-color-scheme: dark) { :root { --ink: #ebe7e0; --paper: #17161a; --soft: #b5aeb9;
  --line: #4b4752; --panel: #232128; --hint: #1c2a3c; --edge: #8fbcf0; --right: #86d49b;
  --wrong: #ff9f8c; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); overflow-wrap: anywhere;
  font: 1rem/1.55 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .25rem; }
h2 { font-size: 1.2rem; line-height: 1.3; margin: 2.5rem 0 .5rem; padding-top: 1rem;
  border-top: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 1.25rem 0 .25rem; }
p { margin: .5rem 0; }
.total { font-size: 1.35rem; font-weight: 650; margin: 0 0 1rem; }
.right { color: var(--right); } .wrong { color: var(--wrong); }
.mark { font-weight: 650; }
.soft { color: var(--soft); }
.hint { background: var(--hint); border-left: .3rem solid var(--edge); padding: .6rem .9rem;
  margin: .75rem 0; border-radius: .2rem; }
.hint h3, .hint p { margin: 0; }
h2 code { font-weight: 650; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; color: var(--soft); padding-bottom: .35rem; }
th, td { text-align: left; font-weight: 400; padding: .3rem .75rem .3rem 0; vertical-align: top;
  border-bottom: 1px solid var(--line); }
thead th { font-weight: 650; }
.points { white-space: nowrap; font-variant-numeric: tabular-nums; }
thead th.points, td.points { text-align: right; padding-right: 0; }
a { color: var(--edge); }
code { font: .925em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
ul { padding-left: 1.2rem; margin: .25rem 0; }
.check { background: var(--panel); border-radius: .3rem; padding: .6rem .9rem; margin: .6rem 0; }
.check p { margin: 0 0 .25rem; }
dl { margin: 0; display: grid; grid-template-columns: max-content 1fr; gap: .15rem .9rem; }
dt { color: var(--soft); } dd { margin: 0; min-width: 0; }
@media (max-width: 30rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .35rem; } }
"""
_HEAD = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="color-scheme" content="light dark">
<title>Feedback for {name}: {points} points</title>
<style>
{style}</style>
</head>
<body>
<main>"""


def feedback_page(feedback: Feedback) -> str:
    """Write the whole page."""
    return "\n".join(_lines(feedback)) + "\n"


def _lines(feedback: Feedback) -> Iterator[str]:
    yield _HEAD.format(name=escape(feedback.name), points=escape(feedback.points), style=_STYLE)
    yield f"<h1>Feedback for {escape(feedback.name)}</h1>"
    yield f'<p class="total">{escape(feedback.points)} points</p>'
    first = feedback.first
    if first is None:
        yield "<p>Every function is right.</p>"
    else:
        yield f"<p>Go on with {_link(first)}: all functions before it are right.</p>"
    yield from _notes(feedback.notes)
    yield from _overview(feedback)
    for function in feedback.functions:
        if _told_of(function):
            yield from _section(function)
    yield from _written(feedback)
    yield "</main>\n</body>\n</html>"


def _written(feedback: Feedback) -> Iterator[str]:
    if not feedback.written:
        return
    yield '<section aria-labelledby="written-answers">'
    yield '<h2 id="written-answers">Written answers</h2>\n<table>'
    yield "<caption>Read and marked by a person</caption>"
    yield '<thead><tr><th scope="col">question</th><th scope="col">points</th>'
    yield '<th scope="col">remark</th></tr></thead>\n<tbody>'
    for part in feedback.written:
        yield f'<tr><th scope="row">{escape(part.title)}</th>'
        yield f"<td>{escape(part.points)}</td><td>{escape(part.remark)}</td></tr>"
    yield "</tbody>\n</table>\n</section>"


def _told_of(function: FunctionPart) -> bool:
    return not function.passed or bool(function.notes)


def _link(function: FunctionPart) -> str:
    name = _code(function.name)
    return f'<a href="#{_anchor(function)}">{name}</a>' if _told_of(function) else name


def _code(name: str) -> str:
    """Write a name, which a narrow page may break after an underscore."""
    return f"<code>{escape(name).replace('_', '_<wbr>')}</code>"


def _anchor(function: FunctionPart) -> str:
    return escape(f"function-{function.name}")


def _notes(notes: tuple[str, ...]) -> Iterator[str]:
    if notes:
        yield "<ul>"
        yield from (f"<li>{escape(note)}</li>" for note in notes)
        yield "</ul>"


def _overview(feedback: Feedback) -> Iterator[str]:
    yield "<table>\n<caption>All functions, in the order of the chapter</caption>"
    yield '<thead><tr><th scope="col">function</th><th scope="col">how it stands</th>'
    yield '<th scope="col" class="points">points</th></tr></thead>\n<tbody>'
    for function in feedback.functions:
        yield f'<tr><th scope="row">{_link(function)}</th>'
        yield f"<td>{_sign(function.passed, function.became)}</td>"
        yield f'<td class="points">{escape(function.points)}</td></tr>'
    yield "</tbody>\n</table>"


def _sign(passed: bool, text: str) -> str:
    """Write a word with a sign for the eye; who listens hears the word alone."""
    kind, sign = ("right", "✓") if passed else ("wrong", "✗")
    return f'<span class="mark {kind}"><span aria-hidden="true">{sign} </span>{escape(text)}</span>'


def _section(function: FunctionPart) -> Iterator[str]:
    anchor = _anchor(function)
    yield f'<section aria-labelledby="{anchor}">'
    points = escape(function.points)
    yield f'<h2 id="{anchor}">{_code(function.name)}: {points} points</h2>'
    yield f"<p>{_sign(function.passed, function.became)}</p>"
    if function.hint:
        yield f'<div class="hint"><h3>Hint</h3><p>{escape(function.hint)}</p></div>'
    yield from _failed(function)
    passed = [check for check in function.checks if check.passed]
    if function.lost:
        yield from _titles("What passed", passed)
    yield from _notes(function.notes)
    if not function.passed:
        file = _code(f"{function.exercise}.py")
        yield f"<p>To read again: the lesson on top of {file}.</p>"
    yield "</section>"


def _failed(function: FunctionPart) -> Iterator[str]:
    shown = [check for check in function.lost if not check.hidden]
    hidden = [check for check in function.lost if check.hidden]
    if shown:
        yield "<h3>What failed</h3>"
    for check in shown:
        yield f'<div class="check"><p>{_sign(False, check.mark)}: {_title(check)}</p>'
        if check.told:
            yield "<dl>"
            yield from (_told(key, text) for key, text in check.told)
            yield "</dl>"
        yield "</div>"
    yield from _titles("Hidden checks that failed", hidden)


def _titles(heading: str, checks: Sequence[CheckPart]) -> Iterator[str]:
    if checks:
        yield f"<h3>{heading}</h3>\n<ul>"
        yield from (f"<li>{_title(check)}</li>" for check in checks)
        yield "</ul>"


def _title(check: CheckPart) -> str:
    hidden = ' <span class="soft">(hidden)</span>' if check.hidden else ""
    return f"{escape(check.title)}{hidden}"


def _told(key: str, text: str) -> str:
    shown = f"<code>{escape(text)}</code>" if key in _CODE else escape(text)
    return f"<dt>{_TOLD[key]}</dt><dd>{shown}</dd>"
