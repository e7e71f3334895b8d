import gc
import sys


def hunt(name):
    """Find other functions of a name in all of the memory that Python can reach."""
    found, seen, queue = [], set(), [*gc.get_objects(), *sys.modules.values()]
    frame = sys._getframe()
    while frame:
        queue += [frame.f_globals, frame.f_locals]
        frame = frame.f_back
    while queue:
        thing = queue.pop()
        if id(thing) in seen or thing is queue or thing is seen:
            continue
        seen.add(id(thing))
        if type(thing) is type(hunt):
            own = thing.__code__.co_filename.endswith(f"{__name__}.py")
            if thing.__name__ == name and not own:
                found.append(thing)
            queue += gc.get_referents(thing)
        elif type(thing) in (dict, list, tuple, set):
            queue += gc.get_referents(thing)
    return found
