"""What observes nothing, whatever words of presence stand in it: not said, not known, general, ahead, or of things."""

from sayso.claim.modality import NEGATORS, negated, unsaid
from sayso.claim.part import Part
from sayso.model import Tense
from sayso.text import load_lexicon

_WORDS = load_lexicon("sayso.claim", "presence.toml")
_WITHHELD = frozenset(_WORDS["withheld"]["words"])
_KNOWING = frozenset(_WORDS["knowing"]["verbs"])
_TAKEN_BACK = frozenset(_WORDS["taken_back"]["words"])
_GENERAL = frozenset(_WORDS["general"]["adverbs"])
_SEEING = frozenset(_WORDS["seeing"]["verbs"])
NOBODY = frozenset(_WORDS["seeing"]["nobody"])
_OPENING_TOKENS = 5


def observes_nothing(part: Part, tense: Tense) -> bool:
    """Return True for what is not said or known, is taken back, lies ahead, is called open, general or of things."""
    opening = {part.head.lemma, *(t.lemma for t in part.tokens[:_OPENING_TOKENS])}
    return (
        tense is Tense.FUTURE
        or unsaid(part)
        or not part.cues.isdisjoint(_TAKEN_BACK)
        or not opening.isdisjoint(_WITHHELD)
        or (part.head.lemma in _KNOWING and negated(part, part.head, NEGATORS))
        or _is_of_things(part)
        or _is_general(part)
    )


def _is_of_things(part: Part) -> bool:
    """Return True for finding or capturing what is nobody: "had captured any vehicles", "found no evidence"."""
    found = [t for t in part.children(part.head) if t.dep in ("dobj", "nsubjpass")]
    return part.head.lemma in _SEEING and any(t.lemma in NOBODY for t in found)


def _is_general(part: Part) -> bool:
    """Return True for what is so of any: "a unit that rests looks like one that left", "armies often pull back"."""
    below = part.children(part.head)
    subject = next((t for t in below if t.dep == "nsubj" and t.pos == "NOUN"), None)
    lasting = part.head.tag in ("VBZ", "VBP") and not any(t.dep in ("aux", "neg") for t in below)
    if subject is None or not lasting:
        return False
    owners = [t for t in part.children(subject) if t.dep in ("det", "poss", "nummod", "amod")]
    any_one = any(t.lower in ("a", "an", "any") for t in owners)
    return any_one or (not owners and any(t.lower in _GENERAL for t in below))
