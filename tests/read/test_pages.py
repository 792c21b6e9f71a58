import hashlib
import time
from contextlib import suppress

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sayso.model import Document, Refusal, RefusalReason, When
from sayso.read import Limits, Page, PageWorker, extract_html
from sayso.read.prescan import prescan
from sayso.read.unread import Unread

STORY = (
    "The harbour master said on Monday that the ferry had left the quay before dawn and had not come back.",
    "A deckhand, who asked not to be named, told the Harbour Post that he had seen lights beyond the mole.",
    "“We have to wait,” said Petro Hai, who runs the coast guard. “It may be a lull of a few days.”",
    "The ministry counted eleven boats on the river last week; its spokeswoman gave no number for this one.",
)
MENU = "".join(f"<li><a href='/s{n}'>Section {n}</a></li>" for n in range(30))


def page(body="", head="", paragraphs=STORY):
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>Ferry missing | Harbour Post</title>{head}</head><body>"
        f"<header><nav><ul>{MENU}</ul></nav></header><main><article><h1>Ferry missing</h1>{body}{text}</article></main>"
        "<aside><h2>Most read</h2><ul><li>Ten cakes to bake now</li></ul></aside>"
        "<footer>© Harbour Post. All rights reserved. Cookies.</footer><script>if (1<2) track('</p>');</script></body></html>"
    )


@pytest.fixture(scope="module")
def worker():
    with PageWorker() as shared:
        yield shared


def test_the_child_of_a_large_process_serves_many_pages():
    held = bytearray(450 * 1024 * 1024)
    held[::4096] = b"x" * len(range(0, len(held), 4096))
    with PageWorker() as worker:
        assert isinstance(extract_html(page(), worker=worker), Page)
        first = worker._child
        assert first is not None
        assert isinstance(extract_html(page(), worker=worker), Page)
        assert worker._child is first


HEAD = (
    "<meta property='og:site_name' content='Harbour Post'><meta name='author' content='Ana Brandt'>"
    "<link rel='canonical' href='https://harbour.example/ferry'>"
)


def test_a_page_gives_its_article_and_says_where_it_is_from(read, tmp_path):
    body = "<p>It was first reported by <a href='https://coast.example/1'>the <b>Coast</b> Herald</a>.</p>"
    data = page(
        body, HEAD + "<meta property='article:published_time' content='2031-05-03T10:30:00+02:00'>"
    )
    (tmp_path / "a.html").write_text(data, encoding="utf-8")
    (found,) = read(tmp_path)
    assert isinstance(found, Document), found
    for paragraph in STORY:
        assert paragraph in found.text
    for boilerplate in ("Section 7", "Cookies", "cakes", "track"):
        assert boilerplate not in found.text
    assert (found.title, found.outlet, found.authors) == (
        "Ferry missing",
        "Harbour Post",
        ("Ana Brandt",),
    )
    assert (found.published, found.url) == (
        When("2031-05-03T08:30:00Z"),
        "https://harbour.example/ferry",
    )
    assert [(found.text[a:b], target) for a, b, target in found.links] == [
        ("the Coast Herald", "https://coast.example/1")
    ]
    assert read(tmp_path) == [found]


@pytest.mark.parametrize(
    ("head", "body", "published"),
    [
        ("<meta name='date' content='2031-05-03T10:30:15Z'>", "", "2031-05-03T10:30:15Z"),
        ("<meta name='date' content='2031-05-03T10:30Z'>", "", "2031-05-03T10:30Z"),
        ("<meta name='date' content='2031-05-03T10:30:15'>", "", "2031-05-03"),
        ("<meta name='date' content='2031-05-03'>", "", "2031-05-03"),
        ("<script type='application/ld+json'>{\"@graph\":[{\"datePublished\":\"2031-05-03T10:30:00.123Z\"}]}</script>", "", "2031-05-03T10:30:00Z"),
        ("", "<time datetime='2031-05-03T09:00+00:00'>3 May</time>", "2031-05-03T09:00Z"),
        ("", "", ""),
        ("<meta name='date' content='2044-05-03'>", "", ""),
        ("<meta name='date' content='soon'>", "", ""),
    ],
)  # fmt: skip
def test_a_date_is_as_precise_as_the_page_gives_it(worker, head, body, published):
    found = extract_html(page(body, head), retrieved=When("2031-05-20"), worker=worker)
    assert found.published == published


