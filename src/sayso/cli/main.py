"""The `sayso` command."""

import click

from sayso.cli.label import label


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="sayso", prog_name="sayso")
def main() -> None:
    """Sayso, the evidence desk: who says so, on whose word, how sure, and what speaks against it."""


main.add_command(label)
