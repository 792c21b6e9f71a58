import io

import pytest

from sayso.model import Document, RefusalReason, When
from sayso.read import Limits, pdf
from sayso.read.paged import running
from sayso.testing import check_reader

pypdf = pytest.importorskip("pypdf")
TITLE = "Report on the ferry"
CSS = (
    "@page{size:A5;margin:2cm;@top-center{content:'Harbour Commission | Ferry'}"
    "@bottom-center{content:'Page ' counter(page) ' of ' counter(pages)}} "
    "p{hyphens:auto;text-align:justify}"
)
WITNESSES = (
    "Ana Brandt",
    "Petro Hai",
    "Rhona Tully",
    "Egil Brandvold",
    "Danel Orvik",
    "Lena Sorvath",
)
KNOWS = (
    "told the harbour commission that the well-known pilot had not been aboard that night",
    "remembered lights beyond the breakwater, although nobody else had mentioned any before",
    "counted eleven boats on the river, which the ministry's spokeswoman would neither confirm nor deny",
    "insisted that maintenance had been postponed repeatedly because replacement parts were unavailable",
    "described an extraordinary commotion near the administration building shortly after midnight",
)


def sentences(count):
    for n in range(count):
        yield f"{WITNESSES[n % 6]} {KNOWS[n % 5]}, on day {n} of the inquiry."


def written(body, title=TITLE):
    """A PDF as WeasyPrint makes it."""
    weasyprint = pytest.importorskip("weasyprint")
    page = (
        f"<html lang='en'><head><title>{title}</title>"
        "<meta name='dcterms.created' content='2031-05-03T10:00:00Z'>"
        f"<style>{CSS}</style></head><body>{body}</body></html>"
    )
    return weasyprint.HTML(string=page).write_pdf()


@pytest.fixture(scope="module")
def report():
    paragraphs = "".join(
        f"<p>{one} {two}</p>" for one, two in zip(*[sentences(60)] * 2, strict=True)
    )
    return written(f"<h1>{TITLE}</h1>{paragraphs}")


def drawn(*pages, **metadata):
    """A PDF of bare text operators, one string a page; "" for a page without words."""
    writer = pypdf.PdfWriter()
    font = pypdf.generic.DictionaryObject(
        {
            pypdf.generic.NameObject("/Type"): pypdf.generic.NameObject("/Font"),
            pypdf.generic.NameObject("/Subtype"): pypdf.generic.NameObject("/Type1"),
            pypdf.generic.NameObject("/BaseFont"): pypdf.generic.NameObject("/Helvetica"),
        }
    )
    for text in pages:
        page = writer.add_blank_page(595, 842)
        lines = "".join(f"({line}) Tj T* " for line in text.split("\n"))
        stream = pypdf.generic.DecodedStreamObject()
        stream.set_data(f"BT /F1 12 Tf 14 TL 50 800 Td {lines}ET".encode())
        page[pypdf.generic.NameObject("/Contents")] = writer._add_object(stream)
        fonts = pypdf.generic.DictionaryObject({pypdf.generic.NameObject("/F1"): font})
        page[pypdf.generic.NameObject("/Resources")] = pypdf.generic.DictionaryObject(
            {pypdf.generic.NameObject("/Font"): fonts}
        )
    if metadata:
        writer.add_metadata({f"/{name}": value for name, value in metadata.items()})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


WORDS = "The harbour master said on Monday that the ferry had left the quay before dawn."


def test_a_report_is_read_whole_without_heads_feet_and_broken_words(read, tmp_path, report):
    (tmp_path / "a.pdf").write_bytes(report)
    found, notice = read(tmp_path / "a.pdf")
    assert isinstance(found, Document), found
    running_text = " ".join(found.text.split())
    for sentence in sentences(60):
        assert sentence in running_text, sentence
    assert "Harbour Commission |" not in found.text
    assert "Page 2" not in found.text
    assert found.text.startswith(f"{TITLE}\n\n")
    assert found.title == TITLE
    assert len(found.pages) > 3
    heads_and_feet = 2 * len(found.pages)
    assert f"{heads_and_feet} running heads, feet and page numbers" in notice.explanation
    assert read(tmp_path / "a.pdf") == [found, notice]


