"""Writes the brief: the sections in the order a reader needs them, each a function of the dossier."""

from collections.abc import Callable

from sayso.brief.clashes import contradictions_section
from sayso.brief.dossier import Dossier
from sayso.brief.judged import confidence_section, judgement_section, question_section
from sayso.brief.moved import change_section, moved_section
from sayso.brief.omitted import omitted_section, priors_section, sources_section
from sayso.brief.sentence import Brief, Section
from sayso.brief.shares import reports_section, shares_section
from sayso.brief.visible import visible
from sayso.brief.witnesses import witnesses_section

SECTIONS: tuple[Callable[[Dossier], Section], ...] = (
    question_section,
    judgement_section,
    confidence_section,
    moved_section,
    witnesses_section,
    contradictions_section,
    change_section,
    shares_section,
    reports_section,
    omitted_section,
    priors_section,
    sources_section,
)


def outline(dossier: Dossier) -> Brief:
    """Return the brief of a dossier; the same dossier gives the same brief.

    Raises `InvalidRecord` when a sentence about the world cites nothing, when likelihood and confidence
    meet in one sentence, or when something is called calibrated.
    """
    title = " ".join(visible(dossier.question.text).split())
    sections = [section(dossier) for section in SECTIONS]
    return Brief(title, tuple(one for one in sections if one.sentences or one.tables))
