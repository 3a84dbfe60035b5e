"""Asks the program's own interpreter, in child processes: what it is, and what it imports. A child answers over a pipe
of its own, since imports print; it imports nothing for itself but what is built in, since an application may have a
json.py."""

import ast
import os
import select
import subprocess
from typing import Any, Dict, List, NamedTuple, Tuple

import ending
import starting
from request import Plan
from starting import CannotStart, Start

# Answers one question a line: how the interpreter stands, or whether a module imports.
CHILD = """
import sys, posix
def read():
    line = b''
    while not line.endswith(b'\\n'):
        part = posix.read(IN, 1)
        if not part:
            posix._exit(0)
        line += part
    return line[:-1].decode('utf-8')
def say(answer):
    data = ascii(answer).encode('ascii') + b'\\n'
    while data:
        data = data[posix.write(OUT, data):]
def text(value):
    try:
        return str(value)[:2000]
    except BaseException:
        return ''
def facts():
    path = list(sys.path)
    if path and path[0] == '' and not sys.flags.isolated and not getattr(sys.flags, 'safe_path', False):
        del path[0]
    return {
        'version': '%d.%d.%d' % sys.version_info[:3], 'releaselevel': sys.version_info[3],
        'hexversion': sys.hexversion, 'path': [text(p) for p in path],
        'prefix': sys.prefix, 'exec_prefix': sys.exec_prefix, 'base_prefix': sys.base_prefix,
        'base_exec_prefix': sys.base_exec_prefix, 'executable': text(sys.executable), 'flags': text(sys.flags),
        'cache_tag': text(sys.implementation.cache_tag), 'abiflags': text(getattr(sys, 'abiflags', '')),
        'filesystem_encoding': sys.getfilesystemencoding(), 'byteorder': sys.byteorder,
    }
def frames(error):
    found, trace = [], error.__traceback__
    while trace is not None and len(found) < 400:
        code = trace.tb_frame.f_code
        if not code.co_filename.startswith('<'):
            found.append('%s:%d' % (code.co_filename, trace.tb_lineno))
        trace = trace.tb_next
    return found[-6:]
def imported(name):
    try:
        __import__(name)
    except BaseException as error:
        return ('fails', type(error).__name__, text(error), text(getattr(error, 'name', None) or ''),
                text(getattr(error, 'filename', None) or ''), frames(error))
    return ('imports', '', '', '', '', [])
standing = facts()
sys.path[:] = PATH
while True:
    name = read()
    say(imported(name) if name else standing)
"""

Facts = Dict[str, Any]


class Import(NamedTuple):
    """What came of an import: ``imports``, ``fails``, ``hangs`` or ``ends`` (the process did)."""

    state: str
    kind: str
    message: str
    name: str
    filename: str
    frames: List[str]

    def why(self) -> str:
        if self.state == "fails":
            return "%s: %s" % (self.kind, self.message) if self.message else self.kind
        return self.message


class Child:
    """One interpreter that answers questions until it is ended, or ends."""

    def __init__(self, start: Start, plan: Plan) -> None:
        self.questions, self.answers, self.process = spawn(start, plan)
        self.data = b""
        self.is_over = False

    def ask(self, question: str) -> None:
        try:
            os.write(self.questions, question.encode("utf-8") + b"\n")
        except OSError:
            # It ended, which the answers' pipe tells.
            pass

    def read(self) -> Tuple[bool, str]:
        """Read what is there: whether the child still answers, and a whole answer or nothing."""
        block = os.read(self.answers, 1 << 16)
        self.data += block
        self.is_over = not block
        line, newline, rest = self.data.partition(b"\n")
        if not newline:
            return bool(block), ""
        self.data = rest
        return True, line.decode("ascii", "replace")

    def is_ready(self) -> bool:
        return bool(select.select([self.answers], [], [], 0.0)[0])

    def end(self) -> str:
        """End it; gives how it ended by itself, where it did."""
        try:
            # Its end comes a moment after that of its pipe.
            code = self.process.wait(timeout=0.5 if self.is_over else 0)
        except subprocess.TimeoutExpired:
            code = None
        ending.end(self.process)
        for descriptor in (self.questions, self.answers):
            os.close(descriptor)
        return ended(code)


def ended(code: Any) -> str:
    if code is None:
        return "its process closed what it answers by"
    return "its process died of signal %d" % -code if code < 0 else "its process ended with exit code %d" % code


def spawn(start: Start, plan: Plan) -> Tuple[int, int, "subprocess.Popen[bytes]"]:
    reading, questions = os.pipe()
    answers, writing = os.pipe()
    text = CHILD.replace("IN,", "%d," % reading).replace("OUT,", "%d," % writing)
    text = text.replace("= PATH", "= %s" % ascii(plan.path))
    env = {k: v for k, v in start.env.items() if k not in ("PYTHONINSPECT", "PYTHONSTARTUP")}
    os.makedirs(start.cwd, exist_ok=True)
    try:
        process = subprocess.Popen(
            [plan.executable] + plan.flags + ["-B", "-c", text],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=(reading, writing),
            env=env,
            preexec_fn=starting.become(start),
        )
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        os.close(questions)
        os.close(answers)
        raise CannotStart("%s cannot be started: %s" % (plan.executable, error)) from error
    finally:
        os.close(reading)
        os.close(writing)
    return questions, answers, process


def parse_import(answer: str) -> Import:
    state, kind, message, name, filename, frames = ast.literal_eval(answer)
    return Import(state, kind, message, name, filename, [str(frame) for frame in frames])
