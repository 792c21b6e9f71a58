"""The desk in a real browser: the way from the overview to the sentence, keys, what-if, review, adding; without a script, dark, on paper."""

import re

import pytest

from sayso.model import Claim, Decision, DecisionKind, Document
from sayso.web.pages import SCREENS

PATIENT_MS = 60_000


def expect(what):
    """Wait for what is to be seen; a busy machine may take its time."""
    from playwright.sync_api import expect as wait

    wait.set_options(timeout=PATIENT_MS)
    return wait(what)


def test_from_the_overview_to_what_changed_to_why_to_the_sentence(page, served):
    page.goto(served.at("overview"))
    expect(page.locator("h1")).to_contain_text("Tarvian troops")
    page.locator("section:has(#changed) a[href*='/c/']").first.click()
    words = page.locator(".report .content")
    expect(words.first).to_be_visible()
    claim = served.desk.ledger.get(Claim, re.search(r"/c/(c-\w+)", page.url)[1])
    assert "".join(words.all_inner_texts()) == "".join(span.quote for span in claim.content)
    page.locator("#passage a[href*='/d/']").first.click()
    expect(page.locator(f"#c-{claim.id}")).to_be_visible()
    page.go_back()
    page.go_back()
    expect(page.locator("#changed")).to_be_visible()


def test_a_dot_below_the_chart_leads_to_the_claims_of_its_day(page, served):
    page.goto(served.at("overview"))
    dot = page.locator("figure svg a:has(.markdot)").last
    day = re.search(r"said on (\S+)", dot.get_attribute("aria-label"))[1]
    dot.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/claims?**")
    assert f"said_from={day}" in page.url
    expect(page.locator("#list li").first).to_contain_text(f"said {day}")


