"""The bubblewrap command that takes a process out of sight of the machine."""

import shutil
import site
import sys
import sysconfig
from pathlib import Path

_SYSTEM = ("/usr", "/lib", "/lib32", "/lib64", "/bin", "/etc/ld.so.cache", "/etc/alternatives")


def bubblewrap() -> str | None:
    """Find bubblewrap, None where it is not installed."""
    return shutil.which("bwrap")


def wrap(command: list[str], inside: Path) -> list[str]:
    """Put a command into namespaces of its own.

    Parameters
    ----------
    command : list of str
    inside : Path
        The folder of ours that the command runs.

    Returns
    -------
    list of str
        The command to execute. It sees the interpreter, the installed packages,
        the system's libraries and `inside`, read only: nothing of the course.
    """
    program = bubblewrap()
    assert program is not None
    options = ["--unshare-user", "--unshare-all", "--cap-drop", "ALL", "--die-with-parent"]
    # Root outside must not look like root inside; without capabilities it is powerless there.
    options += ["--uid", "65534", "--gid", "65534", "--dev", "/dev", "--chdir", "/"]
    for path in (*_SYSTEM, *map(str, _python_folders()), str(inside)):
        if Path(path).is_symlink():
            options += ["--symlink", str(Path(path).readlink()), path]
        elif Path(path).exists():
            options += ["--ro-bind", path, path]
    return [program, *options, "--", *command]


def _python_folders() -> list[Path]:
    """Name what this interpreter needs of its environment, never the folder around it."""
    base, prefix = Path(sys.base_prefix), Path(sys.prefix)
    found = [base] if base != Path("/usr") else []
    if prefix != base:
        found += [prefix / "pyvenv.cfg", prefix / "bin"]
    packages = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    packages.update(site.getsitepackages())
    found += [Path(path) for path in sorted(packages) if base not in Path(path).parents]
    return found
