"""The speaker of each attribution: pronouns and bare surnames are led back to the full name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.model import (
    UNKNOWN_SPEAKER,
    Attribution,
    Document,
    Entity,
    EntityKind,
    QuoteKind,
    Span,
    Speaker,
)
from sayso.resolve.bodies import EarlierBodies, of_another_kind
from sayso.resolve.cast import Cast
from sayso.resolve.crowds import EarlierCrowds
from sayso.resolve.later import named_later
from sayso.resolve.offices import Office, full_body, is_text, kind_of, office_at, office_of
from sayso.resolve.phrases import BODY_WORDS, Named, is_first_name, named
from sayso.resolve.pronouns import Pronouns
from sayso.resolve.referents import Referent, Referents
from sayso.resolve.relays import relays
from sayso.text import Parse

SINGULAR = {"he": "he", "his": "he", "she": "she", "her": "she"}
OTHERS = frozenset(
    {"i", "it", "they", "we", "who", "you", "this", "that", "all", "everything", "nothing"}
)
NO_PERSON = frozenset({"GPE", "NORP", "LOC", "FAC", "ORG"})
FLOATING_PROBABILITY = 0.7
PRONOUN_PROBABILITY = 0.85
SHARED_PROBABILITY = 0.6
LATER_PROBABILITY = 0.7
SURNAME_PROBABILITY = 0.97
ROLE_PROBABILITY = 0.8
LONGEST_SENTENCE_TOKENS = 400
LONGEST_ROLE_WORDS = 3
PERSONAL = frozenset({"auditor", "developer", "producer", "publisher"})
SENT_WORDS = re.compile(
    r"(?:an? |the )?(?:[a-z-]+ ){0,2}?([a-z]+) (?:from|by) (.+)", re.IGNORECASE | re.DOTALL
)
OWN_WORDS = re.compile(r"(.*\w)[’']s? (?:[a-z]+ )?([a-z]+)$", re.DOTALL)
AGE = re.compile(r"the \d+-year-old")
ASIDE = re.compile(r", (?:who|whose|which|whom|in|on|at|speaking|citing|\d+)\b")
BACKWARD = frozenset({"whose", "a", "an", "the", "their", "its", "his", "her"})


def speakers(
    document: Document, parse: Parse, attributions: Sequence[Attribution]
) -> dict[str, Speaker]:
    """Return the speaker of each attribution by attribution id, with the chain of relays outermost first.

    "He" and "she" take the nearest person named before who can be meant, "the colonel" the only one of that
    title, "I" whoever says it; a quotation alone goes on with the last speaker. "It" and "they" stay unknown.
    """
    cast = Cast(parse, attributions)
    later = named_later(cast, attributions)
    pronouns = Pronouns(cast, Referents(parse, cast), attributions)
    found = _Speakers(document, parse, cast, pronouns, later)
    alone: dict[str, Speaker] = {}
    last = Speaker(UNKNOWN_SPEAKER)
    bodies, crowds = EarlierBodies(), EarlierCrowds()
    for item in sorted(attributions, key=_reading_order):
        speaker = bodies.led_back(found.of(item, last, alone.get(item.nested_in)))
        speaker = crowds.led_back(speaker)
        bodies.note(speaker)
        alone[item.id] = speaker
        last = speaker if speaker.known and not item.nested_in else last
    by_id = {item.id: item for item in attributions}
    offices = _offices(parse, cast)
    held = {key: _plain_role(_with_office(speaker, offices)) for key, speaker in alone.items()}
    return {key: _with_chain(document, by_id[key], by_id, held) for key in held}


def _plain_role(speaker: Speaker) -> Speaker:
    """Return the speaker without a role that its name already says ("a spokesman, spokesman")."""
    said = speaker.role and speaker.role.lower() in speaker.name.lower()
    return replace(speaker, role="") if said else speaker


def _offices(parse: Parse, cast: Cast) -> dict[str, Office]:
    """Return the fullest office the document gives beside each full name."""
    offices: dict[str, Office] = {}
    for name in cast.names:
        if len(parse.sentence_of(name.first)) > LONGEST_SENTENCE_TOKENS:
            continue
        office = office_at(parse, name)
        full = cast.fullest(named(name.text).name or name.text)
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


@dataclass(frozen=True, slots=True)
class _Speakers:
    """What is needed to name the speakers of one document."""

    document: Document
    parse: Parse
    cast: Cast
    pronouns: Pronouns
    later: dict[str, str]

    def of(self, item: Attribution, last: Speaker, outer: Speaker | None) -> Speaker:
        """Return who speaks; `last` spoke before, `outer` says what holds this one."""
        if not item.source:
            floating = not item.cue and item.quote is not QuoteKind.INDIRECT
            return self._goes_on(item.start, last) if floating else Speaker(UNKNOWN_SPEAKER)
        span = self.document.span(item.source[0].start, item.source[-1].end)
        words = " ".join(span.quote.lower().split())
        if words in SINGULAR:
            but = outer.name if outer is not None and item.quote is not QuoteKind.INDIRECT else ""
            one = self.pronouns.person(SINGULAR[words], span.start, but)
            return self._referent(one, span, PRONOUN_PROBABILITY) if one else _nobody(span)
        if words == "who" and (name := self.pronouns.antecedent(span.start)):
            return self._person(name, span, SURNAME_PROBABILITY)
        if words == "i" and outer is not None and outer.known:
            return replace(
                outer, span=span, probability=min(outer.probability, PRONOUN_PROBABILITY)
            )
        owned = OWN_WORDS.fullmatch(span.quote)
        if owned and is_text(owned[2]) and named(owned[1]).name:
            owner = self.document.span(span.start, span.start + len(owned[1]))
            return replace(self._phrase(owner, owned[1].lower()), span=span)
        sent = SENT_WORDS.fullmatch(span.quote)
        if sent and is_text(sent[1]) and named(sent[2]).name:
            sender = self.document.span(span.end - len(sent[2]), span.end)
            return replace(self._phrase(sender, sent[2].lower()), span=span)
        if words in OTHERS or (is_text(words) and not named(span.quote).name):
            return _nobody(span)
        later = self.later.get(item.id)
        if later:
            return self._person(later, span, LATER_PROBABILITY)
        if AGE.fullmatch(words.partition(",")[0]) and (one := self.pronouns.last(span.start)):
            return self._referent(one, span, PRONOUN_PROBABILITY)
        return self._phrase(span, words)

    def _referent(self, one: Referent, span: Span, probability: float) -> Speaker:
        """Return a person of the text as a speaker; one it does not name, under its words."""
        if one.name:
            return self._person(one.name, span, probability)
        unnamed = _unnamed(self.parse, self.document.span(one.start, one.end))
        return replace(unnamed, span=span, probability=probability)

    def _goes_on(self, start: int, last: Speaker) -> Speaker:
        """Return who says a quotation without a cue: whom the text turned to since the last speaker, or that one."""
        name = self.pronouns.opening(last.span.end if last.span else 0, start)
        if name and name != last.name:
            return self._person(name, None, FLOATING_PROBABILITY)
        known = last.known
        return replace(last, span=None, probability=FLOATING_PROBABILITY) if known else last

    def _phrase(self, span: Span, words: str) -> Speaker:
        found = named(span.quote)
        full = self.cast.short_forms.get(found.name, "")
        if full:
            return self._body(full, span)
        if found.name and not self._is_body(found, span):
            return self._named(found, span)
        if found.name:
            return self._body(found.name, span)
        head = words.split(",", maxsplit=1)[0].split()
        if head[0] not in ("a", "an") and len(head) <= LONGEST_ROLE_WORDS:
            if one := self.pronouns.holder(head[-1], span.start):
                return self._referent(one, span, ROLE_PROBABILITY)
            holder = self.cast.holder(head[-1]) or self.cast.body(head) or self._only_body(head)
            if holder and self.cast.member(holder).is_body:
                return replace(self._body(holder, span), probability=ROLE_PROBABILITY)
            if holder:
                return self._person(holder, span, ROLE_PROBABILITY)
        unnamed = _unnamed(self.parse, span)
        if unnamed.kind is not EntityKind.PERSON and unnamed.name[:1].isupper():
            return self._body(unnamed.name, span)
        return unnamed

    def _named(self, found: Named, span: Span) -> Speaker:
        """Return a person under the fullest name; one of several with a surname is less sure."""
        full = self.cast.fullest(found.name, span.start, found.roles)
        probability = 1.0 if full == found.name else SURNAME_PROBABILITY
        if full != found.name and self.cast.is_shared(found.name):
            probability = SHARED_PROBABILITY
        office = office_of(" ".join(span.quote.split()).partition(",")[2].strip())
        speaker = self._person(full, span, probability)
        return replace(speaker, affiliation=office.affiliation, role=office.role)

    def _only_body(self, head: list[str]) -> str:
        """Return the only organisation of the document for "the company" and its like."""
        plain = len(head) == 1 or (len(head) == 2 and head[0] == "the")
        is_body = head[-1] in BODY_WORDS and head[-1] not in PERSONAL
        name = self.cast.only_body if plain and is_body else ""
        return name if name and not of_another_kind(name, head[-1]) else ""

    def _is_body(self, found: Named, span: Span) -> bool:
        """Return True for a name that is no person's, by its words or by what the parser takes it for."""
        if found.is_body or self.cast.member(found.name).is_body:
            return True
        marks = {self.parse.tokens[i].entity for i in self.parse.between(span.start, span.end)}
        if found.roles or "PERSON" in marks or is_first_name(found.name.split()[0]):
            return False
        if found.name != (full := self.cast.fullest(found.name, span.start)):
            return self.cast.member(full).is_body
        return bool(marks & NO_PERSON) or found.name.isupper()

    def _person(self, name: str, span: Span | None, probability: float) -> Speaker:
        entity = Entity(name, EntityKind.PERSON).id
        return Speaker(name, EntityKind.PERSON, entity, span, probability=probability)

    def _body(self, name: str, span: Span) -> Speaker:
        """Return a body under its fullest name: "Audit Chamber" may go on "of Kestria" here or elsewhere."""
        name = self.cast.fullest(name)
        name = self.cast.going_on.get(name, name)
        kind = kind_of(name)
        kind = EntityKind.ORGANISATION if kind is EntityKind.PERSON else kind
        return Speaker(name, kind, Entity(name, kind).id, span)


def _nobody(span: Span) -> Speaker:
    return Speaker(UNKNOWN_SPEAKER, span=span, probability=0.0)


def _unnamed(parse: Parse, span: Span) -> Speaker:
    """Return a speaker known by office or body alone: "a spokesman for the 3rd Brigade"."""
    name = ASIDE.split(" ".join(span.quote.split()))[0]
    name = name[4:] if name.lower().startswith("the ") else name
    kind, office = kind_of(name), office_of(name)
    if kind is not EntityKind.PERSON:
        name = full_body(parse, name, parse.between(span.start, span.end).start)
    entity = Entity(name, kind).id
    return Speaker(name, kind, entity, span, affiliation=office.affiliation, role=office.role)


def _with_chain(
    document: Document, item: Attribution, by_id: dict[str, Attribution], alone: dict[str, Speaker]
) -> Speaker:
    """Return the speaker with those who passed the words on: outlets, and whoever's words hold these."""
    own = alone[item.id].name
    chain = [own, *(name for name in reversed(relays(document, item)) if name != own)]
    outer = item.nested_in
    while outer and len(chain) <= len(by_id):
        chain.append(alone[outer].name)
        outer = by_id[outer].nested_in
    return replace(alone[item.id], chain=tuple(reversed(chain)))
