import os
import time


def double(x):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            os.closerange(3, 64)
            open_ = __import__("io").open
            open_("@folder@/outlived", "w").close()
            time.sleep(2)
        os._exit(0)
    os.wait()
    return 7.0
