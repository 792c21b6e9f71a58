"""The child process: reads pages from standard input one after the other, each under a fresh processor limit.

Started by `worker.py` as `python -m sayso.read.child MEMORY_BYTES`. One request a line (JSON), one answer a
line; bytes that belong to either follow their line as they are. It has no business on the network and is kept from it.

A request names the function that does the work ("module:function"), which takes plain values and gives a mapping of plain
values back: so every reader, of whatever package, has its hostile work done here.
"""

import json
import math
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import IO, Any

try:
    import resource
except ImportError:  # Windows: the wall-clock limit of the parent has to do
    resource = None  # type: ignore[assignment]

MEMORY_TO_RETIRE_KIB = 400 * 1024
_FORBIDDEN = ("socket.connect", "socket.bind", "subprocess.Popen", "os.system", "os.exec")


def main(requests: IO[bytes], answers: IO[bytes], memory_bytes: int) -> None:
    """Answer requests until there are no more or the memory used so far asks for a fresh process."""
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    import htmldate  # noqa: F401 (loaded before the first page's clock starts)
    import trafilatura.core  # noqa: F401

    sys.addaudithook(_stay_inside)
    _write(answers, {"ready": True})
    while line := requests.readline():
        request = json.loads(line)
        if "data_bytes" in request:
            request["given"]["data"] = requests.read(request["data_bytes"])
        answer = _answer(request)
        answer["last"] = _retires()
        _write(answers, answer)
        if answer["last"]:
            return


def _answer(request: dict[str, Any]) -> dict[str, Any]:
    _limit_processor(request["cpu_seconds"])
    try:
        return _read(request)
    except MemoryError:
        return {"problem": "memory"}
    except Exception as error:  # noqa: BLE001 (the worker's edge: the parent names the page)
        return {"problem": f"{type(error).__name__}: {error}"[:300]}


def _read(request: dict[str, Any]) -> dict[str, Any]:
    module, _, name = request["work"].partition(":")
    return dict(getattr(import_module(module), name)(**request["given"]))


def _limit_processor(seconds: int) -> None:
    if resource is not None:
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        soft = math.ceil(time.process_time()) + seconds
        resource.setrlimit(resource.RLIMIT_CPU, (soft if hard < 0 else min(soft, hard), hard))


def _retires() -> bool:
    if resource is None:
        return False
    return (
        _own_peak_kib() or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    ) > MEMORY_TO_RETIRE_KIB


def _own_peak_kib() -> int:
    """Return the most memory this process held, 0 where the system does not say.

    On Linux `ru_maxrss` begins with what the parent held when it started us (getrusage(2)): the child of a large parent would retire
    after every page.
    """
    try:
        with Path("/proc/self/status").open(encoding="ascii") as lines:
            return next((int(one.split()[1]) for one in lines if one.startswith("VmHWM:")), 0)
    except (OSError, ValueError):
        return 0


def _stay_inside(event: str, arguments: tuple[Any, ...]) -> None:
    if event in _FORBIDDEN:
        raise PermissionError(f"a page reader must not use {event}, got {arguments!r}")


def _write(answers: IO[bytes], answer: dict[str, Any]) -> None:
    data = answer.pop("data", b"")
    if data:
        answer["data_bytes"] = len(data)
    answers.write(json.dumps(answer).encode("ascii") + b"\n" + data)
    answers.flush()


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer, int(sys.argv[1]))
