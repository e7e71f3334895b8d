"""Looks whether what students handed in is still what it was."""

from collections.abc import Iterator

from ..gradebook.store import Gradebook
from ..submission.packing import unpack


def damaged_contents(gradebook: Gradebook) -> Iterator[str]:
    """Name what does not give its hash any more."""
    for content, data in gradebook.contents():
        try:
            sound = unpack(data, "").content_hash == content
        except ValueError:
            sound = False
        if not sound:
            yield f"content {content[:12]} is damaged"
