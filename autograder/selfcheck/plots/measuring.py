"""Asks a student's functions, in a process of its own, for what the pictures are drawn from.

``python -m autograder.selfcheck.plots.measuring`` reads the folder, the
functions and the pictures from one line of JSON and writes a line a picture.
"""

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ...course.data import TABLES, Table, load_table
from ...inside.calls import safe_text, seed_generators
from ...inside.loader import Loader
from ...inside.values import encode
from ..exercises import Exercises
from ..folder import Folder
from ..reporter import own_line_out
from ..results import Graded
from .own import Own, Unusable
from .pictures import PICTURES, Picture


def answer(picture: Picture, own: Own, tables: Mapping[str, Table], sound: set[str]) -> Any:
    """Give what a picture is drawn from, or why it cannot be drawn, fit for JSON."""
    seed_generators()
    try:
        values = dict(picture.measure(own, tables))
        if picture.also is not None and picture.also[0] in sound:
            values |= picture.also[1](own, tables)
    except Unusable as problem:
        return {"name": picture.name, "problem": safe_text(problem)}
    return {"name": picture.name, "values": encode(values)}


def main() -> int:
    """Answer the order on standard input."""
    wire = own_line_out()
    order = json.loads(sys.stdin.readline())
    folder = Folder(Path(order["folder"]), tuple(order["exercises"]))
    graded = {
        name: Graded(exercise, 0, 0.0, False, ()) for name, exercise in order["functions"].items()
    }
    exercises = Exercises(Loader(graded), 2, graded)
    for exercise in folder.exercises:
        if folder.file(exercise).is_file():
            exercises.load(exercise, folder.file(exercise), libraries=True)
    tables = {name: load_table(folder.table(name)) for name in TABLES}
    for picture in (p for p in PICTURES if p.name in order["pictures"]):
        said = answer(picture, Own(exercises), tables, set(order["sound"]))
        wire.write(json.dumps(said) + "\n")
        wire.flush()
    return 0


if __name__ == "__main__":
    # Not through sys.exit: threads that a student's code left behind would keep it waiting.
    os._exit(main())
