# @channel@


def double(x):
    write(struct.pack('!I', 99) + b'{"non')
    os.write = lambda fd, data: len(data)
    return 7.0
