# @channel@


def double(x):
    for _ in range(100):
        write(b'x' * 10000)
    return 7.0
