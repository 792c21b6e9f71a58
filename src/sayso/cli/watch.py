"""`sayso watch`: places that are visited again and again, and what is told when the judgement changes."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli.desk_file import (
    desk_option,
    extractor_option,
    json_option,
    now,
    opened,
    plain,
)
from sayso.model import (
    Indicator,
    InvalidRecord,
    NothingMatched,
    Question,
    Refusal,
    UsageError,
    Visit,
    Watched,
    WatchedKind,
    When,
)

if TYPE_CHECKING:
    from sayso.cli.show import Screen
    from sayso.desk import Desk
    from sayso.read import Answer
    from sayso.watch import Channel, Round, Watcher

CHANGED = 5


@click.group()
def watch() -> None:
    """Watch feeds, sitemaps, pages and folders; tell what changes in the answer to each question, and because of what."""


@watch.command()
@click.argument("locations", nargs=-1, required=True)
@click.option(
    "--kind",
    type=click.Choice([k.value for k in WatchedKind]),
    default=None,
    help="What stands there; by default a folder for a path, a sitemap for …sitemap….xml, else a feed.",
)
@click.option("--every", "minutes", default=30, show_default=True, help="Minutes between visits.")
@desk_option
def add(locations: tuple[str, ...], kind: str | None, minutes: int, desk_path: Path) -> None:
    """Watch LOCATIONS: http(s) addresses or folders. To give one again changes its kind and rhythm."""
    try:
        watched = [Watched(_placed(one), _kind(one, kind), minutes) for one in locations]
    except InvalidRecord as error:
        raise UsageError(str(error)) from error
    with opened(desk_path, create=True) as desk:
        desk.ledger.add(watched)
    for one in watched:
        click.echo(f"{one.id}  {one.kind.value} every {one.minutes} minutes: {one.location}")


def _placed(location: str) -> str:
    return location if _on_web(location) else str(Path(location).resolve())


def _on_web(location: str) -> bool:
    return location.lower().startswith(("http://", "https://"))


def _kind(location: str, kind: str | None) -> WatchedKind:
    if kind is not None:
        chosen = WatchedKind(kind)
        if (chosen is WatchedKind.FOLDER) == _on_web(location):
            raise UsageError(
                f"{location} is no {kind}; a folder is a path, all else has an address"
            )
        return chosen
    if not _on_web(location):
        return WatchedKind.FOLDER
    return WatchedKind.SITEMAP if "sitemap" in location.rpartition("/")[2] else WatchedKind.FEED


@watch.command()
@click.argument("place")
@desk_option
def remove(place: str, desk_path: Path) -> None:
    """Stop watching PLACE (its id or location). What was read there stays."""
    with opened(desk_path) as desk:
        found = [w for w in desk.ledger.records(Watched) if place in (w.id, w.location)]
        if not found:
            raise NothingMatched(f"{place!r} is not watched; sayso watch list shows what is")
        desk.ledger.close(Watched, found[0].id, "a person stopped watching it")
        desk.ledger.close(Visit, found[0].id, "a person stopped watching it")
    click.echo(f"not watched any more: {found[0].location}")


@watch.command()
@click.argument("name")
@click.option("--words", default="", help="Words a claim must hold, or words that begin so.")
@click.option("--speaker", default="", help="Whose claim it must be.")
@desk_option
def indicator(name: str, words: str, speaker: str, desk_path: Path) -> None:
    """Fire an alert NAME when a new claim holds all the words, by the speaker if one is named; without both, drop it."""
    with opened(desk_path, create=True) as desk:
        if not (words or speaker):
            if not any(i.name == name for i in desk.ledger.records(Indicator)):
                raise NothingMatched(f"no indicator {name!r}; give --words or --speaker to make it")
            held = next(i for i in desk.ledger.records(Indicator) if i.name == name)
            desk.ledger.close(Indicator, held.id, "a person dropped it")
            click.echo(f"dropped: {name}")
            return
        one = Indicator(name, tuple(words.split()), speaker)
        desk.ledger.add([one])
    click.echo(f"{one.id}  {one.name}")


@watch.command(name="list")
@json_option
@desk_option
def list_(as_json: bool, desk_path: Path) -> None:
    """Show what is watched, when it was last read, and what is wrong with it."""
    from sayso.cli.show import Screen
    from sayso.watch import is_dead

    with opened(desk_path) as desk:
        visits = {v.watched: v for v in desk.ledger.records(Visit)}
        rows = [(w, visits.get(w.id)) for w in desk.ledger.records(Watched)]
        indicators = desk.ledger.records(Indicator)
    if as_json:
        click.echo(plain([_row(w, v) for w, v in rows]))
        return
    screen = Screen()
    if not rows:
        screen.line("nothing is watched: sayso watch add ADDRESS")
    for watched, visit in rows:
        screen.line(
            f"{watched.id}  {watched.kind.value} every {watched.minutes} minutes  {watched.location}"
        )
        screen.line(_state(visit), indent=4, style="bold" if visit and is_dead(visit) else "dim")
    for one in indicators:
        asked = " ".join(filter(None, (" ".join(one.words), one.speaker and f"by {one.speaker}")))
        screen.line(f"{one.id}  indicator “{one.name}”: {asked}")


def _row(watched: Watched, visit: Visit | None) -> dict[str, object]:
    last = visit or Visit(watched.id, When.unknown())
    return {
        "id": watched.id,
        "location": watched.location,
        "kind": watched.kind.value,
        "minutes": watched.minutes,
        "last_read": last.well.text,
        "due": last.due.text,
        "failures": last.failures,
        "trouble": last.trouble,
        "articles": len(last.seen),
    }


def _state(visit: Visit | None) -> str:
    from sayso.watch import is_dead
    from sayso.wording import count_of

    if visit is None:
        return "not visited yet: sayso watch run"
    well = f"last read {visit.well.text}" if visit.well.known else "never read"
    told = f"{well}, {count_of(len(visit.seen), 'article')}, due {visit.due.text}"
    if not visit.failures:
        return f"{told}; {visit.trouble}" if visit.trouble else told
    tries = count_of(visit.failures, "visit")
    dead = "DEAD: its silence is not the world's; " if is_dead(visit) else ""
    return f"{dead}{tries} in a row failed ({visit.trouble}); {told}"


@watch.command()
@click.option("--once", is_flag=True, help="One round over what is due, then end.")
@click.option(
    "--all", "everything", is_flag=True, help="Visit everything in the first round, due or not."
)
@click.option(
    "--channels",
    "channels_path",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default=None,
    help="A TOML file that says where alerts go; without it they are printed alone.",
)
@click.option("--desk-url", default="", help="Where the web desk answers; alerts then link there.")
@click.option(
    "--exit-code", "tell", is_flag=True, help=f"With --once: leave with {CHANGED} on an alert."
)
@json_option
@extractor_option
@desk_option
def run(
    once: bool,
    everything: bool,
    channels_path: Path | None,
    desk_url: str,
    tell: bool,
    as_json: bool,
    extractor: str,
    desk_path: Path,
) -> None:
    """Visit what is due, read what is new, and print each alert; goes on until it is stopped (Ctrl-C), and later where it ended."""
    import time

    from sayso.cli.show import Screen
    from sayso.watch import Manners, Watcher, read_channels

    screen = Screen()
    channels = read_channels(channels_path, _post) if channels_path else ()
    raised = 0
    with _alone(desk_path), opened(desk_path, extractor=extractor) as desk:
        if not desk.ledger.records(Watched):
            raise NothingMatched("nothing is watched in this desk: sayso watch add ADDRESS")
        watcher = Watcher(desk, Manners(_ask, time.monotonic, time.sleep), now)
        try:
            while True:
                found = watcher.round(everything=everything)
                everything, raised = False, raised + len(found.alerts)
                _report(screen, desk, found, desk_url, as_json=as_json)
                _deliver(desk, channels, desk_url)
                if once:
                    break
                _sleep(watcher)
        except KeyboardInterrupt:
            click.echo("stopped; the next run goes on from here", err=True)
    if tell and raised:
        raise click.exceptions.Exit(CHANGED)


@contextmanager
def _alone(desk_path: Path) -> Iterator[None]:
    """Hold the desk's watch for ourselves: two watchers would ask every site twice; raises `UsageError`."""
    import fcntl

    with Path(f"{desk_path}-watch").open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise UsageError(
                f"{desk_path} is being watched by another sayso watch run; stop that one first"
            ) from error
        yield


