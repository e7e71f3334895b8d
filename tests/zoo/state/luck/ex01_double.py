import random

random.seed()


def double(x):
    return random.uniform(-100, 100)
