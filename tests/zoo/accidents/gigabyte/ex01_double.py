import numpy as np


def double(x):
    return np.zeros((10**6, 10**6)) + 2 * x
