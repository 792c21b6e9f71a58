"""Manners: robots.txt is kept to, hosts are not hurried, and a site that fails is left alone for a while."""

from itertools import pairwise

from sayso.model import Refusal, RefusalReason, Seen, Visit, Watched, WatchedKind, When
from sayso.read import Answer, Offered
from sayso.watch.due import gone_wrong, is_dead, to_reread
from sayso.watch.manners import Manners
from sayso.watch.visiting import Visiting

NOW = When("2031-05-01T12:00:00Z")


class Web:
    """Answers from a table, and notes what was asked and when."""

    def __init__(self, **answers):
        self.answers = {path.replace("_", "/", 1): one for path, one in answers.items()}
        self.seconds, self.asked = 0.0, []

    def ask(self, url, headers):
        path = url.removeprefix("https://a.example")
        self.asked.append((path, self.seconds, headers))
        found = self.answers.get(path, 404)
        if isinstance(found, int | Refusal):
            return Answer(found) if isinstance(found, int) else found
        return Answer(200, "OK", Offered(url, found.encode(), url))

    def wait(self, seconds):
        self.seconds += seconds

    def manners(self):
        return Manners(self.ask, lambda: self.seconds, self.wait)


def robots(text):
    web = Web(_page="x", _private="x")
    web.answers["/robots.txt"] = text
    return web


def test_what_robots_txt_closes_is_not_asked_for():
    web = robots("User-agent: *\nDisallow: /private")
    found = web.manners().get("https://a.example/private")
    assert isinstance(found, Refusal)
    assert "robots.txt" in found.explanation
    assert [path for path, *_ in web.asked] == ["/robots.txt"]


def test_a_rule_for_sayso_counts_above_that_for_all():
    web = robots("User-agent: *\nAllow: /\n\nUser-agent: Sayso\nDisallow: /")
    assert isinstance(web.manners().get("https://a.example/page"), Refusal)


def test_a_site_without_robots_txt_is_open_and_one_whose_server_fails_is_closed():
    assert isinstance(Web(_page="x").manners().get("https://a.example/page"), Answer)
    assert isinstance(robots(503).manners().get("https://a.example/page"), Refusal)


def test_robots_txt_is_asked_for_once_a_day():
    web = robots("")
    manners = web.manners()
    for _ in range(3):
        manners.get("https://a.example/page")
    web.wait(90_000)
    manners.get("https://a.example/page")
    assert [path for path, *_ in web.asked].count("/robots.txt") == 2


def test_a_host_is_not_hurried_and_its_own_delay_is_kept_within_reason():
    for text, pace in (
        ("", 2.0),
        ("User-agent: *\nCrawl-delay: 7", 7.0),
        ("User-agent: *\nCrawl-delay: 9999", 30.0),
    ):
        web = robots(text)
        manners = web.manners()
        for _ in range(3):
            manners.get("https://a.example/page")
        moments = [at for path, at, _ in web.asked if path == "/page"]
        assert [b - a for a, b in pairwise(moments)] == [pace, pace]


def test_each_failure_doubles_the_wait_up_to_a_day_and_the_server_may_ask_for_more():
    place = Watched("https://a.example/f", WatchedKind.FEED, 30)
    waits = [
        (gone_wrong(place, n, NOW).earliest - NOW.earliest).total_seconds() / 60
        for n in (1, 2, 3, 12)
    ]
    assert waits == [60, 120, 240, 24 * 60]
    asked = gone_wrong(place, 1, NOW, retry_seconds=7200)
    assert (asked.earliest - NOW.earliest).total_seconds() == 7200


def test_a_place_that_fails_three_times_is_dead_and_alive_after_one_good_visit():
    web = Web()
    place, visit = Watched("https://a.example/f", WatchedKind.FEED), None
    for _ in range(3):
        visiting = Visiting(place, visit, web.manners(), NOW)
        (refused,) = visiting.articles()
        assert "404" in refused.explanation
        visit = visiting.visit
    assert is_dead(visit)
    assert "404" in visit.trouble
    web.answers["/f"] = '<rss version="2.0"><channel><title>t</title></channel></rss>'
    visiting = Visiting(place, visit, web.manners(), NOW)
    assert list(visiting.articles()) == []
    assert not is_dead(visiting.visit)
    assert visiting.visit.well == NOW


def test_an_article_whose_server_fails_is_tried_again_and_one_that_is_gone_is_not():
    feed = '<rss version="2.0"><channel><title>t</title><item><title>x</title><link>https://a.example/1</link></item></channel></rss>'
    for status, tries in ((503, 2), (404, 1)):
        web = Web(_f=feed, _1=status)
        place, visit = Watched("https://a.example/f", WatchedKind.FEED), None
        for _ in range(2):
            visiting = Visiting(place, visit, web.manners(), NOW)
            list(visiting.articles())
            visit = visiting.visit
        assert [path for path, *_ in web.asked].count("/1") == tries


def test_the_older_an_article_the_rarer_it_is_read_again():
    def due(first, read):
        return to_reread(Seen("u", first=When(first), read=When(read)), NOW)

    assert not due("2031-05-01T06:00:00Z", "2031-05-01T07:00:00Z")
    assert due("2031-05-01T01:00:00Z", "2031-05-01T05:00:00Z")
    assert not due("2031-04-21T12:00:00Z", "2031-04-30T12:00:00Z")
    assert due("2031-04-21T12:00:00Z", "2031-04-28T12:00:00Z")
    assert not due("2031-03-01T12:00:00Z", "2031-03-02T12:00:00Z")


def test_a_refusal_of_the_address_check_is_what_the_visit_says():
    why = Refusal("https://a.example/f", RefusalReason.ADDRESS, "10.0.0.1 is not a public address")
    web = Web(_f=why)
    visiting = Visiting(
        Watched("https://a.example/f", WatchedKind.FEED), Visit("w", NOW), web.manners(), NOW
    )
    assert list(visiting.articles()) == [why]
    assert visiting.visit.trouble == why.explanation


def test_a_folder_gives_its_new_and_changed_files_once(tmp_path):
    (tmp_path / "a.txt").write_text(
        "The ferry left the harbour of Pell at dawn, the harbour master said."
    )
    place, visit = Watched(str(tmp_path), WatchedKind.FOLDER), None
    counts = []
    for change in (None, None, "b.txt", "a.txt"):
        if change:
            (tmp_path / change).write_text(
                f"Police said {change} was found in the harbour this morning."
            )
        visiting = Visiting(place, visit, None, NOW)
        counts.append(len(list(visiting.articles())))
        visit = visiting.visit
    assert counts == [1, 0, 1, 1]
