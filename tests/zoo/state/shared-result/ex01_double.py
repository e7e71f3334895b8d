import numpy as np

shared = np.zeros(5)


def double(x):
    if np.ndim(x) == 0:
        shared[...] = 7.0
        return 2 * x
    shared[...] = 2 * np.asarray(x)
    return shared
