"""Why what its own report takes back, puts right, calls false or leaves open is no evidence."""

from sayso.model import Claim, Document
from sayso.text import Notice, noticed

WORDS = {
    Notice.RETRACTED: "it was taken back: its report says that it was wrong",
    Notice.CORRECTED: "it is what a correction puts right: a correction says what was wrong",
    Notice.DEBUNKED: "its report calls it false, or says that what was shared for it shows something else",
    Notice.OPEN: "it could not be verified: that neither says nor denies it",
}


def unasserted(claim: Claim, document: Document | None) -> str:
    """Return in words how the report says that it does not assert what is claimed; '' where it does not."""
    if document is None or not document.text:
        return ""
    held = noticed(document.text, claim.attribution, claim.content, known=claim.speaker.known)
    return WORDS[held] if held else ""
