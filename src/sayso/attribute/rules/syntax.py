"""Attributions read off the parse: a cue verb, its subject and its complement."""

from collections.abc import Iterator

from sayso.attribute.rules.draft import Draft
from sayso.text import Parse, Token, load_lexicon

_CUES = load_lexicon("sayso.attribute.rules", "cues.toml")
_SPEECH = frozenset(_CUES["verbs"]["speech"])
_VERBS = _SPEECH | frozenset(_CUES["verbs"]["thought"])
_NOMINAL = frozenset(_CUES["verbs"]["nominal"])
_INFERENCE = frozenset(_CUES["verbs"]["inference"])
_HEDGES = frozenset(_CUES["hedges"]["adverbs"])
_HEDGE_NOUNS = frozenset(_CUES["hedges"]["nouns"])
LONGEST_SENTENCE_TOKENS = 400
_SUBJECT = ("nsubj", "nsubjpass")
_AUXILIARY = ("aux", "auxpass", "neg", "prt")


def clauses(parse: Parse) -> Iterator[Draft]:
    """Yield the drafts of every verb, phrase and hedge that attributes something.

    What the parser takes for one sentence of more than 400 words is none, and is left to the quotations.
    """
    short = [end - first <= LONGEST_SENTENCE_TOKENS for first, end in parse.sentences]
    for token in (token for token in parse.tokens if short[token.sentence]):
        if token.pos == "VERB" and token.lemma in _VERBS:
            yield from _verb(parse, token)
        elif token.lower == "according":
            yield from _according(parse, token)
        elif token.lower in _HEDGES:
            yield from _hedge(parse, token)
        elif token.lemma in _HEDGE_NOUNS and token.pos == "NOUN":
            yield from _noun(parse, token)


def is_speech(token: Token) -> bool:
    """Return True for a verb of speech."""
    return token.pos == "VERB" and token.lemma in _SPEECH


def _child(parse: Parse, token: Token, *labels: str) -> Token | None:
    found = (parse.tokens[i] for i in parse.children[token.index])
    return next((child for child in found if child.dep in labels), None)


def _verb(parse: Parse, verb: Token) -> Iterator[Draft]:
    cue = {verb.index} | {
        i for i in parse.children[verb.index] if parse.tokens[i].dep in _AUXILIARY
    }
    if _child(parse, verb, "auxpass") or (verb.tag == "VBN" and _child(parse, verb, "agent")):
        yield from _passive(parse, verb, cue)
        return
    content = _complement(parse, verb)
    if not content or _infers(parse, verb):
        return
    subject = subject_of(parse, verb)
    if subject is not None and subject.lemma in _HEDGE_NOUNS and verb.lemma in _VERBS:
        cue |= set(parse.subtree(subject.index))
        subject = None
    source = _named(parse, verb, subject) - content if subject is not None else set()
    yield from _split(parse, frozenset(source), frozenset(cue - content), content - cue - source)


def _named(parse: Parse, verb: Token, subject: Token) -> set[int]:
    """Return the words of the subject; all before the verb where the parser took the verb for its head noun."""
    if subject.dep == "compound" and subject.head == verb.index:
        return {i for i in parse.subtree(verb.index) if i < verb.index}
    return set(parse.subtree(subject.index))


def _infers(parse: Parse, verb: Token) -> bool:
    """Return True for the author's own inference: "activity has dropped, suggesting a withdrawal"."""
    above = parse.tokens[verb.head]
    return (
        verb.tag == "VBG"
        and verb.dep == "advcl"
        and verb.lemma in _INFERENCE
        and above.lemma not in _VERBS
    )


def _split(
    parse: Parse, source: frozenset[int], cue: frozenset[int], content: set[int]
) -> Iterator[Draft]:
    """Yield the draft, cut where the parse took a second cue ("but advised ...") into the content."""
    second = next((i for i in sorted(content) if _second_cue(parse, i, cue, content)), None)
    if second is None:
        yield Draft(source, cue, frozenset(content))
        return
    yield Draft(source, cue, frozenset(i for i in content if i < second - 1))
    rest = frozenset(i for i in content if i > second)
    if rest:
        yield Draft(source, frozenset({second}), rest)


def _second_cue(parse: Parse, index: int, cue: frozenset[int], content: set[int]) -> bool:
    verb, before = parse.tokens[index], parse.tokens[index - 1]
    coordinated = before.lower in ("but", "and") and index - 1 in content and index - 2 in content
    past = (
        verb.tag in ("VBD", "VBN")
        and verb.lemma in _VERBS
        and _child(parse, verb, *_SUBJECT) is None
    )
    clausal = any(parse.tokens[i].dep in ("nsubj", "nsubjpass") for i in content)
    return coordinated and past and not clausal and index > max(cue, default=index)


def subject_of(parse: Parse, verb: Token) -> Token | None:
    """Return the subject of a verb, inherited from the verb it depends on (participles, coordination)."""
    current = verb
    for _ in range(8):
        subject = _child(parse, current, *_SUBJECT)
        if subject is not None:
            return _antecedent(parse, current, subject)
        if current.dep not in ("advcl", "conj", "xcomp") or current.head == current.index:
            if current.dep in ("acl", "relcl"):
                return parse.tokens[current.head]
            return _child(parse, current, "compound")
        current = parse.tokens[current.head]
    return None


