"""The documents say what is there: limits, commands, links."""

import re
from dataclasses import fields
from pathlib import Path

from sayso.assess import bounds
from sayso.cli.main import COMMANDS
from sayso.read import Limits

ROOT = Path(__file__).parents[2]


def test_every_limit_stands_in_the_limits():
    told = (ROOT / "docs" / "limits.md").read_text()
    named = [field.name for field in fields(Limits)]
    named += [name for name in vars(bounds) if name.endswith(("_RATIO", "_PROBABILITY"))]
    assert [name for name in named if f"`{name}`" not in told] == []


def test_the_readme_names_every_command_and_its_links_lead_somewhere():
    readme = (ROOT / "README.md").read_text()
    assert [name for name in COMMANDS if name != "label" and name not in readme] == []
    links = [link for link in re.findall(r"\]\(([^)]+)\)", readme) if "://" not in link]
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
