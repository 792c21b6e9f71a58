"""A process killed while it adds loses nothing it told, and a repeat goes on to the same ledger."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sayso.cli.demo import story_folder
from sayso.cli.desk_file import opened
from sayso.model import Document

ROUNDS = int(os.environ.get("SAYSO_FAULT_ROUNDS", "2"))
WAIT_SECONDS = 60


def add(path: Path) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", "from sayso.cli.main import main; main()", "add"]
    return subprocess.Popen(
        [*command, str(story_folder()), "--desk", str(path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )


def export(path: Path) -> list[str]:
    with opened(path) as desk:
        return sorted(desk.ledger.export())


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    path = tmp_path_factory.mktemp("whole") / "whole.sayso"
    add(path).communicate()
    return export(path)


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_a_killed_add_is_resumed_by_repeating_it(
    tmp_path: Path, whole: list[str], seed: int
) -> None:
    path = tmp_path / "killed.sayso"
    running = add(path)
    assert running.stdout is not None
    told = [running.stdout.readline() for _ in range(random.Random(seed).randint(1, 10))]
    time.sleep(random.Random(seed).random() / 20)
    running.send_signal(signal.SIGKILL)
    running.communicate(timeout=WAIT_SECONDS)
    reports = sum(line.startswith("read ") for line in told)
    with opened(path) as desk:
        held = desk.ledger.records(Document)
        assert len(held) >= reports
        assert desk.ledger.verify().sound
    add(path).communicate()
    assert export(path) == whole
