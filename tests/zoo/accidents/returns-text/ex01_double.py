def double(x):
    return f'{2 * x}'
