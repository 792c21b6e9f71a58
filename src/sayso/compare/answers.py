"""Which claims say, or deny, one of several answers in free words.

Read with an answer are claims that are near it in meaning and share half of the telling words of the shorter of the two: of others the pair
model knows nothing. Rival answers share most of their words ("A fired the missile", "B fired the missile"): a claim speaks of the one whose
own words it has, the words that its rivals lack.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from sayso.compare.contained import contained, wanted
from sayso.compare.facets import facets
from sayso.compare.lexical import Bm25
from sayso.compare.pair_model import pair_model, shared
from sayso.compare.pair_network import PairNetwork, Verdict
from sayso.compare.sentence_vectors import SentenceEncoder
from sayso.compare.standins import Report, topic_of
from sayso.compare.terms import terms
from sayso.model import Claim, Document, EntityKind, Polarity, Question, When
from sayso.text import Parser, load_lexicon, undoubted

LEAST_NEAR = 0.35
SAYS, DENIES = 0.6, 0.7
LEAST_SHARED, NEARLY_ALL = 0.5, 0.75
BY_WORDS, BY_OWN_WORDS = 0.85, 0.65
FEWEST_OWN, FEWEST_SHARED = 2, 2
BY_MODEL, BY_NEARLY_ALL = "by the pair model", "it has nearly all of its words"
BY_OWN = "it has the words that its rivals lack"
_HIMSELF = frozenset({"i", "he", "she"})
_NEGATORS = frozenset(
    {"n't", "n’t", "no", "not", "never", "none", "nobody", "nothing", "neither", "nor", "without"}
)
_UNTRUE = re.compile(
    r"\b(?:baseless|fabricat\w+|false(?:ly|hood)?|fiction|groundless|hoax|invent(?:ed|ion)|lies?|made[- ]up|nonsense|rubbish|unfounded|untrue|fair(?:y|ies) tales?)\b"
)
_UNREAL = re.compile(r"\b(?:if|unless|whether|should|would|shall|will|could have|might have)\b")
_DENYING = re.compile(r"\b(?:den(?:y|ies|ied)|dismiss|disput|refut|reject|contradict)")
_CLEFT = re.compile(r"\bit (?:is|was) not (.{1,60}?) (?:that|who|which)\b", re.IGNORECASE)
_WORD = re.compile(r"n['’]t\b|[^\W_]+")
_CLAUSE = re.compile(r"[,;:…]|\b(?:and that|and|but|that)\b")
_MARKS = "“‘\"'"
_INTRODUCING = load_lexicon("sayso.compare", "states.toml")["words"]
_TAKING_BACK, _DENYING_CUES = (frozenset(_INTRODUCING[name]) for name in ("taking_back", "denying"))
_ANYBODY = frozenset(_INTRODUCING["anybody"])
_REPORTS = re.compile(
    r"^(?:as \w+ )?(?:the |any |all )?(?:accusation|allegation|claim|report|rumou?r|statement|suggestion|talk|charge|word)s? (?:by [^…]{1,40} … )?that ",
    re.IGNORECASE,
)
_HEARSAY = re.compile(
    r"\b(?:everybody|everyone|people|they|many|some)(?: here)? (?:says?|said|thinks?|believes?|told)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(r"^(?:that|(?:to|of)(?= \w+ing\b)) ", re.IGNORECASE)
_INNER = re.compile(r"(?:^|[\s\"“])['‘]|^['‘]")


@dataclass(frozen=True, slots=True)
class Answering:
    """What a claim says of an answer (by its id): that it is so, or that it is not, and how probable that reading is."""

    answer: str
    denied: bool
    probability: float
    reason: str = BY_MODEL


def answering(
    claims: Sequence[Claim],
    answers: Mapping[str, Claim],
    *,
    network: PairNetwork,
    encoder: SentenceEncoder | None,
    parser: Parser | None = None,
    documents: Mapping[str, Document] | None = None,
    question: Question | None = None,
) -> dict[str, Answering]:
    """Return by claim id what is said of which answer; a claim that says or denies none is left out.

    `answers` are the answers in words, each as a claim of nobody. What is said goes before what is denied. With a `parser`, claims that
    contain an answer are read first; `documents` (by id) and the `question` tell whom their pronouns mean.
    """
    asserted = [claim for claim in claims if _vouched_for(claim, documents or {})]
    plain = _contained(asserted, answers, parser, documents or {}, question) if parser else {}
    asserted = [claim for claim in asserted if claim.id not in plain]
    names = list(answers)
    texts = [_in_full(claim) for claim in asserted]
    near = _near(texts, [answers[n].words for n in names], encoder)
    words = [frozenset(terms(answers[n].words)) for n in names]
    own = [one - _of_rivals(words, number) for number, one in enumerate(words)]
    pairs = [
        (int(i), int(j))
        for i, j in np.argwhere(near >= LEAST_NEAR)
        if _speaks_of(frozenset(terms(texts[i])), words, own, int(j))
    ]
    verdicts = network.verdicts([(texts[i], answers[names[j]].words) for i, j in pairs])
    found: dict[str, Answering] = dict(plain)
    none = frozenset[str]()
    for (i, j), verdict in zip(pairs, verdicts, strict=True):
        told = _read(
            asserted[i], texts[i], answers[names[j]], own[j] if len(names) > 1 else none, verdict
        )
        held = found.get(asserted[i].id)
        if told is None:
            continue
        if held is None or (held.denied, -held.probability) > (told.denied, -told.probability):
            found[asserted[i].id] = replace(told, answer=names[j])
    return found


def _contained(
    claims: Sequence[Claim],
    answers: Mapping[str, Claim],
    parser: Parser,
    documents: Mapping[str, Document],
    question: Question | None,
) -> dict[str, Answering]:
    """Return by claim id which answer its words contain."""
    names = list(answers)
    parses = [parser.parse(answers[name].words) for name in names]
    topic = topic_of(parses, question.text if question else "", question.actor if question else "")
    told = wanted(parses, topic)
    reports = {key: Report(f"{d.title}\n{d.text}") for key, d in documents.items()}
    found = {}
    for claim in claims:
        report = reports.get(claim.document, Report(claim.words))
        title = documents[claim.document].title if claim.document in documents else ""
        at = claim.place[0] + len(title) + 1
        parse = parser.parse(_plainly(claim))
        one = contained(claim, parse, told, topic, report, at, disowned=_disclaimed(claim))
        if one is not None:
            found[claim.id] = Answering(names[one.answer], one.denied, one.probability, one.words)
    return found


def _vouched_for(claim: Claim, documents: Mapping[str, Document]) -> bool:
    """Return whether a claim's speaker says that it is so, or is not: no hearsay, nothing taken back, no words of another."""
    if claim.polarity is Polarity.UNKNOWN or claim.speaker.name.casefold() in _ANYBODY:
        return False
    if _cued(claim) & _TAKING_BACK or _quotes_another(claim, documents):
        return False
    named_alone = _REPORTS.search(_bare(claim)) and not _disowned(claim.words)
    return _disclaimed(claim) or not (named_alone or _HEARSAY.search(_bare(claim)))


