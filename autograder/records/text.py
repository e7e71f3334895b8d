"""Makes text from a student's process safe to show."""

import unicodedata


def visible(text: str) -> str:
    """Write control, bidirectional and other invisible characters as escapes.

    Parameters
    ----------
    text : str
        Text of any origin.

    Returns
    -------
    str
        The same text on one line, with nothing in it that a terminal obeys.
    """
    return "".join(c if _harmless(c) else c.encode("unicode_escape").decode() for c in text)


def _harmless(character: str) -> bool:
    return unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
