"""The terms that pages explain where they use them: one line each, the same as in the glossary."""

from typing import Final

from markupsafe import Markup

TERMS: Final[dict[str, str]] = {
    "claim": "what one speaker says in one place of one report, slot by slot",
    "witness": "one independent origin: the claims that go back to one mouth, however many outlets carry them",
    "echo": "a claim whose origin has already been heard; it moves nothing",
    "bears": "how a claim is evidence on the question in view, or why it is none",
    "points": "percentage points by which a claim or witness moves an answer now: the judgement with it less the one without",
    "log-odds": "the natural logarithm of probability against the rest; contributions in it add up exactly",
    "linchpin": "a witness without whom another answer would lead",
    "confidence": "how good the evidence is: independence, first hand, letters; never how likely an answer is",
    "not seen": "somebody who watches says he did not see it: weak evidence about one sector, never a denial",
    "sector": "a named stretch of a front or region that somebody watches; it has no coordinates of its own",
    "letter": "the Admiralty code's letter of a source, A to F: a prior that a person may edit",
    "interest": "an answer that a source would like to be believed",
    "as of": "the judgement and everything on the page from what was published by the end of that day",
    "said": "the day on which the report was published",
    "about": "the days the claim speaks of, which may lie long before it was said",
    "hand": "how the speaker says it knows: by own eyes, from others, inferred, assumed",
    "by the network": "no word of the text settles this slot; a trained network filled it",
    "origin": "the mouth a claim goes back to; claims of one origin count once",
    "deciding slot": "the dimension that decides how two claims stand to each other",
    "head": "the last link of the ledger's hash chain: what a page shows can be proved against it",
    "other": "none of the named answers: something nobody has thought of",
}


def term(name: str, words: str = "") -> Markup:
    """Return a term as pages print it, its meaning on hover and to screen readers."""
    return Markup('<dfn title="{}">{}</dfn>').format(TERMS[name], words or name)
