"""What the claim network reads of a part: the sentences that hold it, its cue and its source."""

from sayso.claim.network import Passage
from sayso.claim.part import Part


def passage_of(part: Part) -> Passage:
    """Return the sentences around a part as one text, and where in it the part's words and its main word lie."""
    item, parse = part.attribution, part.parse
    spans = (*part.spans, *item.cue, *item.source)
    tokens = [parse.tokens[i] for span in spans for i in parse.between(span.start, span.end)]
    pieces: list[str] = []
    moved: dict[int, int] = {}
    length = 0
    for number in sorted({token.sentence for token in tokens}):
        first, end = parse.sentences[number]
        start, stop = parse.tokens[first].start, parse.tokens[end - 1].end
        moved[number] = length - start
        pieces.append(parse.text[start:stop])
        length += stop - start + 1
    said = []
    for own in part.spans:
        inside = [parse.tokens[i] for i in parse.between(own.start, own.end)]
        said += [(t.start + moved[t.sentence], t.end + moved[t.sentence]) for t in inside]
    main = part.head.start + moved[part.head.sentence]
    return Passage(" ".join(pieces), tuple(said), main)
