import numpy as np

kept = []


def double(x):
    kept.append(np.empty(19 * 10**6))
    return 2 * x
