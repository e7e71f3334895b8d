import numpy as np


def double(x):
    hog = []
    while True:
        hog.append(np.empty(10**7))
