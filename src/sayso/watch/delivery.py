"""Delivery: each alert to each channel once, and again next time where a channel did not take it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from sayso.desk import Desk
from sayso.model import Alert, Question, When
from sayso.watch.channels import Channel
from sayso.watch.told import Told, told

NEWS_DAYS = 7
"""What is older is no news: a channel that is new is not told the whole past."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """A channel that did not take its alerts, and why."""

    channel: str
    why: str
    alerts: int


def alerts_told(desk: Desk, alerts: Sequence[Alert], desk_url: str = "") -> tuple[Told, ...]:
    """Return alerts as their readers get them, in the order in which they were raised."""
    view = desk.evidence()
    asked = {q.id: q for q in desk.ledger.records(Question)}
    return tuple(
        told(one, asked[one.question], view.claims, view.documents, desk_url)
        for one in alerts
        if one.question in asked
    )


def deliver(
    desk: Desk, channels: Sequence[Channel], at: When, desk_url: str = ""
) -> tuple[Trouble, ...]:
    """Offer each channel what it has not taken yet, and return the channels that did not take it.

    What a channel took is recorded before the next is asked. Killed in between, an alert may be sent twice: its id tells.
    """
    troubles = []
    for channel in channels:
        waiting = [
            one
            for one in desk.ledger.records(Alert)
            if channel.name not in one.delivered
            and at.latest - one.at.earliest <= timedelta(days=NEWS_DAYS)
        ]
        if not waiting or not _ripe(channel, waiting, at):
            continue
        groups = [waiting] if channel.digest_hours else [[one] for one in waiting]
        for group in groups:
            why = channel.send(alerts_told(desk, group, desk_url), at)
            if why:
                troubles.append(Trouble(channel.name, why, len(waiting)))
                break
            desk.ledger.add(
                [replace(one, delivered=(*one.delivered, channel.name)) for one in group]
            )
    return tuple(troubles)


def _ripe(channel: Channel, waiting: Sequence[Alert], at: When) -> bool:
    """Return whether a digest is due: its oldest alert has waited as long as the channel gathers."""
    oldest = min(one.at.earliest for one in waiting)
    return at.latest - oldest >= timedelta(hours=channel.digest_hours)
