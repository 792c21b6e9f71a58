"""What feeds and sitemaps list, and that a list which is not sound gives nothing at all."""

import gzip
import json

import pytest

from sayso.model import Refusal, WatchedKind
from sayso.read import Offered
from sayso.watch.feed import entries

BASE = "https://news.example/feeds/all.xml"
RSS = '<?xml version="1.0"?><rss version="2.0"><channel><title>N</title>{}</channel></rss>'
ITEM = "<item><title>{0}</title><link>{1}</link><guid>{1}</guid></item>"
SITEMAP = (
    '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</urlset>'
)


def listed(text, kind=WatchedKind.FEED):
    data = text if isinstance(text, bytes) else text.encode()
    return entries(Offered(BASE, data, BASE), kind)


def test_rss_lists_absolute_addresses_in_its_order_and_each_once():
    items = [
        ("One", "https://news.example/1"),
        ("Two", "/2"),
        ("One again", "https://news.example/1#top"),
    ]
    found = listed(RSS.format("".join(ITEM.format(*row) for row in items)))
    assert [e.url for e in found] == ["https://news.example/1", "https://news.example/2"]


def test_a_mark_changes_with_the_title_and_only_then():
    one, same, other = (
        listed(RSS.format(ITEM.format(title, "https://news.example/1")))[0].mark
        for title in ("A", "A", "B")
    )
    assert one == same != other


def test_atom_with_a_base_of_its_own():
    text = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://other.example/x/"><title>T</title>'
        '<entry><title>A</title><id>u</id><link href="1"/><updated>2031-05-01T00:00:00Z</updated></entry></feed>'
    )
    assert [e.url for e in listed(text)] == ["https://other.example/x/1"]


def test_rdf_and_json_feed():
    rdf = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
        '<channel rdf:about="x"><title>R</title></channel><item rdf:about="https://a.example/4"><title>i</title>'
        "<link>https://a.example/4</link></item></rdf:RDF>"
    )
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "J",
        "items": [{"id": "1", "url": "/5"}],
    }
    assert [e.url for e in listed(rdf)] == ["https://a.example/4"]
    assert [e.url for e in listed(json.dumps(feed))] == ["https://news.example/5"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (RSS.format(ITEM.format("Half a ti", "https://a.example/1"))[:-40], "not well-formed"),
        (RSS.format(ITEM.format("Fish & chips", "https://a.example/1")), "not well-formed"),
        (
            '<!DOCTYPE rss [<!ENTITY a "aaaa">]>'
            + RSS.split("?>")[1].format(ITEM.format("&a;", "/1")),
            "entities",
        ),
        ('{"version": "https://jsonfeed.org/version/1.1", "items": [{"url"', "line 1"),
        ('{"a": 1}', ""),
        ("<html><body>Sign in</body></html>", ""),
        ("", ""),
        ("plain words", "not well-formed"),
    ],
)
def test_what_is_not_sound_is_refused_whole(text, why):
    found = listed(text)
    assert isinstance(found, Refusal)
    assert why in found.explanation
    assert "nothing of it was taken" in found.explanation


def test_a_bomb_of_entities_is_refused_at_once():
    bomb = '<!DOCTYPE r [<!ENTITY a "x">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 50}">' for n in range(9)
    )
    assert isinstance(listed(f"{bomb}]><rss><channel><title>&j;</title></channel></rss>"), Refusal)


def test_sitemaps_packed_or_not_and_their_indexes():
    page = "<url><loc>https://news.example/a</loc><lastmod>2031-05-01</lastmod></url>"
    for data in (SITEMAP.format(page).encode(), gzip.compress(SITEMAP.format(page).encode())):
        (one,) = listed(data, WatchedKind.SITEMAP)
        assert (one.url, one.mark, one.is_list) == ("https://news.example/a", "2031-05-01", False)
    index = SITEMAP.replace("urlset", "sitemapindex").format(
        "<sitemap><loc>https://news.example/s1.xml</loc></sitemap>"
    )
    assert [e.is_list for e in listed(index, WatchedKind.SITEMAP)] == [True]


def test_addresses_that_are_no_web_addresses_are_left_out():
    text = RSS.format(
        "".join(ITEM.format("x", u) for u in ("javascript:alert(1)", "file:///etc/passwd", "/ok"))
    )
    assert [e.url for e in listed(text)] == ["https://news.example/ok"]