def test_the_ledger_is_walked_by_keys_and_its_state_is_in_the_address(page, served):
    page.goto(served.at("claims?speaker=orvik"))
    rows = page.locator("#list a.row")
    page.keyboard.press("j")
    expect(rows.nth(0)).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(rows.nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    expect(rows.nth(1)).to_have_attribute("aria-current", "true")
    expect(rows.nth(1)).to_be_focused()
    name = rows.nth(1).get_attribute("data-claim")
    assert f"claim={name}" in page.url
    assert "speaker=orvik" in page.url
    expect(page.locator("#passage .content").first).to_be_in_viewport()
    page.go_back()
    expect(page.locator("#passage .content")).to_have_count(0)
    page.go_forward()
    expect(page.locator("#passage .content").first).to_be_visible()
    page.reload()
    expect(page.locator("#passage code", has_text=name)).to_be_visible()
    page.locator(f"#row-{name}").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/c/{name}")


def test_filters_are_combined_cleared_and_shared_by_their_address(page, served):
    page.goto(served.at("claims"))
    page.keyboard.press("/")
    expect(page.locator("#f-text")).to_be_focused()
    page.locator("#f-speaker").fill("orvik")
    page.locator("#f-hand").select_option("direct")
    page.locator("#filters button.main").click()
    page.wait_for_url("**speaker=orvik**")
    assert "hand=direct" in page.url
    found = page.locator("#list li").count()
    assert found > 0
    address = page.url
    page.goto(served.at("overview"))
    page.goto(address)
    assert page.locator("#list li").count() == found
    expect(page.locator("#f-speaker")).to_have_value("orvik")
    page.get_by_role("link", name="Clear").click()
    assert page.locator("#list li").count() > found


def test_keys_can_be_switched_off_and_are_listed(page, served):
    page.goto(served.at("claims"))
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.locator("#keys-on").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    expect(page.locator("#list a.row").first).not_to_be_focused()
    page.locator("#help").click()
    page.locator("#keys-on").check()


def test_the_stash_is_kept_over_pages(page, served):
    page.goto(served.at("claims?speaker=orvik"))
    page.locator("#list a.row").first.click()
    page.get_by_role("button", name="Stash").click()
    page.goto(served.at("claims?speaker=sorvath"))
    page.locator("#list a.row").first.click()
    expect(page.locator("#passage h2")).to_contain_text("Sorvath")
    page.keyboard.press("s")
    expect(page.locator("#stash")).to_have_text("Stash (2)")
    page.locator("#stash").click()
    expect(page.locator("#list li")).to_have_count(2)


def test_a_witness_is_left_out_and_the_result_follows(page, served):
    page.goto(served.at("matrix"))
    box = page.locator("input[name=without]").first
    box.focus()
    page.keyboard.press("Space")
    expect(page.locator("#result")).to_contain_text("supposed")
    expect(box).to_be_focused()
    assert "without=" in page.url
    shared = page.url
    told = page.locator("#result").inner_text()
    page.locator("input[name=interested]").check()
    expect(page.locator("#result caption")).to_contain_text("interested parties")
    page.goto(shared)
    assert page.locator("#result").inner_text() == told
    assert served.desk.ledger.records(Decision) == ()


def test_an_edge_opens_both_passages(page, served):
    page.goto(served.at("lineage"))
    edge = page.locator("svg a:has(.edge.dashed)").first
    edge.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**edge=**")
    marks = page.locator("#edge .pair").first.locator("mark")
    expect(marks).to_have_count(2)


def test_a_claim_is_rejected_the_judgement_follows_and_it_is_undone(own_page, own):
    page = own_page
    page.goto(own.at("claims?order=moves"))
    page.locator("#list a.row").first.click()
    expect(page.locator("#passage .content").first).to_be_visible()
    name = page.locator("#list a.row").first.get_attribute("data-claim")
    question = own.desk.question()
    before = own.desk.judgement(question).current
    page.keyboard.press("x")
    expect(page.locator("#passage")).to_contain_text("rejected")
    assert own.desk.judgement(question).current != before
    (decision,) = own.desk.ledger.records(Decision)
    assert decision.kind is DecisionKind.REJECT
    page.goto(own.at(f"c/{name}"))
    page.keyboard.press("u")
    expect(page.locator("#passage")).to_contain_text("(undone)")
    assert own.desk.judgement(question).current == before
    page.goto(own.at("review"))
    page.get_by_role("button", name="take up again").click()
    expect(page.locator("#list, table", has_text="reject")).to_be_visible()
    assert own.desk.judgement(question).current != before


def test_a_correction_holds_after_all_reports_are_read_again(own_page, own):
    page = own_page
    page.goto(own.at("claims?seen=sighting"))
    page.locator("#list a.row").first.click()
    expect(page.locator("#passage .content").first).to_be_visible()
    name = page.locator("#list a.row").first.get_attribute("data-claim")
    page.keyboard.press("c")
    expect(page.locator("#slot-speaker")).to_be_focused()
    page.locator("#slot-observation").select_option("none")
    page.locator("#slot-certainty").select_option("possible")
    page.locator("#person-correct").fill("Ada Moss")
    page.locator("#reason-correct").fill("read the passage")
    page.get_by_role("button", name="Correct", exact=True).click()
    expect(page.locator("#passage")).to_contain_text("corrected")
    kept = own.desk.ledger.records(Decision)
    assert {(d.field_name, d.value, d.person) for d in kept} == {
        ("observation", "none", "Ada Moss"),
        ("certainty", "possible", "Ada Moss"),
    }
    page.goto(own.at("review"))
    page.get_by_role("button", name="Read all reports again").click()
    reports = len(own.desk.ledger.records(Document))
    for _ in range(60):
        page.goto(own.at("review"))
        if page.get_by_text(f"Done: {reports} reports").count():
            break
        page.wait_for_timeout(500)
    else:
        pytest.fail("reading again did not end")
    view = own.desk.evidence()
    assert view.claims[name].observation.value == "none"
    assert view.claims[name].certainty.value == "possible"
    assert view.review.lost == ()
    assert own.desk.ledger.records(Decision) == kept


def test_the_queue_decides_for_all_like_one(own_page, own):
    page = own_page
    page.goto(own.at("review"))
    first = page.locator("#queue > li").first
    words = first.locator("blockquote").inner_text()
    first.get_by_label("all like it").first.check()
    first.get_by_role("button", name="Right").click()
    expect(page.locator("#queue > li").first.locator("blockquote")).not_to_have_text(words)
    kept = own.desk.ledger.records(Decision)
    assert len(kept) >= 1
    assert {d.kind for d in kept} == {DecisionKind.ACCEPT}


def test_a_text_is_pasted_and_its_claims_are_there(own_page, own):
    page = own_page
    page.goto(own.at("add"))
    page.locator("#text").fill(
        "Tarvian soldiers were seen near Korlavets on Monday, Mayor Odo Brandel said."
    )
    page.locator("#add-title").fill("Soldiers near Korlavets")
    page.locator("#add-outlet").fill("Valley Post")
    page.locator("#add-published").fill("2026-02-10")
    page.get_by_role("button", name="Add it").click()
    line = page.locator("#jobs li", has_text="Soldiers near Korlavets")
    expect(line).to_contain_text("read")
    expect(page.locator("#jobs h2").first).to_have_text("Done")
    line.get_by_role("link").click()
    expect(page.locator(".claims li", has_text="Odo Brandel").first).to_be_visible()


def test_files_are_added_and_a_refused_one_is_listed(own_page, own):
    page = own_page
    page.goto(own.at("add"))
    good = (
        b"Title: Bridge open\nPublished: 2026-02-11\n\nThe bridge is open, engineer Ina Falk said."
    )
    files = [
        {"name": "bridge.txt", "mimeType": "text/plain", "buffer": good},
        {"name": "nothing.txt", "mimeType": "text/plain", "buffer": b"  \n"},
    ]
    page.locator("#files").set_input_files(files)
    page.get_by_role("button", name="Add files").click()
    expect(page.locator("#jobs li", has_text="Bridge open")).to_contain_text("read")
    expect(page.locator("#jobs li", has_text="nothing.txt")).to_contain_text("refused")
    expect(page.locator("#jobs h2").first).to_have_text("Done")
    page.reload()
    expect(page.locator("h2#refused ~ .scroll")).to_contain_text("nothing.txt")


def test_a_question_is_asked_and_judged(own_page, own):
    page = own_page
    page.goto(own.at("add#ask"))
    page.locator("summary", has_text="A new question").click()
    page.locator("#ask-text").fill("Do Tarvian troops hold Korlavets?")
    page.locator("#ask-answers").fill(
        "fighting = They are still there and fight\nwithdrawn = They have been withdrawn for good"
    )
    page.locator("#ask-actor").fill("Tarvian troops")
    page.locator("#ask-place").fill("Korlavets")
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.locator("h1")).to_have_text("Do Tarvian troops hold Korlavets?")
    expect(page.locator(".answers li")).to_have_count(3)


