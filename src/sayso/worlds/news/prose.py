"""Sentences of a written world: sayings put into frames, with the places of source, cue and content kept."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from numpy.random import Generator

from sayso.worlds.news.article import Line, Spot, Told
from sayso.worlds.news.cast import Cast, Voice
from sayso.worlds.news.vocabulary import Vocabulary, one_of
from sayso.worlds.telling import Report

_CHOICE = re.compile(r"\(([^()]*\|[^()]*)\)")
_BRACES = re.compile(r"\{([^}]*)\}")
_OBJECT = re.compile(r"\b(?:from|by|of|to|with)\}? \{source\}", re.IGNORECASE)
_QUOTED = 0.5
WEEK = 7


@dataclass(frozen=True)
class Writer:
    """Writes the sayings of one story."""

    words: Vocabulary
    cast: Cast
    random: Generator

    def content(self, report: Report, published: date, day: date, *, own: bool) -> str:
        """Return what a report says in words: in the speaker's own mouth, or reported."""
        form = one_of(self.random, self.words.sayings(report.says))
        mouth = form.get("we", form["they"]) if own else form.get("past", form["they"])
        when = self.when(published, day) if report.dated else ""
        village = self.cast.villages.get(report.sector, "")
        plain = self.filled(mouth, when=when, sector=village)
        if report.firmness == "certain":
            return plain
        hedge = one_of(self.random, self.words.words("hedges", report.firmness))
        return hedge.format(content=plain)

    def filled(self, form: str, **given: str) -> str:
        """Return a form with one of each choice "(a|b)" taken, its braces filled and no double blanks."""
        chosen = _CHOICE.sub(lambda found: one_of(self.random, found[1].split("|")), form)
        actor = self.cast.actor(self.words, self.random)
        values = {**self.cast.values, "actor": actor, "when": "", **given}
        return " ".join(chosen.format(**values).split()).replace(" ,", ",")

    def when(self, published: date, day: date) -> str:
        """Return when something was, as it is said on a day: today, yesterday, on Tuesday, five days ago, on 3 May."""
        ago = (published - day).days
        key = "same" if ago == 0 else "before" if ago == 1 else "earlier"
        forms = [f for f in self.words.words("when", key) if ago < WEEK or "{weekday}" not in f]
        numbers = self.words.words("when", "numbers")
        form = one_of(self.random, forms)
        number = numbers[ago - 2] if 2 <= ago < len(numbers) + 2 else str(ago)
        return form.format(weekday=f"{day:%A}", day=day.day, month=f"{day:%B}", n=number)

    def saying(
        self,
        voice: Voice,
        content: str,
        reported: str,
        gold: Told,
        *,
        later: bool,
        outlet: str = "",
    ) -> Line:
        """Return a sentence in which a voice says `content` in quotation marks, or `reported`; `outlet` is who was told."""
        quoted = self.random.random() < _QUOTED
        kind = "direct" if quoted else "indirect"
        frames, cues = self._style(kind, later=later, outlet=outlet)
        frame, source = one_of(self.random, frames), voice.first
        if later:
            short = voice.pronoun and self.random.random() < 0.5 and not _OBJECT.search(frame)
            source = voice.pronoun if short else voice.later
        said = content if quoted else reported
        values = {
            "content": said,
            "source": source,
            "cue": one_of(self.random, cues),
            "outlet": outlet,
        }
        text, at = framed(frame, values)
        return Line(
            text,
            (
                replace(
                    gold,
                    speaker=voice.name,
                    source=at["source"],
                    cue=at["cue"],
                    content=at["content"],
                    quote=kind,
                ),
            ),
        )

    def _style(self, kind: str, *, later: bool, outlet: str) -> tuple[list[str], list[str]]:
        if outlet:
            return self.words.words("frames", f"relayed_{kind}"), self.words.words(
                "cues", "relayed"
            )
        if later and kind == "direct":
            return self.words.words("frames", "later_direct"), self.words.words("cues", "later")
        return self.words.words("frames", kind), self.words.words("cues", kind)


def framed(frame: str, values: Mapping[str, str]) -> tuple[str, dict[str, Spot]]:
    """Return a frame filled, its first letter and that of words in quotation marks capital, and where its parts stand.

    A brace that is none of the values stands for a cue in its own words ("{According to} {source}"). A source with an apposition is closed by a comma
    where the sentence goes on.
    """
    text, at = "", {}
    end = 0
    for found in _BRACES.finditer(frame):
        text += frame[end : found.start()]
        key = found[1] if found[1] in values else "cue"
        part = values.get(found[1], found[1])
        if not text or text.endswith(('"', ': "')):
            part = part[0].upper() + part[1:]
        at[key] = (len(text), len(text) + len(part))
        text += part
        end = found.end()
        if key == "source" and "," in part and frame[end : end + 1] == " ":
            text += ","
    return text + frame[end:], at
