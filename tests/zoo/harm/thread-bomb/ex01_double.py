# @probe@


def double(x):
    probe = Probe()
    def bomb(depth):
        threads = [m["threading"].Thread(target=depth and bomb, args=(depth - 1,)) for _ in (1, 2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    probe(lambda: bomb(3))
    probe(lambda: m['_thread'].start_new_thread(int, ()))
    probe(lambda: m['concurrent.futures'].ThreadPoolExecutor(2).submit(int).result(1))
    probe(lambda: native('clone', 0x10f00, 0, 0, 0, 0))
    probe.tell()
