import sys


def double(x):
    lock = sys.modules["_thread"].allocate_lock()
    lock.acquire()
    lock.acquire()
