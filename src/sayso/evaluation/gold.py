"""What a perfect reader would have read in a written world (`gold.json`), and which claims of ours answer to it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from sayso.model import Claim, Document, UsageError

FILE_NAME = "gold.json"
OVERLAP = 0.5

Spot = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Saying:
    """One saying as it is in truth; `source`, `cue`, `content` are code points of its document's text, `name` is unique in the story.

    `origin` names the report it goes back to ('' for what is no report of the simulation); `day` is None where the text gives no day.
    """

    name: str
    document: str
    speaker: str
    source: Spot | None
    cue: Spot
    content: Spot
    quote: str
    origin: str
    bears: bool
    observation: str
    state: str
    sector: str
    certainty: str
    day: date | None


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """One article: its text as it was written, its sayings (code points of that text), the file it was taken from ('' for none) and how."""

    file: str
    text: str
    sayings: tuple[Saying, ...]
    source: str
    tie: str


@dataclass(frozen=True, slots=True)
class Gold:
    """The gold of a story: what was so on each day from `first_day`, and its articles by file name."""

    truth: tuple[str, ...]
    first_day: date
    articles: Mapping[str, GoldArticle]

    def placed(self, documents: Mapping[str, Document]) -> dict[str, tuple[Saying, ...]]:
        """Return the sayings of each document (by id) at their places in its text as it was read; `documents` are by file name.

        A saying whose paragraph was lost in reading is left out: nobody can find it.
        """
        found = {}
        for file, document in documents.items():
            article = self.articles.get(file)
            if article is not None:
                found[document.id] = tuple(_placed(article, document))
        return found


def has_gold(folder: Path) -> bool:
    """Return whether a story folder has gold beside its texts."""
    return (folder / FILE_NAME).is_file()


def load_gold(folder: Path) -> Gold:
    """Return the gold of a story folder; raises `UsageError` where it cannot be read."""
    path = folder / FILE_NAME
    try:
        given = json.loads(path.read_text(encoding="utf-8"))
        articles = [_article(row) for row in given["articles"]]
        first = date.fromisoformat(given["first_day"])
        return Gold(tuple(given["truth"]), first, {a.file: a for a in articles})
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(
            f"{path} holds no gold ({error!r}); sayso worlds --news writes stories with it"
        ) from error


def _article(row: Mapping[str, Any]) -> GoldArticle:
    file = row["file"]
    sayings = tuple(_saying(f"{file}#{n}", one) for n, one in enumerate(row["sayings"]))
    source = row["from"] or {"article": "", "tie": ""}
    return GoldArticle(file, row["text"], sayings, source["article"], source["tie"])


def _saying(name: str, row: Mapping[str, Any]) -> Saying:
    return Saying(
        name=name,
        document="",
        speaker=row["speaker"],
        source=tuple(row["source"]) if row["source"] else None,
        cue=tuple(row["cue"]),
        content=tuple(row["content"]),
        quote=row["quote"],
        origin=row["origin"],
        bears=row["bears"],
        observation=row["observation"],
        state=row["state"],
        sector=row["sector"],
        certainty=row["certainty"],
        day=date.fromisoformat(row["day"]) if row["day"] else None,
    )


def _placed(article: GoldArticle, document: Document) -> Iterable[Saying]:
    """Yield the sayings moved from the text as it was written to the text as it was read, paragraph by paragraph."""
    written, read = 0, 0
    for paragraph in article.text.split("\n\n"):
        at = document.text.find(paragraph, read)
        for one in article.sayings:
            if at >= 0 and written <= one.content[0] < written + len(paragraph):
                yield _moved(one, at - written, document.id)
        read = at + len(paragraph) if at >= 0 else read
        written += len(paragraph) + 2


def _moved(one: Saying, by: int, document: str) -> Saying:
    source = (one.source[0] + by, one.source[1] + by) if one.source else None
    return replace(
        one,
        document=document,
        source=source,
        cue=(one.cue[0] + by, one.cue[1] + by),
        content=(one.content[0] + by, one.content[1] + by),
    )


def answers(claims: Iterable[Claim], sayings: Mapping[str, Sequence[Saying]]) -> dict[str, Saying]:
    """Return by claim id the saying whose words it has: more than half of its characters lie in that saying's content."""
    found = {}
    for claim in claims:
        size = sum(span.end - span.start for span in claim.content)
        for one in sayings.get(claim.document, ()):
            start, end = one.content
            inside = sum(max(0, min(s.end, end) - max(s.start, start)) for s in claim.content)
            if inside > OVERLAP * size:
                found[claim.id] = one
                break
    return found


def same_name(a: str, b: str) -> bool:
    """Return whether two names are one speaker's: the words of the shorter are all in the longer."""
    left, right = ({w for w in name.casefold().split() if w != "the"} for name in (a, b))
    return bool(left and right) and (left <= right or right <= left)
