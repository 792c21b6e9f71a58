from email.message import EmailMessage

import pytest
from tests.read.archives import STORY, page

from sayso.model import Document, RefusalReason, When
from sayso.read import Limits, mail
from sayso.testing import check_reader

NAME = "a.eml"
SAID = "The harbour master said on Monday that the ferry had left the quay.\n"


def written(text=SAID, page_text="", attached=(), **headers):
    made = EmailMessage()
    told = {
        "From": "Ana Brandt <ana@harbour.example>",
        "To": "desk@coast.example",
        "Subject": "Ferry – missing",
        "Date": "Sat, 03 May 2031 10:30:00 +0200",
        "Message-ID": "<1@harbour.example>",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    for name, value in told.items():
        if value:
            made[name] = value
    if text:
        made.set_content(text)
    if page_text and text:
        made.add_alternative(page_text, subtype="html")
    elif page_text:
        made.set_content(page_text, subtype="html")
    for name in attached:
        made.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename=name)
    return bytes(made)


def test_a_mail_is_a_report_of_its_sender(read, tmp_path):
    (tmp_path / NAME).write_bytes(written())
    (found,) = read(tmp_path / NAME)
    assert (found.title, found.authors, found.outlet) == ("Ferry – missing", ("Ana Brandt",), "")
    assert found.published == When("2031-05-03T08:30:00Z")
    assert found.text.strip() == SAID.strip()
    assert read("-", stdin=written())[0].title == "Ferry – missing"


def test_earlier_mails_are_not_the_senders_words_and_attachments_are_named(pull):
    text = f"{SAID}\nOn Monday, 2 May 2031, Petro Hai\n<petro@x.example> wrote:\n> The ferry sank.\n> Everybody died.\n\nMore soon.\n"
    (found,), _, (notice,) = pull(mail, written(text, attached=["list.pdf", "map.pdf"]), NAME)
    assert "sank" not in found.text
    assert "Petro" not in found.text
    assert "More soon." in found.text
    assert "4 lines of earlier mails" in notice.explanation
    assert "list.pdf (application/pdf), map.pdf (application/pdf)" in notice.explanation


def test_what_follows_an_original_message_is_an_earlier_mail(pull):
    text = f"{SAID}\n-----Original Message-----\nFrom: Petro Hai\nThe ferry sank.\n"
    (found,), _, (notice,) = pull(mail, written(text), NAME)
    assert "sank" not in found.text
    assert "3 lines" in notice.explanation


def test_a_mail_of_html_goes_through_the_page_reader(pull):
    earlier = "<blockquote type='cite'><p>The ferry sank, said Petro Hai on Sunday.</p></blockquote></body>"
    sent = page().decode().replace("</body>", earlier)
    (found,), _, (notice,) = pull(mail, written("", sent), NAME)
    assert STORY[0] in found.text
    assert "sank" not in found.text
    assert "1 quotation of earlier mails" in notice.explanation


def test_a_newsletter_is_an_outlet_and_its_stub_is_not_read_for_its_page(pull):
    stub = "See this mail in your browser."
    data = written(
        stub, page().decode(), From="Harbour Post <news@post.example>", List_Id="<n.post.example>"
    )
    (found,), *_ = pull(mail, data, NAME)
    assert (found.outlet, found.authors) == ("Harbour Post", ())
    assert STORY[1] in found.text


@pytest.mark.parametrize(
    ("date", "published"),
    [
        ("Sat, 03 May 2031 10:30:00 -0000", "2031-05-03T10:30:00Z"),
        ("yesterday", ""),
        ("", ""),
        ("Sat, 99 May 2031 10:30:00 +9999", ""),
    ],
)
def test_a_date_is_taken_as_it_is_given_or_not_at_all(pull, date, published):
    data = written().replace(b"Date: Sat, 03 May 2031 10:30:00 +0200", f"Date: {date}".encode())
    (found,), *_ = pull(mail, data, NAME)
    assert found.published == When(published)


@pytest.mark.parametrize(
    "headers",
    [
        b"From: =?utf-8?b?//8=?= <\r\n",
        b"From: " + b"(" * 5000 + b"\r\n",
        b"From: " + b"a," * 20_000 + b"\r\n",
        b'From: "\r\nSubject: =?x?q?=00?=\r\n',
        b"From: Group: a@b, c@d;\r\n",
        b"Content-Type: multipart/mixed; boundary\r\n",
        b"Content-Type: text/plain; charset=nonsense\r\n",
        b"Content-Transfer-Encoding: base64\r\n",
    ],
)
def test_headers_of_any_shape_give_a_report_or_a_refusal(pull, headers):
    data = headers + b"MIME-Version: 1.0\r\n\r\n" + SAID.encode()
    documents, refusals, _ = pull(mail, data, NAME, Limits(page_seconds=1.5))
    assert len(documents) + len(refusals) == 1


def test_a_mail_without_words_is_refused(pull):
    _, (refusal,), _ = pull(mail, written("", attached=["a.pdf"]), NAME)
    assert (refusal.reason, "a.pdf" in refusal.evidence) == (RefusalReason.EMPTY, True)
    _, (refusal,), _ = pull(mail, written("> The ferry sank.\n"), NAME)
    assert "only quotes earlier ones" in refusal.explanation


def test_many_quoted_lines_take_little_time(pull):
    text = "x " * 200 + "\n" + "> said\nno\n" * 20_000
    documents, _, _ = pull(mail, written(text + SAID), NAME)
    assert len(documents) == 1


def test_a_header_block_of_ours_is_no_mail(read):
    (found,) = read("-", stdin=b"Title: Ferry late\nPublished: 2031-05\n\nIt left.")
    assert isinstance(found, Document)
    assert found.title == "Ferry late"


def test_the_reader_keeps_its_contract():
    assert len(check_reader(mail, written(), NAME)) == 1
