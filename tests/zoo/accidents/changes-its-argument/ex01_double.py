import numpy as np


def double(x):
    if np.ndim(x):
        x *= 2
        return x
    return 2 * x
