"""Mails and newsletters (.eml): what the sender says in one mail is a report; the mails it answers and what is attached are not."""

import re
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from sayso.model import Document, InvalidRecord, Refusal, RefusalReason, When, canonical_text
from sayso.read.article import article
from sayso.read.decode import one_line, plain
from sayso.read.input import Head, Input, notice
from sayso.read.language import language
from sayso.read.report import require_text_size, without_headline
from sayso.read.unread import Unread
from sayso.wording import count_of

KIND = "message/rfc822"
_FIRST = re.compile(
    rb"(?:return-path|received|delivered-to|mime-version|message-id|from|date|subject|to|reply-to|dkim-signature|x-[\w-]{1,60}):",
    re.IGNORECASE,
)
_SURE = re.compile(
    rb"^(?:mime-version|message-id|received|return-path):", re.IGNORECASE | re.MULTILINE
)
_WROTE = re.compile(r"(?:on|am|le|el)\b.{0,300}\b(?:wrote|writes):", re.IGNORECASE | re.DOTALL)
_EARLIER = re.compile(r"-{3,}\s*Original Message\s*-{3,}", re.IGNORECASE)
WROTE_LINES, LEAD_CHARS = 3, 500


def sniff(head: Head) -> bool:
    """Return True for a mail, by its name, its media type or its first headers."""
    if head.named(".eml") or head.media_type == KIND:
        return True
    headers = head.data.replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    return bool(_FIRST.match(headers) and _SURE.search(headers))


def read(given: Input) -> Iterator[Document | Refusal]:
    """Yield the report of a mail, and a notice of what it quotes and of what is attached to it."""
    data = given.data(given.limits.file_bytes)
    try:
        yield from _mail(data, given)
    except Unread as why:
        yield why.refusal(given.location, sha256(data).hexdigest())


def _mail(data: bytes, given: Input) -> Iterator[Document | Refusal]:
    told = given.worker.ask("sayso.read.mail_parts:parts", {}, data)
    asides: list[str] = []
    if told["plain"].strip():
        text, quoted = own_words(canonical_text(plain(told["plain"])))
        links: tuple[tuple[int, int, str], ...] = ()
        if quoted:
            asides.append(
                f"{count_of(quoted, 'line')} of earlier mails are not the sender's words and were left out"
            )
    elif told["page"].strip():
        found = without_headline(article(plain(told["page"]), "", given.retrieved, given.worker))
        text, links = found.text, found.links
        if told["quoted_in_page"]:
            quotations = count_of(told["quoted_in_page"], "quotation")
            asides.append(f"{quotations} of earlier mails were left out")
    else:
        raise Unread(
            RefusalReason.EMPTY,
            "the mail has no text of its own (it may be encrypted, or only carry attachments); give the words as text",
            ", ".join(told["attachments"])[:500],
        )
    if not text.strip():
        raise Unread(RefusalReason.EMPTY, "the mail only quotes earlier ones; give those")
    require_text_size(text, given.limits)
    yield _report(told, text, links, given)
    if told["attachments"]:
        named = one_line(", ".join(told["attachments"]))
        asides.append(f"attached and not read: {named}; give them as files of their own")
    if asides:
        yield notice(given.location, "; ".join(asides))


def _report(
    told: dict[str, Any], text: str, links: tuple[tuple[int, int, str], ...], given: Input
) -> Document:
    senders = tuple(name for one in told["names"] if (name := one_line(one)))
    senders = senders or tuple(name for one in told["addresses"] if (name := one_line(one)))
    return Document(
        text=text,
        title=one_line(told["subject"]),
        # A newsletter's sender is a publication; anybody else who writes is a person.
        outlet=senders[0] if told["listed"] and senders else "",
        authors=() if told["listed"] else senders,
        published=_published(told["date"]),
        url=given.url,
        language=language(text),
        links=links,
        retrieved=given.retrieved,
        location=given.location,
    )


def _published(date: str) -> When:
    try:
        return When(date)
    except InvalidRecord:
        return When.unknown()


def own_words(text: str) -> tuple[str, int]:
    r"""Return a mail's text without the lines it quotes of earlier mails, and how many those are.

    >>> own_words("No, it left.\n\nOn Monday, Ana\n<ana@a.example> wrote:\n> Is it there?\n\nPetro")
    ('No, it left.\n\nPetro', 3)
    """
    lines, kept, was_quoted = text.split("\n"), list[str](), False
    for line in lines:
        if _EARLIER.fullmatch(line[:LEAD_CHARS].strip()):
            break
        quoted = line.startswith(">")
        if not quoted:
            kept.append(line)
        elif not was_quoted:
            _drop_lead(kept)
        was_quoted = quoted
    words = re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip("\n")
    said = sum(1 for line in kept if line.strip())
    return words, sum(1 for line in lines if line.strip()) - said


def _drop_lead(kept: list[str]) -> None:
    """Take back the line that introduces a quotation ("On Monday Ana wrote:"), which may be broken over some."""
    end = len(kept)
    while end and not kept[end - 1].strip():
        end -= 1
    for start in range(end - 1, max(-1, end - 1 - WROTE_LINES), -1):
        if len(kept[start]) > LEAD_CHARS:
            return
        if _WROTE.fullmatch(" ".join(kept[start:end]).strip()):
            del kept[start:]
            return
