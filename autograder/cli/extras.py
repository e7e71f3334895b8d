"""Packages that only some commands need."""

import importlib

from ..records.errors import UserError


def need(package: str, why: str) -> None:
    """Refuse to go on without a package of an extra.

    Raises
    ------
    UserError
        With the command that installs it.
    """
    try:
        importlib.import_module(package)
    except ModuleNotFoundError:
        raise UserError(
            f"{package} is not installed, and {why}: python -m pip install {package}"
        ) from None