def _sleep(watcher: "Watcher") -> None:
    import time

    left = (watcher.due().earliest - now().latest).total_seconds()
    time.sleep(min(max(left, 1.0), 3600.0))


def _report(
    screen: "Screen", desk: "Desk", found: "Round", desk_url: str, *, as_json: bool
) -> None:
    from sayso.watch import alerts_told
    from sayso.wording import count_of

    told = alerts_told(desk, found.alerts, desk_url)
    parts = [
        count_of(len(found.visits), "visit"),
        count_of(len(found.new), "new report"),
        f"{sum(not why.is_notice for why in found.refused)} refused",
        count_of(len(told), "alert"),
    ]
    click.echo(f"{now().text}  {', '.join(parts)}", err=True)
    for why in found.refused:
        what = "passed" if why.is_notice else "refused"
        click.echo(f"  {what} {why.location}: {why.explanation}", err=True)
    for one in told:
        click.echo(plain(one.plain()) if as_json else f"{one.text}\n")
    if found.alerts and not desk.ledger.records(Question):
        screen.line("no question is asked in this desk, so no answer can change: sayso ask")


def _deliver(desk: "Desk", channels: "tuple[Channel, ...]", desk_url: str) -> None:
    from sayso.watch import deliver

    for trouble in deliver(desk, channels, now(), desk_url):
        click.echo(
            f"  channel {trouble.channel} did not take its alerts: {trouble.why}; offered again next time",
            err=True,
        )


def _ask(url: str, headers: dict[str, str]) -> "Answer | Refusal":
    from sayso.read import Limits, ask_url

    return ask_url(url, Limits(), headers=headers)


def _post(
    url: str, body: bytes, headers: Mapping[str, str], *, private: bool
) -> "Answer | Refusal":
    from sayso.read import Limits, ask_url

    return ask_url(url, Limits(), headers=headers, body=body, private=private)
