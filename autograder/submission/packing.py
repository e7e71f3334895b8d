"""A submission as bytes and back, so that what was handed in can be kept and sent."""

import base64
import json
import zlib
from dataclasses import asdict
from typing import Any

from .notebooks import Cells
from .student_files import Source, Submission


def pack(submission: Submission) -> bytes:
    """Write the sources of a submission, without its name and notes."""
    sources = [
        asdict(source) | {"data": base64.b64encode(source.data).decode()}
        for source in submission.sources
    ]
    return zlib.compress(json.dumps(sources).encode())


def unpack(data: bytes, name: str, notes: tuple[str, ...] = ()) -> Submission:
    """Read what `pack` wrote.

    Raises
    ------
    ValueError
        Where it is damaged.
    """
    try:
        sources = json.loads(zlib.decompress(data))
        return Submission(name, tuple(map(_source, sources)), notes)
    except (zlib.error, KeyError, TypeError, AttributeError):
        raise ValueError("not what was packed") from None


def _source(data: dict[str, Any]) -> Source:
    cells = data["cells"]
    if cells is not None:
        places = {key: tuple(cells[key]) for key in ("numbers", "lines")}
        cells = Cells(**cells | places)
    exercises = tuple(data["exercises"])
    return Source(data["module"], exercises, base64.b64decode(data["data"]), cells)
