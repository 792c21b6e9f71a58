"""What each source contributes, fairly shared, and which report would change the judgement."""

from sayso.brief.dossier import Dossier
from sayso.brief.likelihood import percent
from sayso.brief.moved import CITED_PER_ORIGIN
from sayso.brief.phrasing import count
from sayso.brief.sentence import Section, Sentence, Table, Theirs, note, say
from sayso.model import Influence, Prospect

LEAST_SHARE = 0.02


def shares_section(dossier: Dossier) -> Section:
    """Return the fair share of each source in the odds of the leading answer, the largest first; nothing where none was asked for."""
    judgement = dossier.judgement
    if not judgement.fair:
        return Section("What each source contributes", ())
    index = judgement.hypotheses.index(judgement.leader)
    felt = [one for one in judgement.fair if abs(one.log_odds[index]) >= LEAST_SHARE]
    ranked = sorted(felt, key=lambda one: (-abs(one.log_odds[index]), one.name))
    opening = note(
        "To the log-odds of “",
        Theirs(dossier.answer(judgement.leader)),
        "”, on average over all orders of hearing them (Shapley values; they add up to the move from no evidence to all of it):",
    )
    return Section(
        "What each source contributes", (opening, *(_share(dossier, one, index) for one in ranked))
    )


def _share(dossier: Dossier, one: Influence, index: int) -> Sentence:
    said = [b.claim for b in dossier.judgement.bearings if b.bears and b.source == one.origin]
    parts: tuple[str | Theirs, ...] = (
        Theirs(one.name),
        f" ({count(len(said), 'claim')}): " if said else ": ",
        f"{one.log_odds[index]:+.2f}.",
    )
    return say(*parts, claims=tuple(said[:CITED_PER_ORIGIN])) if said else note(*parts)


def reports_section(dossier: Dossier) -> Section:
    """Return the reports that would change the judgement most, and where it would then stand."""
    found = dossier.judgement.prospects
    if not found:
        return Section("Which report would change it", ())
    heads = ("if", "came to say", *dossier.judgement.hypotheses)
    table = Table(
        "Probability of each answer after such a report",
        heads,
        tuple(_report(one) for one in found),
    )
    told = note("A report that came today, said firmly, would move the judgement to:")
    return Section("Which report would change it", (told,), (table,))


def _report(one: Prospect) -> tuple[Sentence, ...]:
    shares = (note(percent(p)) for p in one.probabilities)
    return note(Theirs(one.name)), note(Theirs(one.says)), *shares
