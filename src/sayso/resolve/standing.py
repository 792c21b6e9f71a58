"""What part a speaker plays as a source, and the letter it starts with until a person edits it."""

from sayso.model import Entity, EntityKind, Grade, Source, SourceKind, Speaker
from sayso.resolve.offices import kind_of
from sayso.text import load_lexicon, names_nobody

_PRIORS = load_lexicon("sayso.resolve", "standing.toml")


def standing(speaker: Speaker) -> Source:
    """Return the speaker as a source with its prior letter, and the reason for it in words.

    A letter is a prior of the Admiralty code (AJP-2.1), by kind of speaker alone: whoever speaks for a
    unit is a witness; somebody without a name is a D; nobody at all, or nobody in particular ("sources"), is an F.
    """
    prior = _PRIORS[_kind(speaker)]
    return Source(
        speaker.entity or Entity(speaker.name, EntityKind.UNKNOWN).id,
        speaker.name,
        SourceKind(prior["part"]),
        Grade(prior["grade"]),
        reason=prior["reason"],
    )


def _kind(speaker: Speaker) -> str:
    if not speaker.known:
        return "unknown"
    if names_nobody(speaker.name):
        return "nobody"
    if EntityKind.UNIT in (speaker.kind, kind_of(speaker.affiliation)):
        return "unit"
    if speaker.kind is EntityKind.PERSON:
        return "person" if _is_name(speaker.name) else "office"
    known = speaker.kind is not EntityKind.UNKNOWN and speaker.kind.value in _PRIORS
    if not known and not _is_name(speaker.name):
        return "office"
    return speaker.kind.value if known else "other"


def _is_name(name: str) -> bool:
    return name[:1].isupper() and not name.startswith(("A ", "An ", "The "))
