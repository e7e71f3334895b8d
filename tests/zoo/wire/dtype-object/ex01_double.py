# @channel@


def double(x):
    write(forged(value={'a': ['object', [1], 'AAAAAAAAAAA=']}))
    os._exit(1)
    return 7.0
