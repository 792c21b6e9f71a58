"""`sayso claims`: the ledger of claims, filtered."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli.desk_file import as_of_option, desk_option, json_option, moment, opened, plain
from sayso.model import Claim, NothingMatched, Observation

MOST_HITS = 1000

if TYPE_CHECKING:
    from sayso.cli.views import Evidence


@click.command()
@click.option("--speaker", default="", help="Part of the speaker's name, office or body.")
@click.option("--place", default="", help="Part of a place's or sector's name.")
@click.option("--outlet", default="", help="Part of the outlet's name.")
@click.option("--text", default="", help="Words that stand in the claim (full-text search).")
@click.option("--seen", type=click.Choice([o.value for o in Observation]), help="Observation.")
@click.option(
    "--at", default="", help="One claim, or those of a report, by id or sayso: reference."
)
@click.option(
    "--alike",
    is_flag=True,
    help="In groups that say the same thing, with how many mouths say so.",
)
@as_of_option
@json_option
@desk_option
def claims(
    speaker: str,
    place: str,
    outlet: str,
    text: str,
    seen: str | None,
    at: str,
    alike: bool,
    as_of: str,
    as_json: bool,
    desk_path: Path,
) -> None:
    """List claims, all filters together. Exit code 3 when none matches."""
    from sayso.cli.shape import document_row, full_row
    from sayso.cli.show import Screen
    from sayso.cli.views import show_alike, show_claims

    with opened(desk_path) as desk:
        evidence = desk.evidence(moment(as_of))
        hits = desk.ledger.search(text, limit=MOST_HITS) if text else ()
        groups = desk.statements(evidence) if alike else ()
    wanted = {hit.id for hit in hits if hit.kind == "claim"}
    found = [
        claim
        for claim in _chosen(evidence, speaker, place, outlet)
        if (not text or claim.id in wanted)
        and (seen is None or claim.observation.value == seen)
        and (not at or at.removeprefix("sayso:") in _names(claim))
    ]
    if not found:
        raise NothingMatched(
            f"none of the {len(evidence.claims)} claims matches all of these filters"
        )
    if alike:
        kept = {claim.id for claim in found}
        groups = tuple(group for group in groups if kept & set(group.claims))
        if as_json:
            click.echo(plain([asdict(group) for group in groups]))
        else:
            show_alike(Screen(), evidence, groups)
        return
    if as_json:
        rows = [
            {"id": c.id, **full_row(c), "words": c.words}
            | {"document": {**document_row(evidence.documents[c.document]), "text": None}}
            for c in found
        ]
        click.echo(plain(rows))
        return
    show_claims(Screen(), evidence, found)


def _chosen(evidence: "Evidence", speaker: str, place: str, outlet: str) -> Iterator[Claim]:
    for claim in evidence.claims.values():
        who = f"{claim.speaker.name} {claim.speaker.role} {claim.speaker.affiliation}".lower()
        where = " ".join(f"{p.name} {p.sector} {p.country}" for p in claim.places).lower()
        source = evidence.documents[claim.document].outlet.lower()
        if speaker.lower() in who and place.lower() in where and outlet.lower() in source:
            yield claim


def _names(claim: Claim) -> tuple[str, ...]:
    """Return what a claim can be named by: its id or its report's, alone or as in an address of the web desk."""
    return claim.id, f"c/{claim.id}", claim.document, f"d/{claim.document}"
