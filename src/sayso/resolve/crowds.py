"""Sources that name nobody, met again: "the post" after "an anonymous post on the channel" is that post."""

from dataclasses import dataclass, field, replace

from sayso.model import Speaker
from sayso.text import names_nobody


@dataclass
class EarlierCrowds:
    """The speakers of a document so far that name nobody, by their noun."""

    by_noun: dict[str, Speaker] = field(default_factory=dict)

    def led_back(self, speaker: Speaker) -> Speaker:
        """Return the speaker, a bare noun as the one that it points back to; one that names nobody is kept in mind."""
        if not speaker.known:
            return speaker
        words = speaker.name.casefold().split()
        earlier = self.by_noun.get(words[0]) if len(words) == 1 and speaker.name.islower() else None
        if earlier is not None:
            return replace(earlier, span=speaker.span, chain=speaker.chain)
        if names_nobody(speaker.name):
            for word in words:
                self.by_noun.setdefault(word, speaker)
        return speaker
