"""`sayso sources`: whose word counts how far, why, what they would like to be believed, and how they did on settled questions."""

from pathlib import Path

import click

from sayso.cli.desk_file import desk_option, json_option, opened, plain
from sayso.model import Source

NOTHING_MATCHED = 3


@click.command()
@click.option("--name", default="", help="Only sources whose name holds this.")
@json_option
@desk_option
def sources(name: str, as_json: bool, desk_path: Path) -> None:
    """List the sources with their Admiralty letter, its reason and history, their interests, and their track record.

    The letter is a prior that a person may change on the web desk; agreement with others never moves it, nor does the record. Exit code 3 when there is none.
    """
    from sayso.assess import TrackRecord
    from sayso.cli.show import Screen

    with opened(desk_path) as desk:
        held = desk.sources(desk.evidence()).values()
        wanted = sorted((s for s in held if name.casefold() in s.name.casefold()), key=_by_name)
        records = desk.track_records()
        histories = {s.entity: desk.ledger.history(Source, s.entity) for s in wanted}
    if as_json:
        rows = []
        for one in wanted:
            record = records.get(one.entity, TrackRecord())
            before = [(v.record.grade.value, v.recorded_from.text) for v in histories[one.entity]]
            rows.append(
                _row(one) | {"settled": record.settled, "right": record.right, "history": before}
            )
        click.echo(plain(rows))
    elif wanted:
        screen = Screen()
        for one in wanted:
            interests = (
                f"; wants it believed that {', '.join(one.interests)}" if one.interests else ""
            )
            screen.line(f"{one.grade.value}  {one.name} ({one.kind.value}){interests}")
            screen.line(
                f"{one.reason or 'the letter of its kind'}; {records.get(one.entity, TrackRecord()).text}",
                indent=4,
                style="dim",
            )
            for version in histories[one.entity][:-1]:
                was = f"{version.record.grade.value} until {version.recorded_to.text[:10]}: {version.record.reason}"
                screen.line(was, indent=4, style="dim")
    else:
        raise click.exceptions.Exit(NOTHING_MATCHED)


def _by_name(source: Source) -> tuple[str, str]:
    return source.grade.value, source.name


def _row(source: Source) -> dict[str, object]:
    return {
        "entity": source.entity,
        "name": source.name,
        "kind": source.kind.value,
        "letter": source.grade.value,
        "reason": source.reason,
        "interests": list(source.interests),
    }
