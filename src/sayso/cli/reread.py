"""`sayso reread`: every report of the desk read again with the rooms as they are now; decisions are replayed."""

from pathlib import Path

import click

from sayso.cli.desk_file import desk_option, extractor_option, opened


@click.command()
@extractor_option
@desk_option
def reread(extractor: str, desk_path: Path) -> None:
    """Read every report of the desk again, and replay what persons decided.

    For after an upgrade of Sayso. A stopped run leaves each report wholly old or wholly new; run it again to finish.
    """
    from sayso.cli.show import Screen
    from sayso.wording import count_of, document_line

    screen = Screen()
    with opened(desk_path, extractor=extractor) as desk:
        changed = 0
        for one in desk.reread():
            changed += one.changed
            told = f"{count_of(one.claims, 'claim')}, {one.changed} new or gone"
            screen.line(f"read     {document_line(one.document)}  ({told})")
            screen.notice(one.notice)
        lost = desk.evidence().review.lost
        screen.line(f"{count_of(changed, 'claim')} new or gone in all")
        for decision in lost:
            what = f"{decision.kind.value} at characters {decision.start} to {decision.end}"
            screen.line(
                f"kept, but concerns no claim that is read now: {what} of {decision.document[:12]} ({decision.reason})",
                style="red",
            )
