"""`sayso doctor`: does everything Sayso needs work on this machine."""

import os
import platform
import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import click

from sayso.cli.desk_file import now
from sayso.model import SaysoError

FAILED = 1


def _python() -> str:
    return f"Python {platform.python_version()}"


def _language() -> str:
    from sayso.text import SpacyParser

    parse = SpacyParser().parse("The ministry said that the road was closed.")
    if not parse.has_syntax:
        raise SaysoError("the English pipeline gives no syntax; install it again with make setup")
    return "English pipeline parses"


def _extractor() -> str:
    from sayso.attribute import check_extractor

    return f"attributions are found by {check_extractor()}"


def _server() -> str:
    from sayso.extractors import check_server

    return check_server(os.environ)


def _claims() -> str:
    from sayso.claim import check_network

    return f"how a speaker knows and what is seen are told by {check_network()}"


def _citations() -> str:
    from sayso.trace import check_citing

    return f"whom a report draws on is told by {check_citing()}"


def _matching() -> str:
    from sayso.compare import check_encoder

    return f"claims are matched by {check_encoder()}"


def _pairs() -> str:
    from sayso.compare import check_pairs

    return f"bare sentences are compared by {check_pairs()}"


def _readings() -> str:
    from sayso.compare import check_readings

    return f"what bears on a question of presence is read by {check_readings()}"


def _gazetteer() -> str:
    from sayso.resolve import verify_gazetteer

    if not verify_gazetteer():
        raise SaysoError("the gazetteer's file is not the one of its manifest; install Sayso again")
    return "gazetteer is the one of its manifest"


def _pages() -> str:
    from sayso.model import Refusal
    from sayso.read import readings

    words = "The ministry said on Monday that the road to the harbour was closed. " * 8
    page = f"<html><body><article><h1>Road</h1><p>{words}</p></article></body></html>"
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.html"
        file.write_text(page, encoding="utf-8")
        items = list(readings([str(file)], stdin=BytesIO(), retrieved=now()))
    for item in items:
        if isinstance(item, Refusal):
            raise SaysoError(f"a plain page was refused: {item.explanation}")
    return "pages are read in their own process"


def _readers() -> str:
    from sayso.read import readers

    names, broken = readers()
    if broken:
        raise SaysoError("; ".join(one.explanation for one in broken))
    return f"beside texts and pages are read: {', '.join(names) or 'nothing; install Sayso again'}"


def _desk_file() -> str:
    from sayso.cli.desk_file import opened

    with (
        tempfile.TemporaryDirectory() as folder,
        opened(Path(folder) / "try.sayso", create=True) as desk,
    ):
        verdict = desk.ledger.verify()
    return f"desk files can be written and verified ({verdict.rows} rows)"


CHECKS: tuple[Callable[[], str], ...] = (
    _python,
    _language,
    _extractor,
    _server,
    _claims,
    _citations,
    _matching,
    _pairs,
    _readings,
    _gazetteer,
    _pages,
    _readers,
    _desk_file,
)


@click.command()
def doctor() -> None:
    """Check Python, SQLite, the English pipeline, the extractor, a server of your own, the networks, the gazetteer, the readers and the disk."""
    failed = 0
    for check in CHECKS:
        try:
            click.echo(f"ok      {check()}")
        except Exception as error:  # noqa: BLE001 (a door: every failure is told, none ends the checks)
            failed += 1
            click.echo(f"failed  {check.__name__.strip('_').replace('_', ' ')}: {error}")
    if failed:
        raise click.exceptions.Exit(FAILED)
