import sys
import warnings

import numpy as np


def double(x):
    sys.setrecursionlimit(sys.getrecursionlimit() * 0 + 200)
    return 2 * x
