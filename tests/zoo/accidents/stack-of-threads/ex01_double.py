from concurrent.futures import ThreadPoolExecutor


def double(x):
    with ThreadPoolExecutor() as pool:
        return pool.submit(lambda: 2 * x).result()
