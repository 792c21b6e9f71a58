"""Bodies without a name of their own: "the ministry" after "Tarvia's defence ministry", and no hospital for an institute."""

from dataclasses import dataclass, field, replace

from sayso.model import EntityKind, Speaker

_HOUSES = frozenset(
    [
        "academy",
        "bank",
        "clinic",
        "college",
        "court",
        "hospital",
        "institute",
        "ministry",
        "museum",
        "school",
        "tribunal",
        "university",
    ]
)
_LINKS = (" of ", " in ", " at ", " for ")
LED_BACK_PROBABILITY = 0.85


def of_another_kind(name: str, word: str) -> bool:
    """Return whether a body says by its name that it is something else than "the hospital", "the union".

    >>> of_another_kind("Meridian Institute", "hospital"), of_another_kind("Coralia Air", "airline")
    (True, False)
    """
    last = _head(name)
    return last != word and {last, word} <= _HOUSES


@dataclass
class EarlierBodies:
    """The bodies that spoke so far, by the noun that says what they are."""

    _by_noun: dict[str, dict[str, Speaker]] = field(default_factory=dict)

    def note(self, speaker: Speaker) -> None:
        """Remember a body that spoke: one that is more than its noun."""
        noun = _head(speaker.name)
        if speaker.known and speaker.kind is not EntityKind.PERSON and noun != speaker.name.lower():
            self._by_noun.setdefault(noun, {})[speaker.entity] = speaker

    def led_back(self, speaker: Speaker) -> Speaker:
        """Return the only body that spoke before and can be meant by a bare "the ministry", else the speaker as it is."""
        if speaker.kind is EntityKind.PERSON or " " in speaker.name or not speaker.name.islower():
            return speaker
        meant = list(self._by_noun.get(speaker.name, {}).values())
        if len(meant) != 1:
            return speaker
        probability = min(speaker.probability, LED_BACK_PROBABILITY)
        return replace(meant[0], span=speaker.span, probability=probability)


def _head(name: str) -> str:
    """Return the noun of a name: "ministry" of "Tarvia's defence ministry", "hospital" of "hospital in Dolna"."""
    for link in _LINKS:
        name = name.partition(link)[0]
    words = name.lower().split()
    return words[-1] if words else ""
