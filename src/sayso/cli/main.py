"""The `sayso` command: its sub-commands are loaded when asked for, its errors become exit codes."""

from importlib import import_module
from typing import Any

import click

from sayso.model import NothingMatched, SaysoError, UsageError

FAILED, USAGE, NOTHING_MATCHED = 1, 2, 3
COMMANDS = {
    "demo": "Run the main job on the example story.",
    "read": "Read reports and show who says what; needs no desk file.",
    "add": "Add reports, folders or addresses to a desk file.",
    "ask": "Ask a question with rival answers.",
    "status": "Show the judgement now, over time, and what it rests on.",
    "diff": "Show what changed in the judgement since a day, and because of what.",
    "claims": "List claims by speaker, place, day, words.",
    "why": "Explain a probability claim by claim.",
    "whatif": "See the judgement without a claim, a speaker or interested parties, and what would change it.",
    "review": "See which claims to look at first; accept, reject, correct, undo.",
    "reread": "Read every report again; decisions are replayed.",
    "rule": "Rule for which answer a claim speaks, and how strongly.",
    "resolve": "Record what turned out to be so, and see how the judgement had done.",
    "merge": "Rule that two names are one.",
    "split": "Rule that a name stands for itself, or a claim is another's word.",
    "cut": "Rule that an edge of lineage is none.",
    "confirm": "Rule that an edge of lineage is so.",
    "sources": "List whose word counts how far, why, and how they did on settled questions.",
    "contradictions": "List the claims that clash, with the slot that decides.",
    "lineage": "Show who copied or cited whom, and the witnesses left.",
    "brief": "Write the cited brief.",
    "export": "Write the judgement and its evidence for other tools: JSON, STIX, PROV, GeoJSON, an evidence pack, ...",
    "watch": "Visit feeds, sitemaps, pages and folders again and again; tell what changes.",
    "alerts": "List the alerts that were raised, each with its claims.",
    "serve": "Open the web desk and the HTTP API on this machine.",
    "token": "Make a token for the HTTP API.",
    "mcp": "Let a program read desks over the Model Context Protocol.",
    "evaluate": "Replay stories with a known end, and score the judgement.",
    "worlds": "Simulate stories, to see how wrong assumptions may be before it hurts.",
    "verify": "Prove that the desk file says what was written.",
    "doctor": "Check that everything Sayso needs works here.",
    "label": "Run one room over JSONL, for research.",
}


class LazyGroup(click.Group):
    """A group that imports the module of a command when the command is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order a newcomer meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, or None when there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"sayso.cli.{cmd_name}"), cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what Sayso raises on purpose is told in one line with its exit code."""
        try:
            return super().invoke(ctx)
        except NothingMatched as error:
            _tell(error, NOTHING_MATCHED)
        except UsageError as error:
            _tell(error, USAGE)
        except SaysoError as error:
            _tell(error, FAILED)


def _tell(error: SaysoError, code: int) -> None:
    click.echo(f"sayso: {error}", err=True)
    raise click.exceptions.Exit(code)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="sayso", prog_name="sayso")
def main() -> None:
    """Sayso, the evidence desk: who says so, on whose word, how sure, and what speaks against it."""
