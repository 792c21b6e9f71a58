"""Words for the people of a country: no places, but they say which countries a document is about."""

from collections.abc import Iterator

from sayso.model import Document, Place
from sayso.resolve.gazetteer import Gazetteer
from sayso.text import Parse, load_lexicon

_PEOPLE = {
    word: code
    for code, words in load_lexicon("sayso.resolve", "demonyms.toml")["people"].items()
    for word in words
}
_COUNTRY_PRECISION = 6


def peoples(parse: Parse) -> Iterator[tuple[int, int, str]]:
    """Yield first token, end token and ISO code of each word such as "Ukrainian" or "North Koreans"."""
    index = 0
    while index < len(parse.tokens):
        for length in (2, 1):
            run = parse.tokens[index : index + length]
            words = " ".join(token.text for token in run)
            code = _PEOPLE.get(words) or _PEOPLE.get(words.removesuffix("s"))
            if code and len(run) == length and run[0].sentence == run[-1].sentence:
                yield index, index + length, code
                index += length
                break
        else:
            index += 1


def nationalities(document: Document, parse: Parse, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """Return the words for peoples in text order, each with its country; they are not among `places`.

    For those who count "Ukrainian" as naming Ukraine, as geoparsing corpora do.
    """
    found = []
    for first, end, code in peoples(parse):
        row = gazetteer.country(code)
        if row is not None:
            span = document.span(parse.tokens[first].start, parse.tokens[end - 1].end)
            found.append(
                Place(
                    span,
                    row.name,
                    geonameid=row.geonameid,
                    lat=row.lat,
                    lon=row.lon,
                    radius_km=round(row.radius_km, 1),
                    country=row.country,
                    precision=_COUNTRY_PRECISION,
                )
            )
    return tuple(found)
