# @probe@


def double(x):
    probe = Probe()
    probe(lambda: s.create_connection(('127.0.0.1', @port@), 1).close())
    probe(lambda: s.socket(s.AF_INET, s.SOCK_STREAM))
    probe(lambda: s.socket(s.AF_INET, s.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', @port@)))
    probe(lambda: s.socket(s.AF_UNIX, s.SOCK_STREAM).bind('\0zoo-socket'))
    probe(lambda: s.socketpair())
    probe(lambda: native('socket', 2, 1, 0))
    probe(lambda: s.socket(s.AF_NETLINK, s.SOCK_RAW))
    probe.tell()
