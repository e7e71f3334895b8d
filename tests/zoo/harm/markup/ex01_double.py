EVIL = "[bold red]owned[/] [link=file:///etc/passwd]x[/link] <script>alert(1)</script> <img src=x onerror=y> ![x](javascript:y) $(touch x) `x` {{7*7}} %s {0}"


def double(x):
    print(EVIL)
    raise ValueError(EVIL)