def test_each_word_stands_on_the_page_it_was_printed_on(pull, report):
    (found,), *_ = pull(pdf, report, "a.pdf")
    printed = [
        " ".join(p.extract_text().split()) for p in pypdf.PdfReader(io.BytesIO(report)).pages
    ]
    for n in range(60):
        day = f"day {n} of"
        page = found.page_at(found.text.index(day)) if day in found.text else 0
        if day in printed[page - 1] and page:
            continue
        assert not page or not any(day in one for one in printed), (n, page)
    firsts = [found.text[at : at + 12] for at in found.pages]
    for number, first in enumerate(firsts[1:], 2):
        assert first.split()[-2] in printed[number - 1]


def test_the_day_of_the_file_is_its_date_only_where_it_gives_no_other_and_is_marked(pull):
    made = {"CreationDate": "D:20310503100000Z", "Title": "Microsoft Word - ferry.docx"}
    (found,), _, (notice,) = pull(pdf, drawn(WORDS, **made), "a.pdf")
    assert (found.published, found.title) == (When("2031-05-03"), "")
    assert "only the day its file was made" in notice.explanation
    (found,), _, notices = pull(pdf, drawn(f"Published: 2 May 2031\n{WORDS}", **made), "a.pdf")
    assert (found.published, notices) == (When("2031-05-02"), [])
    (found,), _, _ = pull(pdf, drawn(WORDS, CreationDate="D:20990503100000Z"), "a.pdf")
    assert not found.published.known
    (found,), _, _ = pull(pdf, drawn(WORDS, CreationDate="yesterday"), "a.pdf")
    assert not found.published.known


def test_a_page_without_words_is_told_and_a_scan_refused(pull):
    (found,), _, (notice,) = pull(pdf, drawn(WORDS, "", WORDS.replace("left", "reached")), "a.pdf")
    assert "1 of 3 pages hold no text" in notice.explanation
    assert "page 2" in notice.explanation
    assert [found.page_at(n) for n in (0, found.text.index("reached"))] == [1, 3]
    _, (refusal,), _ = pull(pdf, drawn("", ""), "a.pdf")
    assert refusal.reason is RefusalReason.EMPTY
    assert "scanned" in refusal.explanation


def test_encrypted_broken_and_over_large_files_are_refused(pull, report):
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(drawn(WORDS)))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    _, (refusal,), _ = pull(pdf, out.getvalue(), "a.pdf")
    assert (refusal.reason, "encrypted" in refusal.explanation) == (RefusalReason.UNREADABLE, True)
    for data in (b"%PDF-1.7\n", report[:3000], b"%PDF-1.7\n" + bytes(5000)):
        documents, refusals, _ = pull(pdf, data, "a.pdf")
        assert (documents, len(refusals)) == ([], 1)
    for limits in (
        Limits(text_chars=500),
        Limits(paged_pages=2),
        Limits(file_bytes=1000),
    ):
        _, (refusal,), _ = pull(pdf, report, "a.pdf", limits)
        assert refusal.reason is RefusalReason.TOO_LARGE


def test_a_page_that_takes_too_long_is_stopped(pull):
    endless = drawn("\n".join(["x"] * 300_000))
    _, (refusal,), _ = pull(pdf, endless, "a.pdf", Limits(page_seconds=1.0))
    assert refusal.reason is RefusalReason.TOO_SLOW
    assert "page 1" in refusal.explanation


@pytest.mark.parametrize(
    ("pages", "text"),
    [
        (["a well-\nknown ship, the well-known one"], "a well-known ship, the well-known one"),
        (["a har-\nbour"], "a harbour"),
        (["the Hai-\nBrandt pact"], "the Hai- Brandt pact"),
        (["the har\u00ad\nbour"], "the harbour"),
        (["the har-", "bour"], "the harbour"),
        (["1 boat\nleft", "2 boats\nleft"], "1 boat left 2 boats left"),
        (["It left.\n1", "It came.\n2"], "It left. It came."),
        (["12 were hurt\nhere", "11 were hurt\nthere"], "12 were hurt here 11 were hurt there"),
    ],
)
def test_lines_are_joined_and_only_page_numbers_go(pages, text):
    assert " ".join(running(pages).text.split()) == text


def test_heads_that_differ_left_and_right_go_and_words_that_repeat_inside_stay():
    pages = [
        f"{'Left' if n % 2 else 'Right'} head {n}\nIt rained on day x{n * 7}.\nAmen.\n{WITNESSES[n % 6]} {KNOWS[n % 5]}."
        for n in range(1, 9)
    ]
    found = running(pages)
    assert found.left_out == 8
    assert found.text.count("Amen.") == 8


def test_the_reader_keeps_its_contract():
    made = check_reader(pdf, drawn(WORDS, WORDS.replace("left", "reached")), "a.pdf")
    assert len(made) == 1
