import time
import warnings

from ex01_double import double, last


def shift(x):
    if last and time.monotonic() - last[0] > 0.29:
        warnings.warn("waited long")
    return 2 * x + 1
