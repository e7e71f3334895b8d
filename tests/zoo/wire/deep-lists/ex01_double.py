# @channel@


def double(x):
    write(framed(b'[' * 100000 + b']' * 100000))
    return 7.0