def _antecedent(parse: Parse, verb: Token, subject: Token) -> Token:
    relative = verb.dep == "relcl" and subject.lower in ("who", "which", "that")
    return parse.tokens[verb.head] if relative else subject


def _complement(parse: Parse, verb: Token) -> set[int]:
    clause = _child(parse, verb, "ccomp") or _that_clause(parse, verb)
    if clause is None and (inner := _child(parse, verb, "xcomp")) is not None:
        clause = inner if verb.lemma not in ("want", "plan") or inner.tag == "VB" else None
    if clause is not None:
        return _without_main_clause(parse, verb, set(parse.subtree(clause.index)))
    if verb.dep in ("parataxis", "ccomp") and parse.tokens[verb.head].index < verb.index:
        return set()
    if verb.lemma in _NOMINAL and (thing := _child(parse, verb, "dobj")) is not None:
        extra = [i for i in parse.children[verb.index] if i > thing.index]
        modifiers = [i for i in extra if parse.tokens[i].dep == "prep"]
        return {j for i in [thing.index, *modifiers] for j in parse.subtree(i)}
    return set()


def _that_clause(parse: Parse, verb: Token) -> Token | None:
    """Return the "that" clause which the parser hung on the verb as if it were a noun's."""
    clause = _child(parse, verb, "acl", "relcl")
    marked = clause is not None and _child(parse, clause, "mark") is not None
    return clause if marked else None


def _without_main_clause(parse: Parse, verb: Token, content: set[int]) -> set[int]:
    """Return the content up to the comma where "While some say X, Y" goes on to its main clause Y."""
    start = parse.sentence_of(verb.index).start
    opening = [parse.tokens[i].lower for i in range(start, verb.index)]
    if not {"while", "although", "though"} & set(opening[:1]):
        return content
    comma = next(
        (i for i in sorted(content) if i > verb.index and parse.tokens[i].text == ","), None
    )
    return content if comma is None else {i for i in content if verb.index < i < comma}


def _passive(parse: Parse, verb: Token, cue: set[int]) -> Iterator[Draft]:
    subject, agent = _child(parse, verb, *_SUBJECT), _child(parse, verb, "agent")
    if subject is None or subject.lemma == "it":
        content = _complement(parse, verb)
    else:
        content = set(parse.subtree(subject.index))
        if (clause := _child(parse, verb, "ccomp", "xcomp")) is not None:
            content |= set(parse.subtree(clause.index))
    if not content or (agent is None and verb.lemma not in _VERBS):
        return
    source = set(parse.subtree(agent.index)) - {agent.index} if agent is not None else set()
    cue |= {agent.index} if agent is not None else set()
    yield Draft(frozenset(source - content), frozenset(cue - content), frozenset(content))


def _according(parse: Parse, token: Token) -> Iterator[Draft]:
    preposition = next(
        (i for i in range(token.index + 1, min(token.index + 2, len(parse.tokens)))), None
    )
    if preposition is None or parse.tokens[preposition].lower != "to":
        return
    named = [i for i in parse.subtree(preposition) if i > preposition]
    cue = {token.index, preposition}
    rest = set(parse.subtree(_clause_head(parse, token).index)) - set(named) - cue
    yield Draft(frozenset(named), frozenset(cue), frozenset(rest))


def _clause_head(parse: Parse, token: Token) -> Token:
    current = parse.tokens[token.head]
    while current.pos not in ("VERB", "AUX") and current.head != current.index:
        current = parse.tokens[current.head]
    return current


def _hedge(parse: Parse, token: Token) -> Iterator[Draft]:
    head = _clause_head(parse, token)
    content = set(parse.subtree(head.index)) - set(parse.subtree(token.index))
    yield Draft(frozenset(), frozenset({token.index}), frozenset(content))


def _noun(parse: Parse, noun: Token) -> Iterator[Draft]:
    link = _child(parse, noun, "prep", "acl")
    if _mistagged_verb(parse, noun):
        yield _headline(parse, noun)
        return
    if link is None or (link.dep == "prep" and link.lower not in ("of", "about", "that")):
        return
    content = set(parse.subtree(link.index))
    content -= {link.index} if link.dep == "prep" else set()
    cue = {i for i in parse.subtree(noun.index) if i <= noun.index} | {noun.index}
    owner = _child(parse, noun, "poss")
    source = set(parse.subtree(owner.index)) if owner is not None else set()
    yield Draft(frozenset(source), frozenset(cue - source), frozenset(content))


def _mistagged_verb(parse: Parse, noun: Token) -> bool:
    """Return True for "A brigade reports that": a singular noun phrase before a plural noun and "that"."""
    following = parse.tokens[noun.index + 1 : noun.index + 2]
    before = parse.tokens[max(noun.index - 1, 0)]
    singular = before.tag in ("NN", "NNP") and before.sentence == noun.sentence
    return noun.tag == "NNS" and singular and any(t.lower == "that" for t in following)


def _headline(parse: Parse, verb: Token) -> Draft:
    sentence = parse.sentence_of(verb.index)
    source = {i for i in parse.subtree(verb.index) if i < verb.index}
    return Draft(
        frozenset(source), frozenset({verb.index}), frozenset(range(verb.index + 1, sentence.stop))
    )
