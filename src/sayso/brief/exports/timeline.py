"""TimelineJS JSON: each claim on the day it speaks of, else the day of its report."""

from html import escape

from sayso.brief.dossier import Dossier
from sayso.brief.exports.plain import Row, dumped, ordered
from sayso.brief.exports.port import Exported
from sayso.model import Claim, Document, When

MONTH_CHARS, DAY_CHARS = 7, 10


def export(dossier: Dossier) -> Exported:
    """Return one event a claim; a claim whose report has no date and that names no time comes in the year 1, and says so."""
    claims = ordered(dossier)
    events = [_event(claim, dossier.documents[claim.document]) for claim in claims]
    title = {"text": {"headline": escape(dossier.question.text), "text": ""}}
    content = {"title": title, "events": events}
    return Exported(dumped(content), "application/json", ".timeline.json", len(events))


def _event(claim: Claim, document: Document) -> Row:
    time = claim.time
    when = time.earliest if time and time.earliest.known else document.published
    who = escape(f"{claim.speaker.name} ({document.outlet or document.name})")
    note = "" if when.known else " (no date is known)"
    row: Row = {
        "unique_id": claim.id,
        "start_date": _date(when),
        "text": {"headline": who, "text": f"<p>{escape(claim.words)}{note}</p>"},
    }
    if time and time.latest.known and time.latest.text != when.text:
        row["end_date"] = _date(time.latest)
    return row


def _date(when: When) -> dict[str, str]:
    if not when.known:
        return {"year": "1"}
    parts = {"year": when.text[:4]}
    if len(when.text) >= MONTH_CHARS:
        parts["month"] = str(int(when.text[5:7]))
    if len(when.text) >= DAY_CHARS:
        parts["day"] = str(int(when.text[8:10]))
    return parts
