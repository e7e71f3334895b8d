# @probe@


def double(x):
    probe = Probe()
    probe(lambda: o.close(native('inotify_init1', 0)))
    probe(lambda: o.close(native('fanotify_init', 0, 0)))
    probe(lambda: o.close(native('epoll_create1', 0)))
    probe(lambda: o.close(native('eventfd', 0, 0)))
    probe(lambda: o.close(native('timerfd_create', 0, 0)))
    probe(lambda: o.close(native('signalfd', -1, c.create_string_buffer(128), 0)))
    probe.tell()