def _disclaimed(claim: Claim) -> bool:
    """Return whether a claim is denied by how it is put: "denied that", "rejected as invention the claim that"."""
    return _denied_outright(claim) or bool(_cued(claim) & _DENYING_CUES)


def _bare(claim: Claim) -> str:
    return claim.words.strip().strip("“”‘’\"' ,")


def _plainly(claim: Claim) -> str:
    """Return the words of a claim as a sentence of their own, without the report that it names ("reports that she was dead")."""
    bare = _bare(claim)
    words = _OPENING.sub("", _REPORTS.sub("", bare) if _disclaimed(claim) else bare)
    return f"{words[:1].upper()}{words[1:]}{'.' if words[-1:].isalnum() else ''}"


def _quotes_another(claim: Claim, documents: Mapping[str, Document]) -> bool:
    """Return whether a claim is a quotation within a quotation: the words of another, read out.

    One such: "'They blew it up.' Yes, of course," Orr said.
    """
    held = documents.get(claim.document)
    if held is None:
        return False
    start = claim.place[0]
    line = held.text[held.text.rfind("\n", 0, start) + 1 : start + 1].rstrip()
    opened = line.count("“") > line.count("”") or line.count('"') % 2 == 1
    return opened and bool(_INNER.search(held.text[max(0, start - 1) : start + 1]))


def _cued(claim: Claim) -> set[str]:
    """Return the words that introduce a claim: "withdrew its statement that"."""
    return {w for span in claim.attribution.cue for w in _WORD.findall(span.quote.casefold())}


def _in_full(claim: Claim) -> str:
    """Return a claim's words with the speaker's name for an opening pronoun: who says "she is still in office" speaks of herself."""
    person = claim.speaker.known and claim.speaker.kind is EntityKind.PERSON
    words = claim.words.lstrip(_MARKS)
    first, blank, rest = words.partition(" ")
    if person and blank and first.casefold() in _HIMSELF:
        return f"{claim.speaker.name} {rest}"
    return claim.words


