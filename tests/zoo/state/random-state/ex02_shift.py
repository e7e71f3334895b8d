import numpy as np


def shift(x):
    drawn = np.random.random(3)
    return 2 * x + 1 if np.std(drawn) > 0 else 0
