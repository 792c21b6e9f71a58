import csv
import io
import itertools
import re
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt

from sayso.brief import claims_csv, html, markdown, outline
from sayso.brief.passage import entries

ALLOWED_TEXT = """
html head meta title style body header main section article h1 h2 h3 ul li p a bdi blockquote mark code strong
figure figcaption div svg g line text polyline circle path table caption thead tbody tr th td
"""


class Page(HTMLParser):
    """The tags, attributes, ids and links of a page, and the text of its marks."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.names, self.ids, self.links, self.marks = set(), set(), [], [], []
        self.inside_mark = False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.names.update(name for name, _ in attrs)
        found = dict(attrs)
        self.ids += [found["id"]] if "id" in found else []
        self.links += [found["href"]] if "href" in found else []
        self.inside_mark = tag == "mark"

    def handle_endtag(self, tag):
        self.inside_mark = False

    def handle_data(self, data):
        if self.inside_mark:
            self.marks.append(data)


def page_of(dossier):
    return html(outline(dossier), dossier)


def markdown_of(dossier):
    return markdown(outline(dossier), dossier)


def test_every_claim_cited_appears_once_with_its_passage(dossier):
    brief = outline(dossier)
    found = {entry.claim: entry for entry in entries(brief, dossier)}
    cited = {c for s in brief.sections for sentence in s.everything() for c in sentence.claims}
    assert set(found) == cited
    for claim, entry in found.items():
        exact = "".join(piece.text for piece in entry.pieces if piece.exact)
        assert exact == dossier.claims[claim].words
    numbers = [entry.number for entry in found.values()]
    assert numbers == list(range(1, len(cited) + 1))


def test_every_citation_of_the_page_leads_to_its_entry(dossier):
    page = Page(page_of(dossier))
    assert len(page.ids) == len(set(page.ids))
    inner = {link[1:] for link in page.links if link.startswith("#")}
    assert inner <= set(page.ids)
    assert [link for link in page.links if not link.startswith("#")] == [
        "https://harbour.example/a"
    ]
    words = [dossier.claims[claim].words for claim in outline(dossier).numbers()]
    assert page.marks == words


def test_a_page_asks_nothing_of_anybody_and_runs_nothing(hostile):
    text = page_of(hostile)
    page = Page(text)
    assert page.tags <= set(ALLOWED_TEXT.split())
    assert not {name for name in page.names if name.startswith("on")}
    assert not page.names & {"src", "srcset", "action", "formaction", "style"}
    assert not re.search(r"url\(|@import", text)
    assert "default-src 'none'" in text


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//evil", "http:"])
def test_only_web_addresses_become_links(story, build, address):
    story.report("a", "they have all left", "Harbour Post", "2031-01-24", url=address)
    words = "they have all left"
    story.claim("hai", "a", words, story.claims["hai"].speaker)
    page = Page(page_of(build(story)))
    assert all(link.startswith("#") for link in page.links)


def test_hostile_text_makes_no_markup_in_markdown(hostile):
    text = markdown_of(hostile)
    tokens = MarkdownIt("commonmark", {"html": True, "linkify": False}).enable("table").parse(text)
    kinds = {t.type for token in tokens for t in (token, *(token.children or ()))}
    assert not kinds & {"link_open", "image", "html_block", "html_inline", "code_inline", "fence"}
    assert "://evil" not in text
    assert "<" not in text


def test_hostile_text_breaks_no_table_of_markdown(hostile):
    for block in markdown_of(hostile).split("\n\n"):
        if block.startswith("|"):
            widths = {len(re.findall(r"(?<!\\)\|", line)) for line in block.splitlines()}
            assert len(widths) == 1


def test_a_text_that_reorders_is_shown_to_do_so(hostile):
    brief = outline(hostile)
    for text in (html(brief, hostile), markdown(brief, hostile), claims_csv(hostile)):
        assert "\u202e" not in text
        assert "U+202E" in text


def test_markdown_cites_in_order_of_first_use_and_marks_the_words(dossier):
    text = markdown_of(dossier)
    body, _, passages = text.partition("## Passages")
    cited = list(dict.fromkeys(re.findall(r"\[c(\d+)\]", body)))
    assert cited == [str(n) for n in range(1, len(cited) + 1)]
    assert re.findall(r"^\[c(\d+)\]", passages, re.MULTILINE) == cited
    assert "**we fought the Orvan battalion on Tuesday**" in passages


def test_the_chart_labels_every_answer_and_marks_the_claims_that_moved_it(dossier):
    drawing = re.search(r"<svg.*?</svg>", page_of(dossier), re.DOTALL)[0]
    assert drawing.count("<polyline") == 4
    assert "3: 63 % The battalion has been" in drawing
    assert re.findall(r'href="#c(\d+)"', drawing) == ["1", "2"]
    heights = sorted(float(y) for y in re.findall(r'<text x="[\d.]+" y="([\d.]+)">', drawing))
    assert all(b - a >= 16 for a, b in itertools.pairwise(heights))


def test_the_same_dossier_gives_the_same_bytes(build):
    one, two = build(), build()
    assert page_of(one) == page_of(two)
    assert markdown_of(one) == markdown_of(two)
    assert claims_csv(one) == claims_csv(two)


def test_csv_has_a_row_a_claim_in_order_of_publication(dossier):
    rows = list(csv.DictReader(io.StringIO(claims_csv(dossier))))
    assert len(rows) == len(dossier.claims)
    assert [row["published"] for row in rows] == sorted(row["published"] for row in rows)
    hai = rows[0]
    document = dossier.documents[hai["document"]]
    assert document.text[int(hai["start"]) : int(hai["end"])] == hai["words"]
    assert hai["origin"] == dossier.origins[0].id
    assert [row["quantities"] for row in rows if row["quantities"]] == [
        "casualties 3500 to 4500 about"
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", " =", "＝"])
def test_no_cell_of_the_csv_is_a_formula(story, build, start):
    words = f"{start}HYPERLINK(1)"
    story.report("a", words, words, "2031-01-24")
    story.claim("hai", "a", words, story.claims["hai"].speaker)
    rows = list(csv.DictReader(io.StringIO(claims_csv(build(story)))))
    row = next(row for row in rows if "HYPERLINK" in row["words"])
    assert row["words"] == f"'{words}"
    assert row["outlet"] == f"'{words}"