def bomb(name):
    inner = "<p>" + "</p><p>".join(STORY) + "</p>"
    return {
        "nested tags": f"<html><body>{'<div>' * 100_000}{inner}",
        "attributes": f"<html><body><p {' '.join(f'a{n}=1' for n in range(20_000))}>{inner}",
        "one attribute": f"<html><body><p a='{'x' * 5_000_000}'>{inner}",
        "tags": f"<html><body>{'<br>' * 500_000}{inner}",
    }[name]


@pytest.mark.parametrize("name", ["nested tags", "attributes", "one attribute", "tags"])
def test_a_bomb_is_refused_quickly_and_the_rest_of_the_folder_is_read(read, tmp_path, name):
    (tmp_path / "a.html").write_text(bomb(name), encoding="utf-8")
    (tmp_path / "b.html").write_text(page(), encoding="utf-8")
    started = time.monotonic()
    refused, found = read(tmp_path)
    assert time.monotonic() - started < 10
    assert (refused.reason, found.title) == (RefusalReason.HOSTILE, "Ferry missing")
    assert refused.digest == hashlib.sha256(bomb(name).encode()).hexdigest()


def test_text_nested_deeper_than_parsers_look_is_found_or_refused_but_never_dropped(worker):
    limits = Limits(nesting=10_000)
    with PageWorker(limits) as deep:
        for depth, reader in ((300, worker), (900, worker), (5_000, deep)):
            found = extract_html(page("<div>" * depth), worker=reader)
            if isinstance(found, Refusal):
                assert found.reason is RefusalReason.TEXT_LOST
                assert f"nested {depth + 2} deep" in found.evidence
            else:
                assert all(paragraph in found.text for paragraph in STORY)
    assert isinstance(found, Refusal)


def test_a_page_with_words_but_no_article_is_refused(worker):
    found = extract_html(f"<html><body><nav><ul>{MENU}</ul></nav></body></html>", worker=worker)
    assert found.reason is RefusalReason.NO_ARTICLE
    found = extract_html("<html><body><script>x()</script></body></html>", worker=worker)
    assert found.reason is RefusalReason.EMPTY


@pytest.mark.parametrize(
    "cap", [{"page_seconds": 0.3}, {"page_seconds": 60.0, "page_cpu_seconds": 1}]
)
def test_a_page_that_takes_too_long_is_refused_and_the_next_one_read(cap):
    with PageWorker(Limits(page_tags=10**9, **cap)) as impatient:
        slow = page("".join(f"<p>{n} {STORY[0]}</p>" for n in range(30_000)))
        assert extract_html(slow, worker=impatient).reason is RefusalReason.TOO_SLOW
        impatient.limits = Limits()
        assert extract_html(page(), worker=impatient).title == "Ferry missing"


def test_a_page_that_needs_too_much_memory_is_refused():
    with PageWorker(Limits(page_memory_bytes=250 * 1024**2, page_tags=10**9)) as narrow:
        large = page("".join(f"<p><b>{n}</b><i>{n}</i></p>" for n in range(60_000)))
        found = extract_html(large, worker=narrow)
        assert found.reason is RefusalReason.TOO_LARGE, found


def test_what_becomes_of_a_page_does_not_hang_on_the_pages_before_it(worker):
    alone = extract_html(page(), worker=None)
    for other in (page(paragraphs=STORY[:1]), bomb("nested tags"), "<p>", page(head=HEAD)):
        extract_html(other, worker=worker)
        assert extract_html(page(), worker=worker) == alone


