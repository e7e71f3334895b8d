import random
import sys
import warnings

import numpy as np


def double(x):
    return np.multiply(x, 2.0)


def shift(x):
    # What an honest function may rely on.
    warnings.warn("honest")
    print("honest", file=sys.stdout)
    with np.errstate(all="ignore"):
        np.sqrt(np.float64(-1))
    np.float64(1) / np.float64(1e-320)
    deep = [0]

    def down(n):
        return n and down(n - 1) + 1

    deep[0] = down(400)
    text = repr(np.array([1.23456789]))
    fine = text == "array([1.23456789])" and len(str(0.1)) == 3
    return double(x) + 1 if fine and float("1") == 1.0 else 0
