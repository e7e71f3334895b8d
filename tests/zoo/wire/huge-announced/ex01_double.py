# @channel@


def double(x):
    write(b'\xff\xff\xff\xff')
    write(b'x' * 1000)
    return 7.0
