"""The speaker of each attribution: pronouns and bare surnames are led back to the full name."""

import re
from collections.abc import Sequence
from dataclasses import replace

from sayso.model import UNKNOWN_SPEAKER, Attribution, Document, Entity, EntityKind, Span, Speaker
from sayso.resolve.names import Name, Names, fullest, person_names
from sayso.resolve.offices import Office, full_body, is_text, kind_of, office_at, office_of
from sayso.text import Parse

SINGULAR = frozenset({"he", "she"})
OTHERS = frozenset({"i", "it", "they", "we", "who", "you", "this", "that"})
NOBODY = EntityKind.UNKNOWN
PRONOUN_PROBABILITY = 0.85
SURNAME_PROBABILITY = 0.97
ROLE_PROBABILITY = 0.8
LONGEST_SENTENCE_TOKENS = 400
RELATIVE = re.compile(r", (?:who|whose|which|whom)\b")
BACKWARD = frozenset({"whose", "a", "an", "the", "their", "its", "his", "her"})


def speakers(
    document: Document, parse: Parse, attributions: Sequence[Attribution]
) -> dict[str, Speaker]:
    """Return the speaker of each attribution by attribution id, with the chain of relays outermost first.

    A singular pronoun takes the last person who was a source, else the last person named before it in
    this paragraph or the one before; "it" and "they" stay unknown.
    """
    names = person_names(parse)
    alone: dict[str, Speaker] = {}
    last_source = ""
    for item in sorted(attributions, key=_reading_order):
        speaker = _speaker(document, parse, item, names, last_source)
        alone[item.id] = speaker
        if speaker.kind is EntityKind.PERSON:
            last_source = speaker.name
    by_id = {item.id: item for item in attributions}
    offices = _offices(parse, names)
    held = {key: _with_office(speaker, offices) for key, speaker in alone.items()}
    held = {key: _by_role(speaker, offices) for key, speaker in held.items()}
    held = {key: _plain_role(speaker) for key, speaker in held.items()}
    return {key: _with_chain(by_id[key], by_id, held) for key in held}


def _plain_role(speaker: Speaker) -> Speaker:
    """Return the speaker without a role that its name already says ("a spokesman, spokesman")."""
    said = speaker.role and speaker.role.lower() in speaker.name.lower()
    return replace(speaker, role="") if said else speaker


def _holds(office: Office, role: str) -> bool:
    held = office.role.lower().split()
    return role in held or (role.startswith("spokes") and any(r.startswith("spokes") for r in held))


def _by_role(speaker: Speaker, offices: dict[str, Office]) -> Speaker:
    """Return the person behind "their spokesman" when one person of the document alone has that role."""
    words = speaker.span.quote.lower().split() if speaker.span else []
    if len(words) not in (2, 3) or words[0] not in BACKWARD or not speaker.role:
        return speaker
    holders = [n for n, office in offices.items() if _holds(office, words[-1])]
    if len(holders) != 1 or speaker.span is None:
        return speaker
    return _with_office(_person(holders[0], speaker.span, ROLE_PROBABILITY), offices)


def _offices(parse: Parse, names: Names) -> dict[str, Office]:
    """Return the fullest office the document gives beside each full name."""
    offices: dict[str, Office] = {}
    for name in names:
        if len(parse.sentence_of(name.first)) > LONGEST_SENTENCE_TOKENS:
            continue
        office = office_at(parse, name)
        full = fullest(name.text, names)
        known = offices.get(full, Office())
        offices[full] = max(office, known, key=lambda o: (o.affiliation != "", len(o.role)))
    return offices


def _with_office(speaker: Speaker, offices: dict[str, Office]) -> Speaker:
    office = offices.get(speaker.name)
    if office is None or speaker.kind is not EntityKind.PERSON:
        return speaker
    affiliation = office.affiliation or speaker.affiliation
    return replace(speaker, affiliation=affiliation, role=office.role or speaker.role)


def _reading_order(item: Attribution) -> int:
    return min(span.start for span in (*item.source, *item.cue, *item.content))


def _speaker(
    document: Document, parse: Parse, item: Attribution, names: Names, last_source: str
) -> Speaker:
    if not item.source:
        return Speaker(UNKNOWN_SPEAKER)
    span = document.span(item.source[0].start, item.source[-1].end)
    words = span.quote.lower()
    if words in SINGULAR:
        name = last_source or _named_before(parse, span.start, names)
        if not name:
            return Speaker(UNKNOWN_SPEAKER, span=span, probability=0.0)
        return _person(name, span, PRONOUN_PROBABILITY)
    if words in OTHERS or is_text(words):
        return Speaker(UNKNOWN_SPEAKER, span=span, probability=0.0)
    inside = names.within(parse.between(span.start, span.end))
    if len(inside) == 1 and not _possessor(parse, inside[0]):
        name = fullest(inside[0].text, names)
        return _person(name, span, 1.0 if name == inside[0].text else SURNAME_PROBABILITY)
    if person := _named_alone(parse, span):
        office = office_of(span.quote.partition(",")[2].strip())
        return _with_office(_person(person, span, SURNAME_PROBABILITY), {person: office})
    return _unnamed(parse, span)


def _named_alone(parse: Parse, span: Span) -> str:
    """Return the person's name the tagger missed: one to three capitalised words, alone or before a comma."""
    words = span.quote.partition(",")[0].split()
    tokens = [parse.tokens[i] for i in parse.between(span.start, span.start + len(" ".join(words)))]
    named = 1 <= len(words) <= 3 and all(t.pos == "PROPN" and t.text[0].isupper() for t in tokens)
    if len(words) == 1 and any(t.entity or not t.text[1:].islower() for t in tokens):
        return ""
    known = {t.entity for t in tokens} & {"GPE", "NORP", "LOC", "FAC"}
    return " ".join(words) if named and not known and kind_of(" ".join(words)) is NOBODY else ""


def _unnamed(parse: Parse, span: Span) -> Speaker:
    """Return a speaker known by office or body alone: "a spokesman for the 3rd Brigade"."""
    name = RELATIVE.split(" ".join(span.quote.split()))[0]
    name = name[4:] if name.lower().startswith("the ") else name
    kind, office = kind_of(name), office_of(name)
    if kind is not EntityKind.PERSON:
        name = full_body(parse, name, parse.between(span.start, span.end).start)
    entity = Entity(name, kind).id
    return Speaker(name, kind, entity, span, affiliation=office.affiliation, role=office.role)


def _person(name: str, span: Span, probability: float) -> Speaker:
    return Speaker(
        name,
        EntityKind.PERSON,
        Entity(name, EntityKind.PERSON).id,
        span,
        probability=probability,
    )


def _possessor(parse: Parse, name: Name) -> bool:
    """Return True for "Brandt's spokesman": the person named is not the one who speaks."""
    following = parse.tokens[name.end : name.end + 1]
    return any(token.tag == "POS" for token in following)


def _named_before(parse: Parse, start: int, names: Names) -> str:
    near = parse.text.rfind("\n", 0, max(parse.text.rfind("\n", 0, start), 0))
    before = names.within(parse.between(max(near, 0), start))
    return fullest(before[-1].text, names) if before else ""


def _with_chain(
    item: Attribution, by_id: dict[str, Attribution], alone: dict[str, Speaker]
) -> Speaker:
    chain, outer = [alone[item.id].name], item.nested_in
    while outer and len(chain) <= len(by_id):
        chain.append(alone[outer].name)
        outer = by_id[outer].nested_in
    return replace(alone[item.id], chain=tuple(reversed(chain)))
