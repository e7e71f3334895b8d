# @probe@


def double(x):
    probe = Probe()
    probe(lambda: native('sethostname', b'zoo', 3))
    probe(lambda: native('syscall', 227, 0, c.create_string_buffer(16)))
    probe(lambda: native('mount', b'none', b'@folder@', b'tmpfs', 0, None))
    probe(lambda: native('chroot', b'@folder@'))
    probe(lambda: native('syscall', 175, None, 0, b''))
    probe(lambda: native('syscall', 103, 10, None, 0))
    probe(lambda: native('iopl', 3))
    probe(lambda: native('acct', None))
    probe(lambda: o.setuid(0))
    probe(lambda: o.chown('@folder@/secret.txt', 0, 0))
    probe(lambda: native('swapoff', b'/nothing'))
    probe.tell()
