def double(x):
    x = float(input('x = '))
    return 2 * x
