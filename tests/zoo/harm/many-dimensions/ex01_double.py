import numpy as np


def double(x):
    return np.zeros((4,) * 8, dtype=np.int8)