def _of_rivals(words: Sequence[frozenset[str]], number: int) -> frozenset[str]:
    """Return the words of the rivals of an answer."""
    return frozenset().union(*(one for n, one in enumerate(words) if n != number))


def _speaks_of(
    told: frozenset[str],
    words: Sequence[frozenset[str]],
    own: Sequence[frozenset[str]],
    number: int,
) -> bool:
    """Return whether a claim's words are about an answer, and no rival has more of its own words in them."""
    if shared(sorted(told), sorted(words[number])) < LEAST_SHARED:
        return False
    had = [len(told & one) / len(one) if one else 0.0 for one in own]
    return had[number] >= max(had) and (had[number] > 0.0 or not own[number])


def _read(
    claim: Claim, text: str, answer: Claim, own: frozenset[str], verdict: Verdict
) -> Answering | None:
    """Return what a claim says of an answer: by the words of its nearest clause, else by the pair model.

    The words tell where the clause has nearly all of the answer's, or half of those that are its `own`. One word in common is too little for the model to
    find that two clash: "they were Tarvians" denies nothing of what the Tarvian army did.
    """
    unknown = When.unknown()
    if _UNREAL.search(text.casefold()) and not _UNREAL.search(answer.words.casefold()):
        return None
    mine = _nearest(_CLEFT.sub(r"\1 not", text), answer.words, own)
    theirs = _nearest(answer.words, mine, own)
    of_clause, of_answer = set(terms(mine)), set(terms(theirs))
    alike = shared(sorted(of_clause), sorted(of_answer)) >= NEARLY_ALL
    turned = _denied_outright(claim) is not _disowned(text)
    same = (_negated(mine) is _negated(theirs)) is not turned
    both = of_clause & of_answer
    telling = len(both) >= FEWEST_SHARED and (bool(both & own) or not own)
    if alike and telling and len(both) > LEAST_SHARED * len(of_answer):
        return Answering("", denied=not same, probability=BY_WORDS, reason=BY_NEARLY_ALL)
    if own and len(of_clause & own) >= max(FEWEST_OWN, LEAST_SHARED * len(own)):
        return Answering("", denied=not same, probability=BY_OWN_WORDS, reason=BY_OWN)
    shares = pair_model().read(verdict, facets(claim, unknown), facets(answer, unknown))
    if shares.agree >= SAYS and (claim.polarity is not Polarity.NEGATIVE or _negated(answer.words)):
        return Answering("", denied=False, probability=shares.agree)
    against = shares.contradict if len(both) >= FEWEST_SHARED else 0.0
    return Answering("", denied=True, probability=against) if against >= DENIES else None


def _nearest(text: str, other: str, own: frozenset[str]) -> str:
    """Return the clause of a text that has most words of another, those of `own` counted twice; of equal ones the first."""
    sought = set(terms(other))
    clauses = [part for part in _CLAUSE.split(text) if part.strip()] or [text]
    shared_with = [sought & set(terms(part)) for part in clauses]
    return clauses[
        max(range(len(clauses)), key=lambda n: len(shared_with[n]) + len(shared_with[n] & own))
    ]


def _disowned(text: str) -> bool:
    """Return whether what is said is called untrue: "claims of bad concrete were baseless"."""
    return bool(_UNTRUE.search(text.casefold()))


def _negated(text: str) -> bool:
    """Return whether an odd number of its words turn a clause round."""
    return sum(word in _NEGATORS for word in _WORD.findall(_but_doubt(text))) % 2 == 1


def _but_doubt(text: str) -> str:
    """Return a text in lower case without the words that rule doubt out: the "no" of "no doubt" turns nothing round."""
    words = text.casefold()
    for start, end in reversed(undoubted(words)):
        words = words[:start] + words[end:]
    return words


def _denied_outright(claim: Claim) -> bool:
    """Return whether a claim is denied by how it is put, not by a word of its own ("he denied that ...")."""
    own = any(word in _NEGATORS for word in _WORD.findall(_but_doubt(claim.words)))
    denies = any(_DENYING.search(span.quote.casefold()) for span in claim.attribution.cue)
    return (
        claim.polarity is Polarity.NEGATIVE and not own and (denies or not _disowned(claim.words))
    )


def _near(
    texts: Sequence[str], answers: Sequence[str], encoder: SentenceEncoder | None
) -> np.ndarray:
    """Return how near each text is to each answer, (texts, answers)."""
    if not texts:
        return np.zeros((0, len(answers)))
    if encoder is not None:
        return np.asarray(encoder.vectors(texts) @ encoder.vectors(answers).T)
    index = Bm25([terms(text) for text in texts])
    return np.array([index.scores(terms(answer)) for answer in answers]).T
