import sys
import warnings

import numpy as np


def double(x):
    np.seterr(all="raise")
    return 2 * x
