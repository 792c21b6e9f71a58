"""Polarity, certainty, tense and evidence basis of a claim, by words of its content and its cue (FactBank)."""

import re

from sayso.claim.part import Part
from sayso.model import Certainty, EvidenceBasis, Observation, Polarity, QuoteKind, Speaker, Tense
from sayso.text import Token, load_lexicon, undoubted

_WORDS = load_lexicon("sayso.claim", "modality.toml")
NEGATORS = frozenset(_WORDS["negation"]["words"])
_NEAR = NEGATORS | frozenset(_WORDS["negation"]["near"])
_DENIALS = frozenset(_WORDS["negation"]["cues"])
_UNSAID = frozenset(_WORDS["unsaid"]["cues"])
_OUTLOOK = {c: _WORDS[c.value] for c in (Certainty.POSSIBLE, Certainty.PROBABLE)}
_OBJECTS = ("dobj", "nsubj", "nsubjpass", "attr", "pobj", "expl", "agent")
_OWNER = re.compile(r"[’']s\b|,")
OPENING_WORDS, CLOSING_WORDS = 5, 2
_SEEN = (Observation.SIGHTING, Observation.NON_OBSERVATION)


def unsaid(part: Part) -> bool:
    """Return True when the cue says that something was not said: "did not say that they had left"."""
    return not part.cues.isdisjoint(_UNSAID) and not cue_rules_doubt_out(part)


def polarity(part: Part) -> Polarity:
    """Return whether the source presents the claim's event as so or as not so."""
    if unsaid(part):
        return Polarity.UNKNOWN
    negative = negated(part, part.head, NEGATORS) != denied(part)
    return Polarity.NEGATIVE if negative else Polarity.POSITIVE


def denied(part: Part) -> bool:
    """Return True when the cue denies what is said, or the words before it do ("it is a lie that"); who "has no doubt" denies nothing."""
    cues = part.cues - {"doubt"} if cue_rules_doubt_out(part) else part.cues
    turned = part.hedge is not None and part.hedge.denies
    return cues.isdisjoint(_DENIALS) == turned


def sure_words(part: Part) -> frozenset[int]:
    """Return which tokens of a part, by their index, rule doubt out: "there could be no doubt"."""
    first, last = part.tokens[0].start, part.tokens[-1].end
    found = [(first + a, first + b) for a, b in undoubted(part.parse.text[first:last])]
    return frozenset(
        t.index for t in part.tokens if any(a <= t.start and t.end <= b for a, b in found)
    )


def rules_doubt_out(part: Part) -> bool:
    """Return True when what is said, or its cue, rules doubt out."""
    return bool(sure_words(part)) or cue_rules_doubt_out(part)


def cue_rules_doubt_out(part: Part) -> bool:
    """Return True when the words that lead to what is said rule doubt out: "he has no doubt that"."""
    if "doubt" not in part.cues:
        return False
    cue = part.attribution.cue
    low, high = min(s.start for s in cue), max(s.end for s in cue)
    first = part.parse.sentence_of(part.parse.between(low, high).start).start
    start = part.parse.tokens[first].start
    return any(start + end > low for _, end in undoubted(part.parse.text[start:high]))


def may_be_negative(part: Part) -> bool:
    """Return True when some word of the part can turn a statement round, whether or not it turns the main one."""
    sure = sure_words(part)
    return any(t.lower in _NEAR or t.lemma in _NEAR for t in part.stated if t.index not in sure)


def negated(part: Part, token: Token, negators: frozenset[str]) -> bool:
    """Return True when a negator stands with the token, its subject or object, or over it ("a lack of")."""
    below = part.children(token)
    below += [t for child in below if child.dep in _OBJECTS for t in part.children(child)]
    sure = sure_words(part)
    if any(t.lower in negators or t.lemma in negators for t in below if t.index not in sure):
        return True
    above = token
    for _ in range(2):
        above = part.parse.tokens[above.head]
        if above in part.tokens and above.lemma in negators and above.index not in sure:
            return True
    return False


def certainty(part: Part, speaker: Speaker) -> Certainty:
    """Return how sure the source presents itself; nobody named is at best probable."""
    if unsaid(part):
        return Certainty.UNKNOWN
    if part.hedge is not None:
        return part.hedge.grade
    sure = sure_words(part)
    heard = [t for t in part.tokens if t.tag != "MD" or t.head == part.head.index]
    heard = [t for t in heard if t.pos != "PROPN"]
    lemmas = {word for t in heard if t.index not in sure for word in (t.lemma, t.lower)}
    cues = part.cues - {"doubt"} if cue_rules_doubt_out(part) else part.cues
    for grade, words in _OUTLOOK.items():
        if not lemmas.isdisjoint(words["words"]) or not cues.isdisjoint(words["cues"]):
            return grade
    return Certainty.CERTAIN if speaker.known else Certainty.PROBABLE


