# @channel@


def double(x):
    write(forged(value=eval('[' * 50 + '1' + ']' * 50)) + b'\0\0')
    os._exit(0)
    return 7.0
