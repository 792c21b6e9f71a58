import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sayso.cli.demo import story_folder
from sayso.cli.main import main


@dataclass(frozen=True)
class Told:
    """A desk file with the example story in it, and how to run commands on it."""

    path: Path

    def run(self, *arguments: str) -> Result:
        return CliRunner().invoke(main, [*arguments, "--desk", str(self.path)])


@pytest.fixture(scope="session")
def story(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """The example story, added and asked once; tests that write must copy it."""
    told = Told(tmp_path_factory.mktemp("desk") / "velmora.sayso")
    assert told.run("add", str(story_folder())).exit_code == 4, "two of the inputs are refused"
    assert told.run("ask", "--from", str(story_folder())).exit_code == 0
    return told


@pytest.fixture
def own_story(story: Told, tmp_path: Path) -> Told:
    return Told(Path(shutil.copy(story.path, tmp_path / "own.sayso")))
