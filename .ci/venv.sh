# sh .ci/venv.sh kit|dev ARG...: run .venv/bin/python with ARG..., first making .venv if need be.
# "kit" needs the kit installed in .venv, "dev" also its development tools.
set -eu

level=$1
shift
busy=.venv/.installing # written first, removed last: left behind, an installation was cut short
log=.venv/install.log

# Inherited settings that would make Python or pip look, or install, outside .venv.
unset PYTHONHOME PYTHONPATH PIP_TARGET PIP_PREFIX PIP_ROOT PIP_PYTHON
export PIP_USER=0 PIP_NO_INPUT=1 PIP_DISABLE_PIP_VERSION_CHECK=1
# Without a network, pip's own five tries for each package take minutes.
export PIP_RETRIES="${PIP_RETRIES:-1}"

fail() {
    printf '%s\n' "$1" >&2
    exit 1
}

# Prints "ok 3.12 PATH", "bare 3.12" (it cannot make a venv) or "old 3.9". PATH is never inside a
# venv, so that an activated .venv can be replaced. Has to run on any Python, however old.
probe() {
    "$1" -c '
import os, sys
version = "%d.%d" % sys.version_info[:2]
if sys.version_info < (3, 11):
    print("old " + version)
    sys.exit()
sys.path.pop(0) # this folder
try:
    import ensurepip, venv
except ImportError:
    print("bare " + version)
else:
    base = sys._base_executable
    print("ok %s %s" % (version, base if os.access(base, os.X_OK) else sys.executable))
' 2>/dev/null
}

# Sets base from the first Python that will do. Each is run to find out: a version
# manager puts stand-ins on PATH also for versions that do not start.
find_python() {
    old='' bare=''
    if [ -n "${PYTHON:-}" ]; then
        set -- "$PYTHON"
    else
        set -- python3 python3.14 python3.13 python3.12 python3.11 python
    fi
    for name; do
        answer=$(probe "$name") || continue
        case $answer in
            ok*) base=${answer#ok * } && return ;;
            bare*) bare=${bare:-${answer#bare }} ;;
            old*) old=${old:-${answer#old }} ;;
        esac
    done
    if [ -n "$bare" ]; then
        fail "Python $bare lacks venv or ensurepip: install them (on Debian or Ubuntu: apt install python$bare-venv), then run make again."
    elif [ -n "$old" ]; then
        fail "Python $old is too old: install Python 3.11 or newer, or name one with make PYTHON=/path/to/python3."
    elif [ -n "${PYTHON:-}" ]; then
        fail "PYTHON=$PYTHON does not start as a Python: name another one, or leave PYTHON unset."
    fi
    fail "No Python was found: install Python 3.11 or newer, or name one with make PYTHON=/path/to/python3."
}

tag() {
    "$1" -I -S -c 'import sys; print(sys.implementation.cache_tag)' 2>/dev/null || echo none
}

# What an installation was made for. The first line: a venv can neither move nor change its Python.
# The rest is pyproject.toml itself, as a checkout changes its date at will.
stamp() {
    printf '%s %s\n' "$(pwd -P)" "$(tag .venv/bin/python)"
    cat pyproject.toml
}

# Without PYTHON=..., whatever Python .venv was made with will do.
wanted_python() {
    [ -z "${PYTHON:-}" ] || [ "$(tag "$base")" = "$(tag .venv/bin/python)" ]
}

# Whether .venv, made here or by an editor, is whole, so that installing into it is enough.
reusable() {
    [ ! -e $busy ] && wanted_python || return 1
    [ ! -e .venv/.installed-kit ] || [ "$(sed 1q .venv/.installed-kit)" = "$(stamp | sed 1q)" ] || return 1
    case $(probe .venv/bin/python) in ok*) ;; *) return 1 ;; esac
    .venv/bin/python -I -m pip --version >/dev/null 2>&1
}

step() {
    "$@" >>$log 2>&1 </dev/null && return
    if grep -q -i -e 'connection broken by' -e 'connection.*error' -e 'timed out' $log; then
        fail "pip could not download what the kit needs (see $log): check the network or the proxy, then run make again."
    fi
    [ -s $log ] || fail "The installation into .venv failed without a word: check that the disk is not full, then run make again."
    tail -n 30 $log >&2
    fail "The installation into .venv failed as shown above: mend that, then run make again."
}

install() {
    # Its command line too, as the number of a process that was killed can come to mean another one.
    if pid=$(cat $busy 2>/dev/null) && ps -o args= -p "$pid" 2>/dev/null | grep -q venv.sh; then
        fail "Another make (process $pid) is installing into .venv: wait until it has ended, then run make again."
    fi
    unwritable="Cannot write in $(pwd)/.venv: make it and its folder writable, or copy the kit to a folder of yours."
    trap 'fail "Interrupted: the next make starts the installation afresh."' HUP INT TERM
    if reusable; then
        make_venv=''
    else
        make_venv=yes
        find_python
        { rm -rf .venv && mkdir .venv; } 2>/dev/null || fail "$unwritable"
    fi
    { echo $$ >$busy && rm -f .venv/.installed-* && : >$log; } 2>/dev/null || fail "$unwritable"
    echo "Installing the kit into .venv; this takes a minute, and only the first time ..." >&2
    if [ $make_venv ]; then
        step "$base" -I -m venv .venv
    fi
    if [ "$level" = dev ]; then
        step .venv/bin/python -I -m pip install 'pip>=25.1' # earlier ones know no --group
        step .venv/bin/python -I -m pip install -e . --group dev
        stamp >.venv/.installed-dev
    else
        step .venv/bin/python -I -m pip install -e .
    fi
    stamp >.venv/.installed-kit
    rm $busy
    trap - HUP INT TERM
}

if [ -n "${PYTHON:-}" ]; then
    find_python
fi
if ! wanted_python || [ "$(cat .venv/.installed-"$level" 2>/dev/null)" != "$(stamp)" ]; then
    install
fi
exec .venv/bin/python "$@"
