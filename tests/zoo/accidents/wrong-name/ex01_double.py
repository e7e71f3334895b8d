def Double(x):
    return 2 * x
