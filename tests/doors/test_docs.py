"""The documents say what is there: limits, commands, links."""

import re
from dataclasses import fields
from pathlib import Path

from sayso import extractors
from sayso.assess import bounds
from sayso.attribute.served import Terms
from sayso.cli.main import COMMANDS
from sayso.read import Limits

ROOT = Path(__file__).parents[2]


def test_every_limit_stands_in_the_limits():
    told = (ROOT / "docs" / "limits.md").read_text()
    named = [field.name for kind in (Limits, Terms) for field in fields(kind)]
    named += [name for name in vars(bounds) if name.endswith(("_RATIO", "_PROBABILITY"))]
    assert [name for name in named if f"`{name}`" not in told] == []


def test_setting_up_a_served_extractor_is_told():
    told = (ROOT / "docs" / "served-extractor.md").read_text()
    names = (
        extractors.URL,
        extractors.MODEL,
        extractors.KEY,
        "SAYSO_EXTRACTOR",
        "--extractor served",
    )
    assert [name for name in names if name not in told] == []


def test_the_readme_names_every_command_and_its_links_lead_somewhere():
    readme = (ROOT / "README.md").read_text()
    assert [name for name in COMMANDS if name != "label" and name not in readme] == []
    links = [link for link in re.findall(r"\]\(([^)]+)\)", readme) if "://" not in link]
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_what_the_readme_shows_is_what_is_printed(story):
    readme = (ROOT / "README.md").read_text()
    shown = readme.split("$ sayso why --top 3\n")[1].split("\n\n")[0]
    printed = story.run("why", "--top", "3").stdout
    assert shown.replace("─", "").split() == printed.replace("─", "").split()
