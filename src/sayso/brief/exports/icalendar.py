"""iCalendar (RFC 5545): the days on which to look again, because a claim says that something will happen then."""

from datetime import date, datetime, timedelta

from sayso.brief.dossier import Dossier
from sayso.brief.exports.plain import ordered
from sayso.brief.exports.port import Exported
from sayso.model import Claim, Document, Tense

MOST_OCTETS = 75


def export(dossier: Dossier) -> Exported:
    """Return one all-day event for each claim that looks ahead to a day that is told; the others look ahead to none."""
    ahead = [c for c in ordered(dossier) if due(c, dossier.documents[c.document])]
    stamp = _stamp(dossier)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Sayso//re-check dates//EN"]
    for claim in ahead:
        lines += _event(claim, dossier.documents[claim.document], stamp)
    lines.append("END:VCALENDAR")
    content = "".join(f"{folded(line)}\r\n" for line in lines)
    return Exported(content.encode(), "text/calendar", ".ics", len(ahead))


def due(claim: Claim, document: Document) -> date | None:
    """Return the day by which what a claim announces can be looked at; None where it announces nothing for a day after its report."""
    time = claim.time
    if claim.tense is not Tense.FUTURE or time is None or not time.latest.known:
        return None
    day = time.latest.latest.date()
    published = document.published
    return day if not published.known or day > published.latest.date() else None


def _event(claim: Claim, document: Document, stamp: str) -> list[str]:
    day = due(claim, document) or date.min
    told = f"{claim.speaker.name} ({document.outlet or document.name}): {claim.words}"
    return [
        "BEGIN:VEVENT",
        f"UID:{claim.id}@sayso",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_text(f'Look again: {claim.words}')}",
        f"DESCRIPTION:{_text(told)}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _stamp(dossier: Dossier) -> str:
    moment: datetime = dossier.judgement.as_of.latest
    return f"{moment:%Y%m%dT%H%M%SZ}"


def _text(value: str) -> str:
    plain = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return " ".join(plain.split())


def folded(line: str) -> str:
    """Return a line of at most 75 octets each, the rest on lines that begin with a blank; no character is parted."""
    rows, row = [], ""
    for character in line:
        if len((row + character).encode()) > MOST_OCTETS:
            rows.append(row)
            row = " "
        row += character
    return "\r\n".join([*rows, row])
