def double(x):
    return double(x - 1) + 2
