"""Ten days at Ostry: what three outlets publish, change and take back, and what a watcher must say of it."""

import importlib.util
from datetime import date, timedelta
from pathlib import Path

FIRST = date(2031, 5, 1)


def new_site():
    spec = importlib.util.spec_from_file_location("watch_site", Path(__file__).parent / "site.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.Site()


def day(number):
    return (FIRST + timedelta(number - 1)).isoformat()


def publish(site, number):
    """Put on the site what day `number` brings."""
    today = day(number)
    site.broken, site.slow, site.down = set(), set(), set()
    if number == 1:
        site.publish(
            "/a.xml",
            "/a/shelling",
            "Shelling at Ostry",
            "The Lenne Post",
            today,
            "Major Ilan Dorev, a spokesman for the 5th Brigade, said on Thursday: “We were shelled by Tarvian troops at Ostry this morning.”",
            "Tarvian troops entered Ostry in February and have fought for its eastern quarter since.",
        )
    if number == 2:
        site.publish(
            "/b.xml",
            "/b/shelling",
            "Tarvian guns hit Ostry",
            "Harbour Wire",
            today,
            "“We were shelled by Tarvian troops at Ostry this morning,” said Major Ilan Dorev, a spokesman for the 5th Brigade, according to The Lenne Post.",
            "Tarvian troops entered Ostry in February.",
        )
    if number == 3:
        site.publish(
            "/b.xml",
            "/b/harvest",
            "Record barley harvest expected",
            "Harbour Wire",
            today,
            "Farm minister Oda Lind said the barley harvest would be the largest in nine years.",
            "Prices at the exchange in Fennmark fell on Friday.",
        )
        site.publish(
            "/c.json",
            "/c/empty",
            "Weather",
            "Ostry Chronicle",
            today,
            "It rained in the hills above the valley all day and the river rose.",
        )
        site.broken = {"/c.json"}
    if number == 5:
        site.publish(
            "/a.xml",
            "/a/shelling",
            "Shelling at Ostry",
            "The Lenne Post",
            day(1),
            "Major Ilan Dorev, a spokesman for the 5th Brigade, said on Thursday: “We were shelled by Tarvian troops at Ostry this morning.”",
            "Tarvian troops entered Ostry in February and have fought for its eastern quarter ever since. A school was damaged.",
            listed=False,
        )
    if number == 6:
        site.publish(
            "/c.json",
            "/c/left",
            "Troops leave Ostry",
            "Ostry Chronicle",
            today,
            "Mayor Petro Hai said on Tuesday that the Tarvian troops had withdrawn from Ostry.",
            "The town has been fought over since February.",
        )
        site.publish(
            "/a.xml",
            "/a/withdrawn",
            "Army: Tarvians gone from Ostry",
            "The Lenne Post",
            today,
            "Colonel Ana Brandt, who commands the 5th Brigade, told reporters that Tarvian troops had withdrawn from Ostry on Tuesday.",
            "“My patrols have not met a single Tarvian soldier in Ostry since Monday,” Brandt said.",
        )
        site.slow = {"/b.xml"}
    if number == 7:
        site.slow = {"/b.xml"}
    if number == 8:
        site.publish(
            "/c.json",
            "/c/retraction",
            "Retraction: Troops leave Ostry",
            "Ostry Chronicle",
            today,
            "The Ostry Chronicle retracts its report “Troops leave Ostry” of 6 May. The interview with the mayor did not take place.",
        )
    if number == 9:
        site.publish(
            "/b.xml",
            "/b/denial",
            "Tarvia denies pullback",
            "Harbour Wire",
            today,
            "Tarvia's defence ministry said on Friday that Tarvian troops had not withdrawn from Ostry on Tuesday.",
            "A bridge over the Lenne was blown up on Thursday, the ministry said.",
        )
