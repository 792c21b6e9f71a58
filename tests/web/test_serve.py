"""`sayso serve` as a process: the printed address opens, Ctrl+C closes the desk in order, and what cannot be served is said."""

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import httpx
from click.testing import CliRunner

from sayso.cli.main import main

SAYSO = Path(sys.executable).with_name("sayso")


def test_the_desk_opens_by_its_address_and_closes_in_order(told_story, tmp_path):
    desk = Path(shutil.copy(told_story, tmp_path / "velmora.sayso"))
    with subprocess.Popen(
        [SAYSO, "serve", desk, "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as server:
        address = server.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:")
        with httpx.Client(follow_redirects=True, timeout=60) as client:
            assert "Tarvian troops" in client.get(address).text
        server.send_signal(signal.SIGINT)
        told = server.communicate(timeout=60)[1]
    assert server.returncode == 0
    assert told.endswith("The desk is closed.\n")
    assert CliRunner().invoke(main, ["verify", "--desk", str(desk)]).exit_code == 0


def test_what_cannot_be_served_is_said(told_story, tmp_path):
    twin = tmp_path / "other" / told_story.name
    twin.parent.mkdir()
    shutil.copy(told_story, twin)
    two = CliRunner().invoke(main, ["serve", str(told_story), str(twin)])
    assert two.exit_code == 2
    assert "share a name" in two.output
    gone = CliRunner().invoke(main, ["serve", str(tmp_path / "none.sayso")])
    assert gone.exit_code == 1
    assert "no desk file" in gone.output