def hedged_whole(part: Part) -> bool:
    """Return True when a hedge stands at the beginning or the end of what is said: "It is likely that ...", "..., most likely"."""
    if part.hedge is not None:
        return True
    words = [t for t in part.tokens if t.text[0].isalpha()]
    sure = sure_words(part)
    ends = (*words[:OPENING_WORDS], *words[-CLOSING_WORDS:])
    edge = {t.lower for t in ends if t.tag != "MD" and t.pos != "PROPN" and t.index not in sure}
    return any(not edge.isdisjoint(listed["words"]) for listed in _OUTLOOK.values())


def tense(part: Part) -> Tense:
    """Return whether the event lies in the source's future."""
    future = _WORDS["future"]
    helpers = [t for t in part.children(part.head) if t.dep == "aux"]
    perfect = any(t.lemma == "have" for t in helpers)
    promised = not part.cues.isdisjoint(future["cues"])
    if promised or (any(t.lower in future["words"] for t in helpers) and not perfect):
        return Tense.FUTURE
    return Tense.NON_FUTURE


def evidence_basis(part: Part, speaker: Speaker, observation: Observation) -> EvidenceBasis:
    """Return how the source says it knows: by its own eyes, by others, by inference or assumption."""
    basis = _WORDS["basis"]
    words = part.cues | {t.lemma for t in part.tokens}
    if not part.cues.isdisjoint(basis["assumed"]):
        return EvidenceBasis.ASSUMED
    if not words.isdisjoint(basis["inferred"]):
        return EvidenceBasis.INFERRED
    if part.attribution.nested_in or not words.isdisjoint(basis["reported"]) or not speaker.known:
        return EvidenceBasis.REPORTED
    if observation in _SEEN:
        return EvidenceBasis.DIRECT if _by_own_eyes(part, speaker) else EvidenceBasis.REPORTED
    return EvidenceBasis.UNKNOWN


def may_have_seen(part: Part, speaker: Speaker) -> bool:
    """Return True when words show that the speaker may have been there: of seeing, of himself or his own, or beside what he says.

    Who was asked by telephone what became of a ship tells what he knows, not what he saw.
    """
    basis = _WORDS["basis"]
    attribution = part.attribution
    quoted = attribution.quote is QuoteKind.DIRECT
    own = set(basis["quoting_self"]) | (set() if quoted else set(basis["telling_self"]))
    said = {word for t in part.tokens for word in (t.lower, t.lemma)}
    if not said.isdisjoint(own | set(basis["direct"])):
        return True
    named = " ".join(span.quote for span in attribution.source)
    body = f"{speaker.affiliation} {speaker.role} {speaker.name} {named}".lower()
    if not set(_OWNER.sub("", body).split()).isdisjoint(basis["units"]):
        return True
    return not _beside(part).isdisjoint(basis["on_the_spot"])


def _beside(part: Part) -> set[str]:
    """Return the words of the sentences that name whose word it is, but for what is said."""
    spans = (*part.attribution.source, *part.attribution.cue)
    if not spans:
        return set()
    within = {
        part.parse.tokens[i].sentence for s in spans for i in part.parse.between(s.start, s.end)
    }
    found: set[str] = set()
    for number in within:
        first, end = part.parse.sentences[number]
        around = (t for t in part.parse.tokens[first:end] if not _is_said(part, t))
        found |= {word for t in around for word in (t.lower, t.lemma)}
    return found


def _is_said(part: Part, token: Token) -> bool:
    return any(s.start <= token.start < s.end for s in part.attribution.content)


def of_others(part: Part) -> bool:
    """Return True for what other units met with: "Other brigades interacted with them"."""
    return part.tokens[0].lower in _WORDS["basis"]["others"]


def _by_own_eyes(part: Part, speaker: Speaker) -> bool:
    """Return True when the speaker, or the unit it speaks for, is who saw or did not see."""
    basis = _WORDS["basis"]
    words = {t.lower for t in part.tokens}
    if words & set(basis["self"]):
        return True
    subject = next((t for t in part.tokens if t.dep == "nsubj"), None)
    if subject is not None and subject.lower in ("he", "she"):
        return True
    if of_others(part):
        return False
    body = f"{speaker.affiliation} {speaker.name}".lower().split()
    return not set(body).isdisjoint(basis["units"])
