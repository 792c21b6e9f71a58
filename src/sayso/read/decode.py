"""From bytes to text: UTF-8, UTF-16 or UTF-32 by their marks, a declared charset, Windows-1252 where it makes sense.

A text that was damaged on its way is refused rather than read with wrong letters, because every quotation
of it would be wrong.
"""

import codecs
import re
import unicodedata

from sayso.model import RefusalReason, canonical_text
from sayso.read.unread import Unread
from sayso.text import load_lexicon

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UTF8_SEQUENCE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
_LINE_END = str.maketrans({"\x0b": "\n", "\x0c": "\n", "\x85": "\n"})
_SURROGATE = re.compile(r"[\ud800-\udfff]")
# Encodings of text alone: Python also knows some that take quadratic time or are none.
_CHARSETS = re.compile(
    r"(?:windows|cp|iso|latin|koi8|mac|gb|big5|euc|shift|sjis|tis)[\w.:-]*", re.IGNORECASE
)
STACKED_MARKS = 64
_HIGH_RUN = re.compile(rf"[^\x00-\u02ff]{{{STACKED_MARKS + 1},}}")
SHARE_OF_HIGH_BYTES = 0.2
BYTES_FOR_ONE_DAMAGED = 500
SHARE_OF_CONTROLS = 0.01


def decode(data: bytes, charset: str = "") -> str:
    r"""Return the text of data without its byte order mark; raises `Unread` (NOT_TEXT).

    `charset` is what a server or a page declares; it counts only when data carries no mark, is not valid
    UTF-8 and decodes by it without an error.

    >>> decode(b"\xff\xfeh\x00i\x00"), decode(b"caf\xe9 said so")
    ('hi', 'café said so')
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding)
    _refuse_binary(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _declared(data, charset) or _windows(data, error)


def decode_page(data: bytes, charset: str = "") -> str:
    """Return the text of a page; a rare broken byte becomes U+FFFD, as in a browser.

    Pages are pieced together by machines from many sources, and one broken byte in an advertisement says
    nothing of the article. Raises `Unread` (NOT_TEXT) otherwise as `decode` does.
    """
    try:
        return decode(data, charset)
    except Unread:
        if 0 in data:
            raise
        text = data.decode("utf-8", "replace")
        if text.count("\ufffd") * BYTES_FOR_ONE_DAMAGED > len(data):
            raise
        return text


def plain(text: str) -> str:
    r"""Return text with each control character made a space (or a line end) and each surrogate U+FFFD.

    The length never changes. Raises `Unread` (NOT_TEXT) when controls make up more than 1 % of the text.

    >>> plain("a\x1bb\x0cc\td")
    'a b\nc\td'
    """
    text = text.translate(_LINE_END)
    _refuse_stacked_marks(text)
    controls = sum(1 for _ in _CONTROL.finditer(text))
    if controls > max(2, len(text) * SHARE_OF_CONTROLS):
        raise Unread(
            RefusalReason.NOT_TEXT,
            f"{controls} of its {len(text)} characters are control characters; give it as plain text",
        )
    return _SURROGATE.sub("\ufffd", _CONTROL.sub(" ", text))


def one_line(text: str) -> str:
    """Return text on one line without control characters: for titles and names."""
    return canonical_text(" ".join(_SURROGATE.sub("\ufffd", _CONTROL.sub(" ", text)).split()))


def _refuse_stacked_marks(text: str) -> None:
    """Refuse a letter under a heap of accents: putting them in order takes quadratic time (UAX 15, D4)."""
    for run in _HIGH_RUN.finditer(text):
        stacked = 0
        for character in run.group():
            stacked = stacked + 1 if unicodedata.combining(character) else 0
            if stacked > STACKED_MARKS:
                raise Unread(
                    RefusalReason.HOSTILE,
                    f"more than {STACKED_MARKS} accents stand on one letter, which no language does; "
                    "give it as plain text",
                    f"at character {run.start()}",
                )


def _refuse_binary(data: bytes) -> None:
    for name, first in load_lexicon("sayso.read", "signatures.toml")["first_bytes"].items():
        if data.startswith(bytes.fromhex(first)):
            raise Unread(
                RefusalReason.NOT_TEXT,
                f"this is {name}, not text; give its words as text, Markdown or HTML",
                f"it begins with {data[:8].hex(' ')}",
            )
    at = data.find(0)
    if at >= 0:
        raise Unread(
            RefusalReason.NOT_TEXT,
            f"byte {at} is NUL, which no text has; give the words as text, Markdown or HTML",
            f"it begins with {data[:8].hex(' ')}",
        )


def _strictly(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unread(
            RefusalReason.NOT_TEXT,
            f"its byte order mark says {encoding} but byte {error.start} is not; save it as UTF-8",
            f"{error.reason} at byte {error.start}",
        ) from error
    if "\0" in text:
        raise Unread(RefusalReason.NOT_TEXT, "it holds NUL characters; save it as plain UTF-8 text")
    return text


def _declared(data: bytes, charset: str) -> str:
    if not _CHARSETS.fullmatch(charset):
        return ""
    try:
        return data.decode(charset)
    except (LookupError, ValueError):
        return ""


def _windows(data: bytes, error: UnicodeDecodeError) -> str:
    """Return data as Windows-1252 unless it looks like damaged UTF-8 or like no Western text."""
    high = sum(byte >= 0x80 for byte in data)
    in_sequences = sum(len(match.group()) for match in _UTF8_SEQUENCE.finditer(data))
    if in_sequences * 2 < high <= len(data) * SHARE_OF_HIGH_BYTES:
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:
            pass
    raise Unread(
        RefusalReason.NOT_TEXT,
        f"byte {error.start} is not UTF-8 and the whole is not Windows-1252 either; save it as UTF-8",
        f"{error.reason}: {data[error.start : error.start + 4].hex(' ')}",
    )
