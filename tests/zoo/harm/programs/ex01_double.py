# @probe@


def double(x):
    probe = Probe()
    touch = 'touch @folder@/ran'
    probe(lambda: o.posix_spawn('/bin/sh', ['sh', '-c', touch], {}))
    probe(lambda: o.system(touch) == 0 or 1 / 0)
    probe(lambda: o.popen(touch).read())
    probe(lambda: m['subprocess'].run(touch, shell=True, check=True))
    probe(lambda: native('system', touch.encode()) == 0 or 1 / 0)
    probe(lambda: o.spawnv(o.P_WAIT, '/bin/sh', ['sh', '-c', touch]) == 0 or 1 / 0)
    probe.tell()
