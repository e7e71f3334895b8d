"""Statistics of a class: in a terminal, and as CSV."""

from rich.table import Table
from rich.text import Text

from ..records.statistics import Item, Statistics
from ..records.text import visible
from .grades import to_csv

_MISTAKES_SHOWN = 10


def statistics_table(statistics: Statistics) -> Table:
    """Draw a row a function and, below it, one a check."""
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 1, 0, 0))
    table.add_column("function, its checks", overflow="ellipsis", no_wrap=True)
    for title in ("tried", "right", "item-rest", "ms"):
        table.add_column(title, justify="right", no_wrap=True)
    for item in statistics.items:
        name = Text(f"  {item.check}") if item.check else Text(item.function, style="bold")
        style = "red" if item.misleads else ""
        table.add_row(name, str(item.tried), *_numbers(item), style=style)
    return table


def statistics_lines(statistics: Statistics) -> list[str]:
    """Name what misleads, and the most common mistakes."""
    lines = [
        f"{f'{item.check} of ' if item.check else ''}{item.function}: good students fail it and "
        f"weak ones pass (item-rest {item.item_rest:.2f}): look at it"
        for item in statistics.items
        if item.misleads
    ]
    for mistake in statistics.mistakes[:_MISTAKES_SHOWN]:
        share = mistake.students / statistics.students
        lines.append(f"{mistake.function}: {share:.0%} were told: {visible(mistake.hint)}")
    return lines


def statistics_csv(statistics: Statistics) -> str:
    """Write a row an item and a row a mistake, in which ``right`` is the share that was told it."""
    rows = [["kind", "function", "name", "tried", "right", "item_rest", "seconds", "misleads"]]
    for item in statistics.items:
        kind = "check" if item.check else "function"
        item_rest = "" if item.item_rest is None else f"{item.item_rest:.3f}"
        seconds = "" if item.seconds is None else f"{item.seconds:.5f}"
        right = f"{item.right:.3f}" if item.tried else ""
        told = [right, item_rest, seconds, "yes" if item.misleads else ""]
        rows.append([kind, item.function, item.check, str(item.tried), *told])
    for mistake in statistics.mistakes:
        share = f"{mistake.students / statistics.students:.3f}"
        row = ["mistake", mistake.function, mistake.hint, str(statistics.students), share]
        rows.append([*row, "", "", ""])
    return to_csv(rows)


def _numbers(item: Item) -> list[str]:
    return [
        f"{item.right:.0%}" if item.tried else "",
        "" if item.item_rest is None else f"{item.item_rest:.2f}",
        "" if item.seconds is None else f"{item.seconds * 1000:.0f}",
    ]
