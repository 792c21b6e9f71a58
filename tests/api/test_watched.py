"""What is watched and what was told, over the API."""

from sayso.model import Alert, Visit, Watched, WatchedKind, When

PLACE = Watched("https://harbourpost.example/feed.xml", WatchedKind.FEED)
NOON = When("2026-02-08T12:00:00Z")


def test_watched_places_come_with_their_last_visit_and_alerts_with_their_claims(own):
    claim = next(iter(own.desk.evidence().claims))
    alert = Alert(own.question, "leader", "Another answer leads", "a", "b", (claim,), NOON)
    visit = Visit(PLACE.id, NOON, failures=3, trouble="the server answered 503")
    own.desk.ledger.add([PLACE, visit, alert])
    (place,) = own.get("/watched").json()["items"]
    assert (place["location"], place["dead"], place["last_read"]) == (PLACE.location, True, None)
    (told,) = own.get("/alerts").json()["items"]
    assert (told["was"], told["now"]) == ("a", "b")
    (cause,) = told["because"]
    assert own.client.get(cause["self"]).json()["id"] == claim
    assert own.get("/alerts?as_of=2026-02-07").json()["items"] == []
