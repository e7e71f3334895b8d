import sys
import warnings

import numpy as np


def boom(*arguments, **others):
    raise RuntimeError("warned")


def double(x):
    warnings.simplefilter("error")
    warnings.showwarning = warnings.warn = boom
    return 2 * x
