import numpy as np


def shift(x):
    np.empty(9 * 10**7)
    return 2 * x + 1
