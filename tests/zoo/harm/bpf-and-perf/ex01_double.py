# @probe@


def double(x):
    probe = Probe()
    attributes = c.create_string_buffer(b"\1\0\0\0\x80\0\0\0\4\0\0\0\4\0\0\0\1\0\0\0", 128)
    if x == 3.0:
        attributes[0:8] = bytes([2, 0, 0, 0, 4, 0, 0, 0])
        attributes[8:16] = bytes([4, 0, 0, 0, 1, 0, 0, 0])
    probe(lambda: o.close(native('syscall', 321, 0, attributes, 72)))
    probe(lambda: o.close(native('syscall', 298, attributes, 0, -1, -1, 0)))
    probe.tell()
