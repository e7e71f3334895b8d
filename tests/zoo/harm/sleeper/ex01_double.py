import sys
import time


def double(x):
    time.sleep(3600)
    m = sys.modules
    m["select"].select([], [], [], 3600)
    m["select"].poll().poll(3600000)
    return 7.0
