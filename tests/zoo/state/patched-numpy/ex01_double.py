import sys
import warnings

import numpy as np


def double(x):
    np.multiply = np.subtract
    return 2 * x
