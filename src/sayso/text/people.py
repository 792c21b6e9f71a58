"""Which people a noun counts: soldiers, children, women, or anybody."""

from sayso.text.lexicon import load_lexicon

_KINDS: dict[str, str] = {
    noun: kind
    for kind, nouns in load_lexicon("sayso.text", "people.toml")["kinds"].items()
    for noun in nouns
}


def kind_of_people(noun: str) -> str:
    """Return the kind of people that a noun, by its lemma, counts; "" for one that may count anybody.

    >>> kind_of_people("soldier"), kind_of_people("people")
    ('soldiers', '')
    """
    return _KINDS.get(noun.casefold(), "")
