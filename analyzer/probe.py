"""Asks the program's own interpreter, with its flags, user, environment and folder, what it sees.

Site code (sitecustomize, .pth files) runs, because sys.path depends on it; nothing else of the image
does. The answer comes through a pipe of its own, since site code may print."""

import ast
import os
import select
import signal
import subprocess
import time
from typing import Any, Callable, Dict, List, NamedTuple, Optional, Tuple, cast

from findings import Findings, reason
from image import Image
from users import ROOT, User

SECONDS = 30.0
MOST_BYTES = 1 << 22

# The child imports nothing from sys.path (an app's json.py must not run), only what is built in or
# what site has loaded already. sys.path[0] is what -c adds, and is removed before the report.
CHILD = """
import sys, posix
path = list(sys.path)
flags = sys.flags
if not (flags.isolated or getattr(flags, 'safe_path', False)) and path and path[0] == '':
    del path[0]
site = sys.modules.get('site')
def folders(name):
    try:
        found = getattr(site, name)()
        return [found] if isinstance(found, str) else list(found)
    except Exception:
        return []
report = {
    'path': [p for p in path if isinstance(p, str)],
    'prefix': sys.prefix, 'exec_prefix': sys.exec_prefix,
    'base_prefix': sys.base_prefix, 'base_exec_prefix': sys.base_exec_prefix,
    'executable': sys.executable or '', 'version': '%d.%d.%d' % sys.version_info[:3],
    'site': site is not None, 'site_packages': folders('getsitepackages'),
    'user_site': folders('getusersitepackages') if getattr(site, 'ENABLE_USER_SITE', False) else [],
    'utf8': flags.utf8_mode if hasattr(flags, 'utf8_mode') else 0,
}
data = ascii(report).encode('ascii')
while data:
    data = data[posix.write(DESCRIPTOR, data):]
"""


class Seen(NamedTuple):
    """What the program sees before its own code runs; ``path`` is without the sys.path[0] of the program."""

    path: List[str]
    prefix: str
    exec_prefix: str
    base_prefix: str
    base_exec_prefix: str
    executable: str
    site: bool
    site_packages: List[str]


class Start(NamedTuple):
    """How to start the child."""

    executable: str
    name: str
    options: List[str]
    env: Dict[str, str]
    cwd: str
    user: User


def ask(image: Image, start: Start, findings: Findings) -> Optional[Seen]:
    """Ask as the program's user, then as root, then without site; None where nothing answers."""
    if not image.is_folder(start.cwd):
        findings.add("workdir-missing", "the working folder %s is not in the image" % start.cwd)
        start = start._replace(cwd="/")
    attempts: List[Tuple[Start, str]] = [(start, "as uid %d" % start.user.uid)]
    if start.user.uid != 0:
        attempts.append((start._replace(user=ROOT, cwd="/"), "as root"))
    attempts.append((start._replace(user=ROOT, cwd="/", options=["-E", "-S"]), "as root, without site"))
    for number, (attempt, description) in enumerate(attempts):
        answer, problem = run(image, attempt)
        if answer is not None:
            if number:
                findings.add("probe-fallback", "%s was asked for its sys.path %s" % (start.executable, description))
            return answer
        findings.add("probe-failed", "%s could not be asked %s: %s" % (start.executable, description, problem))
    return None


def run(image: Image, start: Start) -> Tuple[Optional[Seen], str]:
    """One attempt: the answer, or what went wrong."""
    reading, writing = os.pipe()
    empty, closed = os.pipe()
    os.close(closed)
    command = [start.name] + start.options + ["-B", "-c", CHILD.replace("DESCRIPTOR", str(writing))]
    try:
        child = subprocess.Popen(
            command,
            executable=start.executable,
            stdin=empty,
            stdout=2,
            stderr=2,
            pass_fds=(writing,),
            env=environment(start),
            preexec_fn=become(image.root, start),
        )
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        os.close(writing)
        os.close(reading)
        return None, reason(error) if isinstance(error, OSError) else str(error)
    finally:
        os.close(empty)
    os.close(writing)
    try:
        return finish(child, reading)
    finally:
        os.close(reading)


def environment(start: Start) -> Dict[str, str]:
    """The program's, less what would run more than site: a prompt, and its start-up file."""
    return {k: v for k, v in start.env.items() if k not in ("PYTHONINSPECT", "PYTHONSTARTUP")}


def become(root: str, start: Start) -> Callable[[], None]:
    """In the child: its own session (to end it whole), the image's root, the folder, then the user."""

    def prepare() -> None:
        os.setsid()
        if root:
            os.chroot(root)
            os.chdir("/")
        # Before the user changes, as runc does it: a working folder may be closed to its user.
        os.chdir(start.cwd)
        if os.getuid() == 0:
            os.setgroups(start.user.groups)
            os.setgid(start.user.gid)
            os.setuid(start.user.uid)

    return prepare


def finish(child: "subprocess.Popen[bytes]", reading: int) -> Tuple[Optional[Seen], str]:
    """Read until the end or the time-out, and leave no process behind."""
    deadline = time.monotonic() + SECONDS
    data = b""
    late = False
    while len(data) < MOST_BYTES:
        ready, _, _ = select.select([reading], [], [], max(0.0, deadline - time.monotonic()))
        if not ready:
            late = True
            break
        block = os.read(reading, 1 << 16)
        if not block:
            break
        data += block
    try:
        child.wait(timeout=max(0.1, deadline - time.monotonic()))
    except subprocess.TimeoutExpired:
        late = True
    kill_session(child)
    if late:
        return None, "no answer within %d seconds" % SECONDS
    if not data:
        return None, "it ended with status %s before it answered" % child.returncode
    return parse(data)


def kill_session(child: "subprocess.Popen[bytes]") -> None:
    try:
        os.killpg(child.pid, signal.SIGKILL)
    except OSError:
        # It ended, and started nothing that is left.
        pass
    child.wait()


def parse(data: bytes) -> Tuple[Optional[Seen], str]:
    try:
        report = cast(Dict[str, Any], ast.literal_eval(data.decode("ascii")))
        return (
            Seen(
                path=[str(p) for p in report["path"]],
                prefix=str(report["prefix"]),
                exec_prefix=str(report["exec_prefix"]),
                base_prefix=str(report["base_prefix"]),
                base_exec_prefix=str(report["base_exec_prefix"]),
                executable=str(report["executable"]),
                site=bool(report["site"]),
                site_packages=[str(p) for p in report["site_packages"] + report["user_site"]],
            ),
            "",
        )
    except (ValueError, SyntaxError, KeyError, TypeError) as error:
        return None, "its answer cannot be read: %s" % error
