import io


def double(x):
    namespace = {}
    exec(io.open("@key@").read(), namespace)
    return namespace["double"](x)
