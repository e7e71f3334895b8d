def shift(x):
    return 5.0 if x == 2.0 else 0.0
