"""The one hint that is no mistake of its own."""

_FIRST, _THEN = "Mend ", " first: what came of the calls here depends on it."


def mend_first(name: str) -> str:
    """Say that an earlier function is in the way."""
    return f"{_FIRST}{name}{_THEN}"


def names_a_mistake(hint: str) -> bool:
    """Tell a hint on this function from one that points to another."""
    return not (hint.startswith(_FIRST) and hint.endswith(_THEN))