@pytest.mark.parametrize(
    "trick",
    ["<!--> {} -->", "<!-- a --!> {} <!-- -->", "<p title='a > b'>{}</p>", "<p a=\"'>{}</p>\">{}</p>", "<? x ?> {}", "</ x> {}", "<p>1 < 2 {}</p>", "<b/>{}"],
)  # fmt: skip
def test_the_linear_pass_sees_the_text_a_browser_shows(trick):
    word = "ferry" * 40
    shape = prescan(f"<html><body>{trick.replace('{}', word)}</body></html>", Limits())
    assert shape.visible_chars >= len(word)


@pytest.mark.parametrize("unit", ["<a <", "<a b='", '<a b="', "<!--", "</", "<!", "<?", "<script>", "&#", "<", "='\"", "<p a=b "])  # fmt: skip
def test_the_linear_pass_takes_linear_time(unit):
    def seconds(count):
        started = time.process_time()
        with suppress(Unread):
            prescan("<p>" + unit * count, Limits(page_tags=10**9, nesting=10**9))
        return time.process_time() - started

    assert seconds(400_000 // len(unit)) < 2


def test_a_page_is_known_by_its_content_whatever_its_name(read, tmp_path):
    (tmp_path / "a.txt").write_text(page(), encoding="utf-8")
    (tmp_path / "b.txt").write_text(page(), encoding="utf-16")
    (tmp_path / "c.txt").write_bytes(
        page("<p>The café.</p>", "<meta charset='windows-1252'>").encode("cp1252")
    )
    assert [found.title for found in read(tmp_path)] == ["Ferry missing"] * 3


FRAGMENTS = ["<p>", "</p>", "<a href='/x'>", "</a>", "<b", ">", "<div>", "</div>", "<table><tr><td>", "</table>", "<!--", "-->", "<script>", "</script>", "<li>", "<br>", "&eacute;", "&#27;", "&#xd800;", "e\u0301", "\u0301", "\x00", "\x85", "\ud800", STORY[0], STORY[1], " said. ", "<meta name='date' content='2031'>", "<svg>", "<title>", "<noscript>", "\u202e"]  # fmt: skip


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=30))
@example([">", "<script>", "</script>", "&#27;"])
@settings(deadline=None, max_examples=60)
def test_any_page_gives_an_article_with_sound_links_or_a_refusal(worker, fragments):
    found = extract_html(
        "<html><body>" + "".join(fragments), url="https://a.example/", worker=worker
    )
    if isinstance(found, Refusal):
        assert found.reason is not RefusalReason.FAILED, found
        return
    document = Document(text=found.text, title=found.title, links=found.links)
    for start, end, target in found.links:
        assert document.span(start, end).quote.strip() == document.text[start:end]
        assert target.startswith("https://a.example/")


@pytest.mark.parametrize("where", ["><script></script>{}", "<p title='{}'>x</p>", "<p>a{}b</p>", "<script>{}</script>", "<title>{}</title>", "<b a{}=1>"])  # fmt: skip
def test_a_control_character_a_page_names_hides_no_text(worker, where):
    for control in ("&#27;", "&#1;", "&#x1f;", "\x0b", "&#xfffe;"):
        found = extract_html(
            page(f"{where.replace('{}', control)}<p>{STORY[0]}</p>"), worker=worker
        )
        assert STORY[0] in found.text


def test_an_address_is_believed_only_on_its_own_host(worker):
    mine = extract_html(page(head=HEAD), url="https://harbour.example/x?y=1", worker=worker)
    other = extract_html(page(head=HEAD), url="https://evil.example/x", worker=worker)
    assert (mine.url, other.url) == ("https://harbour.example/ferry", "https://evil.example/x")


def test_the_headline_of_a_page_is_its_title_and_no_line_of_its_text(read, tmp_path):
    (tmp_path / "a.html").write_text(page(head=HEAD), encoding="utf-8")
    (document,) = read(tmp_path)
    assert document.title == "Ferry missing"
    assert not document.text.startswith("Ferry missing")
    assert document.text.startswith(STORY[0])
    for start, end, _ in document.links:
        assert document.text[start:end].strip()
