"""What to teach again: the mistakes that most of a class made."""

import textwrap
from collections import Counter
from collections.abc import Sequence

from ..records.hints import names_a_mistake
from ..records.record import Record
from ..records.text import visible

_SHOWN = 3
_COMMON = 2  # what one student alone did is no matter of the class


def common_mistakes(records: Sequence[Record]) -> list[tuple[int, str, str]]:
    """Give the most common mistakes: how many students, the function, the hint."""
    counted = Counter(
        (function.name, hint)
        for record in records
        for function in record.functions
        for hint in function.hints
        if names_a_mistake(hint)
    )
    # Where equally many made them, the one that comes first in the chapter.
    places = {f.name: place for record in records[:1] for place, f in enumerate(record.functions)}
    order = sorted(counted.items(), key=lambda item: (-item[1], places[item[0][0]], item[0][1]))
    return [(count, name, hint) for (name, hint), count in order[:_SHOWN] if count >= _COMMON]


def teaching_lines(records: Sequence[Record], width: int) -> list[str]:
    """Say what to teach again, empty where no mistake is common."""
    lines = []
    for count, name, hint in common_mistakes(records):
        text = visible(f"{name}, {count} of {len(records)} students: {hint}")
        lines += textwrap.wrap(text, width, initial_indent="  - ", subsequent_indent="    ")
    return ["what to teach again:", *lines] if lines else []
