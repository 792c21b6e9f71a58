"""The parts of a mail (RFC 5322, MIME). Runs in the child process only: headers of mails have stopped many a parser."""

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

MOST_ATTACHMENTS = 50
PLAIN_SHARE = 0.1
"""A plain part with less than this share of the words of the page beside it is a stub ("see this mail in your browser")."""
_TAG = re.compile(
    r"<(?:style|script)\b.*?</(?:style|script)>|<[^>]{0,5000}>", re.DOTALL | re.IGNORECASE
)
_LISTED = ("list-id", "list-unsubscribe", "list-post")


def parts(data: bytes) -> dict[str, Any]:
    """Return the headers that a report has, the words (`plain` or `page`) and the names of what else the mail holds."""
    mail = message_from_bytes(data, policy=policy.default)
    plain, page = _body(mail, "plain"), _body(mail, "html")
    if page and len("".join(plain.split())) < PLAIN_SHARE * len(
        "".join(_TAG.sub(" ", page).split())
    ):
        plain = ""
    names, addresses = _senders(mail)
    return {
        "subject": _header(mail, "subject"),
        "names": names,
        "addresses": addresses,
        "date": _date(mail),
        "listed": any(mail.get(name) is not None for name in _LISTED),
        "plain": plain,
        "page": "" if plain else _without_quoted(page),
        "quoted_in_page": 0 if plain else _quoted(page),
        "attachments": _attachments(mail),
    }


def _body(mail: EmailMessage, kind: str) -> str:
    part = mail.get_body(preferencelist=(kind,))
    if part is None or part.is_multipart() or part.get_content_maintype() != "text":
        return ""
    raw = part.get_payload(decode=True)
    data = raw if isinstance(raw, bytes) else b""
    try:
        text = data.decode(part.get_content_charset("utf-8"), "replace")
    except (LookupError, ValueError):
        text = data.decode("utf-8", "replace")
    return _unflowed(text) if part.get_param("format") == "flowed" and kind == "plain" else text


def _unflowed(text: str) -> str:
    """Return a text whose soft line ends are blanks again (RFC 3676)."""
    lines: list[str] = []
    soft = False
    for line in text.splitlines():
        line = line[1:] if line.startswith(" ") else line
        joins = soft and not line.startswith(">")
        if joins:
            lines[-1] += line
        else:
            lines.append(line)
        soft = line.endswith(" ") and line != "-- " and not line.startswith(">")
    return "\n".join(lines)


def _senders(mail: EmailMessage) -> tuple[list[str], list[str]]:
    try:
        given = mail["from"].addresses if mail["from"] is not None else ()
        return [one.display_name for one in given], [one.addr_spec for one in given]
    except (AttributeError, IndexError, ValueError):
        return [], []


def _header(mail: EmailMessage, name: str) -> str:
    try:
        return str(mail.get(name) or "")
    except (AttributeError, IndexError, ValueError):
        return ""


def _date(mail: EmailMessage) -> str:
    """Return the date in UTC; one without a zone is in UTC (RFC 5322, 3.3: -0000)."""
    from datetime import UTC

    try:
        moment = mail["date"].datetime if mail["date"] is not None else None
        if moment is None:
            return ""
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return str(aware.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    except (AttributeError, IndexError, ValueError, OverflowError):
        return ""


def _attachments(mail: EmailMessage) -> list[str]:
    found = [
        f"{part.get_filename() or 'without a name'} ({part.get_content_type()})"
        for part in mail.iter_attachments()
    ]
    more = [f"{len(found) - MOST_ATTACHMENTS} more"] if len(found) > MOST_ATTACHMENTS else []
    return found[:MOST_ATTACHMENTS] + more


def _cited(page: str) -> "tuple[Any, list[Any]]":
    from lxml import html

    if not page.strip():
        return None, []
    tree = html.document_fromstring(
        page.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8")
    )
    found = tree.xpath(
        "//blockquote[@type='cite'] | //*[contains(concat(' ', normalize-space(@class), ' '), ' gmail_quote ')]"
    )
    return tree, list(found)


def _quoted(page: str) -> int:
    return len(_cited(page)[1])


def _without_quoted(page: str) -> str:
    """Return a page without the earlier mails it quotes; what follows such a quotation stays."""
    from lxml import html

    tree, found = _cited(page)
    if not found:
        return page
    for element in found:
        if element.getparent() is not None:
            element.drop_tree()
    return str(html.tostring(tree, encoding="unicode"))
