import io
import os
import time


def double(x):
    pid = os.fork()
    if pid:
        time.sleep(0.05)
        os._exit(0)
    os.closerange(3, 64)
    io.open("@folder@/outlived", "w").close()
    time.sleep(2)
    os._exit(0)
