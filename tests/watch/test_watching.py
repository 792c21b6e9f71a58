"""Ten days at Ostry, watched: every report, change and retraction is met, and an alert rings at each planned change and at no other."""

import io
import json
import subprocess
import sys
from dataclasses import replace

import pytest

from sayso.desk import Desk
from sayso.ledger import open_ledger
from sayso.model import Alert, Document, Visit, Watched, When
from sayso.read import Offered, readings

PLANNED = {
    6: {"leader", "band"},
    8: {"leader", "band", "retraction"},
    9: {"band", "contradiction", "indicator"},
}
EVIDENCE = ("document", "claim", "edge", "origin", "relation", "entity")


def rows(ledger):
    """Return what the ledger holds of evidence, as it is exported."""
    return [line for line in ledger.export() if json.loads(line)["kind"] in EVIDENCE]


def watched(site, story, days, path, killed=()):
    """Watch all ten days, two rounds a day; return the rounds. On the days of `killed` the first round is killed at the third request."""
    days.prepare(path, site.url)
    rounds = {}
    for number in range(1, 11):
        story.publish(site, number)
        if number in killed:
            killed_round(site, days, path, f"{story.day(number)}T11:00:00Z")
        for hour in ("12", "18"):
            found = days.live(path, f"{story.day(number)}T{hour}:00:00Z")
            rounds.setdefault(number, []).append(found)
    return rounds


def killed_round(site, days, path, moment):
    child = subprocess.Popen([sys.executable, days.__file__, str(path), moment])
    try:
        site.wait_for(3)
    finally:
        child.kill()
        child.wait()


@pytest.fixture(scope="module")
def lived(tmp_path_factory, story, days):
    from_site = story.new_site()
    path = tmp_path_factory.mktemp("watch") / "ostry.sayso"
    rounds = watched(from_site, story, days, path)
    yield path, rounds, from_site
    from_site.close()


def alerts(rounds):
    return {
        number: {a.kind for found in several for a in found.alerts}
        for number, several in rounds.items()
        if any(found.alerts for found in several)
    }


def test_alerts_ring_at_the_planned_changes_and_at_no_other(lived):
    _, rounds, _ = lived
    assert alerts(rounds) == PLANNED


def test_no_alert_rings_twice(lived):
    path, rounds, _ = lived
    raised = [a for several in rounds.values() for found in several for a in found.alerts]
    told = [(a.kind, a.what, a.was, a.now) for a in raised]
    assert len(told) == len(set(told))
    with open_ledger(path, lambda: When("2031-06-01")) as ledger:
        assert {a.id for a in ledger.records(Alert)} == {a.id for a in raised}


def test_every_alert_names_claims_that_are_in_the_desk(lived):
    path, rounds, _ = lived
    with open_ledger(path, lambda: When("2031-06-01")) as ledger:
        known = {json.loads(line)["id"] for line in rows(ledger)}
    for several in rounds.values():
        for found in several:
            assert all(a.because and set(a.because) <= known for a in found.alerts)


def test_a_silent_change_of_an_article_is_a_new_version_of_it(lived):
    path, rounds, _ = lived
    (changed,) = [d for found in rounds[5] for d in found.new]
    with open_ledger(path, lambda: When("2031-06-01")) as ledger:
        before = ledger.get(Document, changed.version_of)
    assert before.url == changed.url
    assert "A school was damaged." in changed.text
    assert "A school was damaged." not in before.text


def test_a_torn_feed_and_a_slow_one_are_refused_and_read_when_they_are_well_again(lived):
    path, rounds, site = lived
    torn = [r for found in rounds[3] for r in found.refused]
    slow = [r for found in rounds[6] for r in found.refused]
    assert {r.location for r in torn} == {site.url + "/c.json"}
    assert {r.location for r in slow} == {site.url + "/b.xml"}
    assert [d.title for found in rounds[4] for d in found.new] == ["Weather"]
    with open_ledger(path, lambda: When("2031-06-01")) as ledger:
        assert all(v.failures == 0 and not v.trouble for v in ledger.records(Visit))


def test_what_has_not_changed_is_not_sent_again(lived):
    _, _, site = lived
    feeds = [headers for path, headers in site.asked if path == "/a.xml"]
    assert sum("If-None-Match" in headers for headers in feeds) >= len(feeds) - 3


def test_watching_ends_with_the_ledger_that_reading_all_at_once_gives(lived, tmp_path, days):
    path, _, site = lived
    with open_ledger(path, lambda: When("2031-06-01")) as ledger:
        kept = rows(ledger)
        versions = {d.id: d.version_of for d in ledger.records(Document)}
    pages = [(site.url + where, body) for where, body in site.history]
    found = []
    for url, body in pages:
        offered = Offered(url, body.encode(), url, "", "text/html", "utf-8")
        found += readings(
            [url],
            stdin=io.BytesIO(),
            retrieved=When("2031-06-01"),
            fetch=lambda _url, _limits, offered=offered: offered,
        )
    with open_ledger(tmp_path / "at-once.sayso", lambda: When("2031-06-01")) as ledger:
        list(Desk(ledger).add([replace(d, version_of=versions.get(d.id, "")) for d in found]))
        assert rows(ledger) == kept


def test_a_watcher_killed_in_the_middle_misses_nothing_and_tells_nothing_twice(
    lived, tmp_path, story, days
):
    path, rounds, _ = lived
    site = story.new_site()
    try:
        again = tmp_path / "killed.sayso"
        with_kills = watched(site, story, days, again, killed=(1, 6, 8))
        told = [
            (a.kind, a.what, a.was, a.now) for r in with_kills.values() for f in r for a in f.alerts
        ]
        plain = [
            (a.kind, a.what, a.was, a.now) for r in rounds.values() for f in r for a in f.alerts
        ]
        with open_ledger(again, lambda: When("2031-06-01")) as ledger:
            raised = [(a.kind, a.what, a.was, a.now) for a in ledger.records(Alert)]
            titles = sorted(d.title for d in ledger.records(Document))
            assert all(v.well.known for v in ledger.records(Visit))
            assert len(ledger.records(Watched)) == 3
    finally:
        site.close()
    assert set(told) <= set(raised)
    assert sorted(raised) == sorted(plain)
    with open_ledger(path, lambda: When("2031-06-01")) as ledger:
        assert titles == sorted(d.title for d in ledger.records(Document))
