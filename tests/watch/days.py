"""A watcher over a site of loopback, day after day of a made-up calendar. As a program it lives one day and can be killed in it."""

import sys
from pathlib import Path

from sayso.desk import Desk
from sayso.ledger import open_ledger
from sayso.model import Hypothesis, Indicator, Question, Watched, WatchedKind, When
from sayso.read import Limits
from sayso.read.fetch import ask_url, own_network
from sayso.watch import Manners, Watcher

QUESTION = Question(
    "Are Tarvian troops still at Ostry, and are they fighting?",
    "presence",
    (
        Hypothesis("fighting", "Tarvian troops are fighting at Ostry."),
        Hypothesis("regrouping", "Tarvian troops are regrouping."),
        Hypothesis("withdrawn", "Tarvian troops have withdrawn from Ostry."),
    ),
    actor="Tarvian troops",
    place="Ostry",
)
FEEDS = ("/a.xml", "/b.xml", "/c.json")


def ask(url, headers):
    """Loopback is let through here, and here alone."""
    return ask_url(url, Limits(fetch_seconds=1.0), own_network(), headers=headers)


class Hours:
    """A clock of seconds that waiting moves on."""

    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now

    def wait(self, seconds):
        self.now += seconds


def prepare(path, url):
    with open_ledger(path, lambda: When("2031-05-01T00:00:00Z"), create=True) as ledger:
        Desk(ledger).ask(QUESTION)
        places = [Watched(url + feed, WatchedKind.FEED, 60) for feed in FEEDS]
        ledger.add([*places, Indicator("bridge", ("bridge", "blown"))])


def live(path, moment):
    """One round at a moment; return what it came to."""
    hours, now = Hours(), When(moment)
    with open_ledger(path, lambda: now) as ledger:
        watcher = Watcher(Desk(ledger), Manners(ask, hours, hours.wait), lambda: now)
        return watcher.round()


if __name__ == "__main__":
    live(Path(sys.argv[1]), sys.argv[2])
