"""A written world as a story folder: one file an article, `story.json`, and `gold.json` with what a perfect reader would have read."""

import json
from collections.abc import Mapping
from datetime import timedelta
from html import escape
from pathlib import Path
from typing import Any

from sayso.worlds.news.article import Article, Told
from sayso.worlds.news.story import FIRST_DAY, Written
from sayso.worlds.news.vocabulary import Vocabulary, vocabulary
from sayso.worlds.settings import HYPOTHESES

ANSWERS = {
    "fighting": "{troops} are fighting in the {region}.",
    "regrouping": "{troops} are regrouping, not fighting.",
    "withdrawn": "{troops} have withdrawn from the {region}.",
}


def write_folder(story: Written, words: str, folder: Path) -> None:
    """Write a story into a folder, which is made; what is in it of an earlier one is overwritten."""
    folder.mkdir(parents=True, exist_ok=True)
    table = vocabulary(words)
    for article in story.articles:
        ending = "html" if article.html else "txt"
        told = _page(article, table) if article.html else _plain(article)
        (folder / f"{article.name}.{ending}").write_text(told, encoding="utf-8")
    (folder / "story.json").write_text(_json(question_of(story)), encoding="utf-8")
    (folder / "gold.json").write_text(_json(gold_of(story)), encoding="utf-8")


def question_of(story: Written) -> dict[str, Any]:
    """Return the question in the shape of `story.json`, with what is known of the sources."""
    values = story.cast.values
    troops, region = f"{values['adjective']} troops", values["region"]
    settled = HYPOTHESES[int(story.hypothesis[-1])]
    last = FIRST_DAY + timedelta(days=len(story.hypothesis) - 1)
    return {
        "question": f"Are {troops} still in the {region}, and are they fighting?",
        "kind": "presence",
        "actor": troops,
        "place": region,
        "hypotheses": [
            {"id": name, "text": text.format(troops=troops, region=region)}
            for name, text in ANSWERS.items()
        ],
        "sources": [
            {
                "name": story.cast.voices[t.name].name,
                "grade": t.letter,
                "kind": t.kind,
                "interests": [t.favours] if t.favours else [],
            }
            for t in story.tellers
            if t.kind != "outlet"
        ],
        "settled": {"date": last.isoformat(), "hypothesis": settled},
    }


def gold_of(story: Written) -> dict[str, Any]:
    """Return what is so: the hypothesis by day, and by article its sayings and where it is from."""
    return {
        "truth": [HYPOTHESES[int(n)] for n in story.hypothesis],
        "first_day": FIRST_DAY.isoformat(),
        "articles": [_article(a) for a in story.articles],
    }


def _article(article: Article) -> dict[str, Any]:
    return {
        "file": f"{article.name}.{'html' if article.html else 'txt'}",
        "from": {"article": article.source, "tie": article.tie, "credited": article.credited}
        if article.source
        else None,
        "text": article.text,
        "sayings": [_saying(t) for t in article.told],
    }


def _saying(told: Told) -> dict[str, Any]:
    state = told.says if told.says in HYPOTHESES else ""
    return {
        "speaker": told.speaker,
        "source": told.source,
        "cue": told.cue,
        "content": told.content,
        "quote": told.quote,
        "origin": told.first,
        "bears": bool(told.says),
        "observation": "assertion" if state else told.says,
        "state": state,
        "sector": told.sector if not state else "",
        "certainty": told.firmness,
        "day": told.day.isoformat() if told.day else None,
    }


def _plain(article: Article) -> str:
    head = f"Title: {article.title}\nOutlet: {article.outlet}\nPublished: {article.published.isoformat()}\n\n"
    return f"{head}{article.text}\n"


def _page(article: Article, words: Vocabulary) -> str:
    """Return the article as a page with the furniture of a site around it."""
    page: Mapping[str, list[str]] = words.tables["page"]
    title, outlet = escape(article.title), escape(article.outlet)
    body = "\n".join(f"<p>{escape(line.text, quote=False)}</p>" for line in article.lines)
    before = "".join(f"<li><a href='#'>{escape(t)}</a></li>" for t in page["before"])
    after = "".join(f"<li><a href='#'>{escape(t)}</a></li>" for t in page["after"])
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{title} | {outlet}</title>\n'
        f'<meta property="og:title" content="{title}"><meta property="og:site_name" content="{outlet}">\n'
        f'<meta property="article:published_time" content="{article.published.isoformat()}"></head>\n'
        f"<body><nav><ul>{before}</ul></nav>\n<article><h1>{title}</h1>\n{body}\n</article>\n"
        f"<footer><ul>{after}</ul></footer></body></html>\n"
    )


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