@pytest.mark.parametrize("screen", SCREENS)
def test_every_screen_can_be_had_without_a_script(browser, served, web, screen):
    with web.looking(browser, served, java_script_enabled=False) as page:
        page.goto(served.at(screen))
        assert page.locator("h1").count() == 1
        assert page.watch.wrong == []
        if screen == "claims":
            page.locator("#list a.row").first.click()
            assert page.locator("#passage .content").count() > 0
        if screen == "matrix":
            page.locator("input[name=without]").first.check()
            page.get_by_role("button", name="Suppose").click()
            assert "supposed" in page.locator("#result").inner_text()


def test_dark_is_dark_and_paper_carries_no_buttons(page, served):
    page.emulate_media(color_scheme="dark")
    page.goto(served.at("overview"))
    paint = "getComputedStyle(document.body).backgroundColor"
    assert sum(map(int, re.findall(r"\d+", page.evaluate(paint))[:3])) < 150
    page.emulate_media(media="print", color_scheme="light")
    for screen in ("overview", "matrix", "contradictions"):
        page.goto(served.at(screen))
        assert page.locator("nav").first.is_hidden()
        assert page.locator("main button:visible").count() == 0
        assert page.locator("h1").is_visible()


def test_an_empty_desk_offers_the_example_story(browser, web, tmp_path):
    with web.serving(tmp_path / "new.sayso") as empty, web.looking(browser, empty) as page:
        page.goto(empty.at("overview"))
        expect(page.locator("h1")).to_have_text("An empty desk")
        page.get_by_role("button", name="Read the example story").click()
        expect(page.locator("#jobs h2").first).to_have_text("Done")
        page.goto(empty.at("overview"))
        expect(page.locator("h1")).to_contain_text("Tarvian troops")
        expect(page.locator(".answers li")).to_have_count(4)
        assert page.watch.wrong == []
