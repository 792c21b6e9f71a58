"""The child process: reads pages from standard input one after the other, each under a fresh processor limit.

Started by `worker.py` as `python -m sayso.read.child MEMORY_BYTES`. One request a line (JSON), one answer a
line. It has no business on the network and is kept from it.
"""

import json
import math
import sys
import time
from datetime import date
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
        answer = _answer(json.loads(line))
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
    from dataclasses import asdict

    from sayso.read.markdown import read_markdown
    from sayso.read.page import read_page

    if request["kind"] == "markdown":
        text, links = read_markdown(request["page"])
        return {"text": text, "links": links}
    return asdict(read_page(request["page"], request["url"], date.fromisoformat(request["latest"])))


def _limit_processor(seconds: int) -> None:
    if resource is not None:
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        soft = math.ceil(time.process_time()) + seconds
        resource.setrlimit(resource.RLIMIT_CPU, (soft if hard < 0 else min(soft, hard), hard))


def _retires() -> bool:
    if resource is None:
        return False
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss > MEMORY_TO_RETIRE_KIB


def _stay_inside(event: str, arguments: tuple[Any, ...]) -> None:
    if event in _FORBIDDEN:
        raise PermissionError(f"a page reader must not use {event}, got {arguments!r}")


def _write(answers: IO[bytes], answer: dict[str, Any]) -> None:
    answers.write(json.dumps(answer).encode("ascii") + b"\n")
    answers.flush()


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer, int(sys.argv[1]))
