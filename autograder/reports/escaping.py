"""Text that a page or a spreadsheet shows as it is, whatever it holds."""

import re

# What a spreadsheet takes for the beginning of a formula, also in full width.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&$])")
_AT_START = re.compile(r"^(\s*)([#+\-=!]|\d+(?=[.)]))")


def escaped(text: str) -> str:
    """Write text so that Markdown shows it as it is, whatever it holds."""
    # A number at the start is kept from being a list by what follows it.
    text = _SPECIAL.sub(r"\\\1", text)
    return _AT_START.sub(lambda m: f"{m[1]}{m[2]}\\" if m[2].isdigit() else f"{m[1]}\\{m[2]}", text)


def code(text: str) -> str:
    """Write text as code, whatever it holds."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence, space = "`" * (longest + 1), " " if longest or text.strip() != text else ""
    return f"{fence}{space}{text}{space}{fence}"
