import sys
import warnings

import numpy as np


def double(x):
    np.set_printoptions(precision=1, threshold=1)
    return 2 * x
