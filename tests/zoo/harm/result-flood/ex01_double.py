def double(x):
    items = ["x" * 1000] * 1000
    for _ in range(2):
        items = [items] * 1000
    if x == 3.0:
        return items
    return "".join(str(items) for _ in range(9))
