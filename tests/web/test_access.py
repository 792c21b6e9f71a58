"""Everybody can use it: axe finds nothing, nothing overlaps or is cut off, narrow screens need no sideways scrolling, targets are large enough."""

from functools import cache
from importlib.resources import files
from itertools import pairwise

import pytest

from sayso.web.pages import SCREENS

BOXES = """svg => [...svg.querySelectorAll("text")].filter(t => t.textContent.trim()).map(t => {
  const b = t.getBBox(), m = t.getCTM(); return {words: t.textContent.trim(), x: b.x, y: b.y, width: b.width, height: b.height}; })"""

TARGETS = """() => [...document.querySelectorAll("a, button, input:not([type=hidden]), select, summary, textarea")]
  .filter(e => e.getClientRects().length && getComputedStyle(e).visibility !== "hidden" && !e.classList.contains("skip"))
  .filter(e => e.closest("g.edge, a:has(g.edge), p, li:not(nav li), td, th, dd, blockquote, figcaption, .report, footer, legend, label") === null)
  .map(e => ({name: (e.textContent || e.name || e.id).trim().slice(0, 40), rect: e.getBoundingClientRect().toJSON()}))"""


@cache
def axe() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


def addresses(served):
    claim = next(iter(served.desk.evidence().claims))
    document = served.desk.evidence().claims[claim].document
    edge = served.desk.evidence().edges[0].id
    return [
        *SCREENS,
        f"claims?claim={claim}",
        f"c/{claim}",
        f"d/{document}",
        f"lineage?edge={edge}",
        "matrix?interested=no",
        "claims?speaker=nobody-of-this-name",
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_screen(browser, served, web, scheme):
    found = []
    with web.looking(browser, served, color_scheme=scheme, bypass_csp=True) as page:
        for address in addresses(served):
            page.goto(served.at(address))
            page.evaluate(axe())
            told = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
            found += [
                (address, one["id"], node["html"][:160], node["failureSummary"][:200])
                for one in told["violations"]
                for node in one["nodes"]
            ]
    assert found == []


def test_axe_would_find_a_fault(browser, served, web):
    with web.looking(browser, served, bypass_csp=True) as page:
        page.goto(served.at("overview"))
        page.evaluate(
            "document.querySelector('h1').insertAdjacentHTML('afterend', '<img src=\"/x\">')"
        )
        page.evaluate(axe())
        told = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        assert {one["id"] for one in told["violations"]} == {"image-alt"}


@pytest.mark.parametrize("width", [320, 390, 768, 1440])
def test_no_page_scrolls_sideways(browser, served, web, width):
    with web.looking(browser, served) as page:
        page.set_viewport_size({"width": width, "height": 800})
        for address in addresses(served):
            page.goto(served.at(address))
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, address


def test_labels_of_pictures_do_not_overlap_and_are_not_cut_off(page, served):
    pictures = 0
    for screen in ("overview", "lineage", "timeline", "map"):
        page.goto(served.at(screen))
        for svg in page.locator("main svg").all():
            pictures += 1
            view = svg.evaluate("s => [s.viewBox.baseVal.width, s.viewBox.baseVal.height]")
            boxes = svg.evaluate(BOXES)
            for n, one in enumerate(boxes):
                assert one["x"] >= -0.5, (screen, one)
                assert one["y"] >= -1, (screen, one)
                assert one["x"] + one["width"] <= view[0] + 0.5, (screen, one)
                assert one["y"] + one["height"] <= view[1] + 1, (screen, one)
                for other in boxes[n + 1 :]:
                    assert not _overlap(one, other), (screen, one, other)
    assert pictures >= 4


def _overlap(a, b):
    wide = min(a["x"] + a["width"], b["x"] + b["width"]) - max(a["x"], b["x"])
    high = min(a["y"] + a["height"], b["y"] + b["height"]) - max(a["y"], b["y"])
    return wide > 1 and high > 3


@pytest.mark.parametrize("width", [390, 1440])
def test_what_is_pressed_is_at_least_24_pixels_each_way(browser, served, web, width):
    with web.looking(browser, served) as page:
        page.set_viewport_size({"width": width, "height": 900})
        for address in addresses(served):
            page.goto(served.at(address))
            for one in page.evaluate(TARGETS):
                low = min(one["rect"]["width"], one["rect"]["height"])
                assert low >= 23.9, (address, one)


def test_an_edge_of_lineage_is_met_12_pixels_beside_its_line(page, served):
    page.goto(served.at("lineage"))
    told = page.evaluate("""() => [...document.querySelectorAll("svg a:has(g.edge)")].map(link => {
      const path = link.querySelector("path.reach"), end = path.getPointAtLength(path.getTotalLength() / 8);
      const at = end.matrixTransform(path.getScreenCTM()); scrollTo(0, at.y - 300 + scrollY);
      const now = end.matrixTransform(path.getScreenCTM());
      return [-10, 10].some(off => document.elementFromPoint(now.x, now.y + off)?.closest("a:has(g.edge)")); })""")
    assert len(told) >= 4
    assert all(told)


def test_every_picture_has_a_table_or_list_that_says_the_same(page, served):
    for screen, twin in (
        ("overview", "details table"),
        ("lineage", "main table"),
        ("timeline", "details table"),
    ):
        page.goto(served.at(screen))
        assert page.locator("main svg").count() > 0
        assert page.locator(f"{twin} tbody tr").count() > 0, screen


def test_the_page_is_walked_by_tab_in_the_order_it_is_read(page, served):
    page.goto(served.at("claims"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")
    seen = []
    for _ in range(12):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.getBoundingClientRect().top"))
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none"
    assert all(b >= a - 40 for a, b in pairwise(seen))
