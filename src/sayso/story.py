"""A story folder's `story.json`: the question with its rival answers, and what a person says of the sources."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.model import (
    Entity,
    EntityKind,
    Grade,
    Hypothesis,
    InvalidRecord,
    Question,
    Source,
    SourceKind,
    UsageError,
)

FILE_NAME = "story.json"
EXAMPLE = "velmora-front"


@dataclass(frozen=True, slots=True)
class Story:
    """A question and the priors of its sources; what settled the question, if the file tells, is not read."""

    question: Question
    sources: tuple[Source, ...] = ()


def load_story(path: Path) -> Story:
    """Return the story of a `story.json`, or of a folder that holds one; raises `UsageError` when it cannot.

    Keys: question, hypotheses [{id, text}], kind (default presence), actor, place, measure, and sources
    [{name, grade, kind, interests, reason}]. Interests are ids of hypotheses.
    """
    file = path / FILE_NAME if path.is_dir() else path
    try:
        given = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"{file} cannot be read ({error.strerror}); name a story.json") from error
    except ValueError as error:
        raise UsageError(f"{file} is not JSON ({error}); see examples/ for one that is") from error
    try:
        return Story(_question(given), tuple(_source(row) for row in given.get("sources", [])))
    except (KeyError, TypeError, AttributeError, ValueError, InvalidRecord) as error:
        raise UsageError(
            f"{file} does not hold a story ({error!r}); it needs question and hypotheses [{{id, text}}]"
        ) from error


def example_folder(name: str = EXAMPLE) -> Path:
    """Return the folder of an example story: inside the package, or beside its source; raises `UsageError` where it is neither."""
    package = Path(__file__).parent
    for base in (package, package.parents[1]):
        if (base / "examples" / name).is_dir():
            return base / "examples" / name
    raise UsageError(f"the example story {name} is not installed; get it with the source of Sayso")


def _question(given: dict[str, Any]) -> Question:
    return Question(
        text=given["question"],
        kind=given.get("kind") or "presence",
        hypotheses=tuple(Hypothesis(row["id"], row["text"]) for row in given["hypotheses"]),
        actor=given.get("actor") or "",
        place=given.get("place") or "",
        measure=given.get("measure") or "",
    )


def _source(row: dict[str, Any]) -> Source:
    return Source(
        entity=Entity(row["name"], EntityKind.UNKNOWN).id,
        name=row["name"],
        kind=SourceKind(row.get("kind", "commentator")),
        grade=Grade(row.get("grade", "F")),
        interests=tuple(row.get("interests", ())),
        reason=row.get("reason", ""),
    )
