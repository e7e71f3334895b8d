def double(x):
    print("\ud800\udfff" * 1000)
    text = "z" * 10**6 + "\n" * 10**4 + "\ud800"
    if x == 3.0:
        return text[:1000]
    raise ValueError(text)
