"""Who appears in a written world: the force, the region and its villages, the outlets, and a voice for every teller."""

from collections.abc import Sequence
from dataclasses import dataclass

from numpy.random import Generator

from sayso.worlds.news.vocabulary import Vocabulary, one_of
from sayso.worlds.telling import Teller


@dataclass(frozen=True, slots=True)
class Voice:
    """How a teller is named: `name` alone, `first` on first mention, `later` after that, `pronoun` for a person."""

    name: str
    first: str
    later: str
    pronoun: str = ""


@dataclass(frozen=True)
class Cast:
    """`values` fill the braces of the vocabulary; `voices` and `outlets` are by the teller's name, `villages` by sector."""

    values: dict[str, str]
    voices: dict[str, Voice]
    outlets: dict[str, str]
    villages: dict[str, str]
    bystanders: tuple[Voice, ...]

    def actor(self, words: Vocabulary, random: Generator) -> str:
        """Return one of the names of the force."""
        return one_of(random, words.words("forms", "actor")).format(**self.values)


def cast(words: Vocabulary, tellers: Sequence[Teller], random: Generator) -> Cast:
    """Draw the cast of a story."""
    names = {
        key: list(random.permutation(found))
        for key, found in words.tables["names"].items()
        if key != "countries"
    }
    countries = [
        tuple(words.tables["names"]["countries"][n])
        for n in random.permutation(len(words.tables["names"]["countries"]))
    ]
    (country, adjective), (host, host_adjective) = countries[:2]
    values = {
        "country": country,
        "adjective": adjective,
        "host": host,
        "host_adjective": host_adjective,
        "region": names["regions"][0],
        "their_unit": names["their_units"][0],
        "elsewhere": names["elsewhere"][0],
    }
    drawn = _Drawing(words, values, names, random)
    villages = {t.sector: names["villages"].pop() for t in tellers if t.sector}
    voices = {
        t.name: drawn.voice(t, villages.get(t.sector, "")) for t in tellers if t.kind != "outlet"
    }
    outlets = {t.name: names["outlets"].pop() for t in tellers if t.kind == "outlet"}
    bystanders = tuple(drawn.person("bystander", {}) for _ in range(3))
    return Cast(values, voices, outlets, villages, bystanders)


@dataclass
class _Drawing:
    words: Vocabulary
    values: dict[str, str]
    names: dict[str, list[str]]
    random: Generator

    def voice(self, teller: Teller, village: str) -> Voice:
        """Return a voice: soldiers and locals for witnesses; ministries, politicians and experts for commentators."""
        given = {"sector": village}
        if teller.kind == "witness":
            return self.person("soldier" if self.random.random() < 0.6 else "local", given)
        kind = one_of(self.random, ["institution", "politician", "expert"])
        if kind != "institution":
            return self.person(kind, given)
        free = self.words.words("forms", "institution")
        taken = self.names.setdefault("taken", [])
        form = one_of(self.random, [f for f in free if f not in taken] or free)
        taken.append(form)
        name = self.filled(form, given)
        return Voice(name.removeprefix("the "), name, name)

    def person(self, kind: str, given: dict[str, str]) -> Voice:
        """Return a person with a function."""
        man = self.random.random() < 0.5
        surname = self.names["surnames"].pop()
        name = (
            f"{one_of(self.random, self.words.words('names', 'men' if man else 'women'))} {surname}"
        )
        form = one_of(self.random, self.words.words("forms", kind))
        function = self.filled(form, given)
        rank = (
            f"{one_of(self.random, self.words.words('names', 'ranks'))} "
            if kind == "soldier"
            else ""
        )
        return Voice(name, f"{rank}{name}, {function}", surname, "he" if man else "she")

    def filled(self, form: str, given: dict[str, str]) -> str:
        """Return a form with its braces filled; a unit or institute is used once."""
        for key in ("own_unit", "institute"):
            if f"{{{key}}}" in form:
                given = {**given, key: self.names[f"{key}s"].pop()}
        return form.format(**{**self.values, **given})
