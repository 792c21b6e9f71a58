"""A simulated story told as news: which report comes in which article, who copies it and how, and what lies between."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from sayso.worlds.news.article import Article, Line, Told
from sayso.worlds.news.cast import Cast, cast
from sayso.worlds.news.prose import Writer
from sayso.worlds.news.vocabulary import Vocabulary, one_of, vocabulary
from sayso.worlds.settings import NOMINAL, World
from sayso.worlds.story import drawn
from sayso.worlds.telling import Report, Teller

WRITTEN = replace(NOMINAL, witnesses=5, commentators=4, outlets=10, copies=0.8)
"""The world that written stories are drawn from: 40 days, 60 to 120 articles."""

FIRST_DAY = date(2031, 3, 1)
TOGETHER, NEAR, TWICE, BETWEEN = 0.25, 0.45, 0.4, 0.2
NOISE, UPDATED, TAKEN_BACK, PAGES = 0.15, 0.05, 0.02, 0.3


@dataclass(frozen=True)
class Written:
    """A story as news: its articles in order of publication, the cast, its tellers, its reports, and the hypothesis of each day (days,)."""

    articles: tuple[Article, ...]
    cast: Cast
    tellers: tuple[Teller, ...]
    reports: tuple[Report, ...]
    hypothesis: NDArray[np.int64]


@dataclass
class _Plan:
    """An article to be written: its reports, and the article it copies word for word, if any."""

    outlet: str
    published: int
    reports: list[Report]
    near: str = ""
    name: str = ""
    noise: bool = False
    lines: list[Line] = field(default_factory=list)


def written(world: World, seed: int, words: str) -> Written:
    """Draw a story and write it in a vocabulary; the same world, seed and vocabulary give the same articles."""
    course, tellers, reports = drawn(world, seed)
    random = np.random.default_rng([seed, 1])
    table = vocabulary(words)
    people = cast(table, tellers, random)
    desk = _Newsroom(
        table, people, Writer(table, people, random), random, {r.name: r for r in reports}
    )
    articles = desk.written(_plans(world, reports, list(people.outlets), random))
    return Written(tuple(articles), people, tuple(tellers), tuple(reports), course.hypothesis)


def _plans(
    world: World, reports: Sequence[Report], outlets: list[str], random: Generator
) -> list[_Plan]:
    """Return which outlet brings which reports on which day; a copy may be word for word."""
    by_name = {report.name: report for report in reports}
    homes: dict[str, str] = {}
    plans: list[_Plan] = []
    for report in sorted(reports, key=lambda r: (r.published, bool(r.first), r.name)):
        original = by_name.get(report.first)
        home = homes.setdefault((original or report).teller, one_of(random, outlets))
        outlet = report.teller if report.first else home
        if report.first and outlet == home:
            outlet = one_of(random, [other for other in outlets if other != home])
        same = original is not None and original.says == report.says
        if same and random.random() < NEAR:
            plans.append(_Plan(outlet, report.published, [report], near=report.first))
            continue
        open_ones = [
            p
            for p in plans[-8:]
            if (p.outlet, p.published) == (outlet, report.published) and not p.near
        ]
        if open_ones and random.random() < TOGETHER:
            open_ones[-1].reports.append(report)
        else:
            plans.append(_Plan(outlet, report.published, [report]))
    noise = [
        _Plan(one_of(random, outlets), int(random.integers(world.days)), [], noise=True)
        for _ in range(int(random.poisson(NOISE * len(plans))))
    ]
    ordered = sorted([*plans, *noise], key=lambda p: p.published)
    for number, plan in enumerate(ordered):
        plan.name = f"{number:03d}"
    return ordered


@dataclass
class _Newsroom:
    """Writes plans into articles, and knows which article brought which report first."""

    words: Vocabulary
    cast: Cast
    writer: Writer
    random: Generator
    by_report: dict[str, Report]
    first: dict[str, Article] = field(default_factory=dict)

    def written(self, plans: Sequence[_Plan]) -> list[Article]:
        """Return the articles, with what is updated and taken back later, in order of publication."""
        found: list[Article] = []
        last = _day(max(p.published for p in plans))
        for plan in plans:
            article = self._article(plan)
            found.append(article)
            for told in article.told:
                if told.report:
                    self.first.setdefault(told.report, article)
            found += [a for a in self._after(article, plan) if a.published <= last]
        return sorted(found, key=lambda a: (a.published, a.name))

    def _after(self, article: Article, plan: _Plan) -> Iterator[Article]:
        """Yield the update or the retraction of an article that has any."""
        original = bool(plan.reports) and not plan.near
        draw = self.random.random()
        notices = self.words.tables["notices"]
        if original and draw < TAKEN_BACK:
            stamp = {
                "title": article.title,
                "day": article.published.day,
                "month": f"{article.published:%B}",
            }
            yield Article(
                f"{article.name}r",
                article.outlet,
                notices["retraction_title"].format(**stamp),
                article.published + timedelta(days=1 + int(self.random.integers(2))),
                (Line(notices["retraction"].format(**stamp)),),
                article.name,
                "retracts",
            )
        elif original and draw < TAKEN_BACK + UPDATED:
            added = (Line(notices["updated"]), Line(self._background(plan)))
            yield Article(
                f"{article.name}u",
                article.outlet,
                notices["update"].format(title=article.title),
                article.published + timedelta(days=1),
                (*article.lines, *added),
                article.name,
                "updates",
            )

    def _article(self, plan: _Plan) -> Article:
        outlet, published = self.cast.outlets[plan.outlet], _day(plan.published)
        copied_from = next((r.first for r in plan.reports if r.first), "")
        source = self.first.get(copied_from)
        copied = source is not None and source.outlet != outlet
        report = plan.reports[0] if plan.reports else None
        credited = copied and report is not None and report.linked
        if plan.near and source is not None:
            lines, tie = self._copied(source, plan), "copies"
        else:
            lines, tie = self._own(plan, source if credited else None), "cites"
        if (
            credited
            and source is not None
            and (plan.near or not any(source.outlet in line.text for line in lines))
        ):
            lines.append(self._credit(source))
        title = self._title(plan)
        html = self.random.random() < PAGES
        name = source.name if copied and source else ""
        return Article(
            plan.name,
            outlet,
            title,
            published,
            tuple(lines),
            name,
            tie if copied else "",
            credited,
            html,
        )

    def _copied(self, source: Article, plan: _Plan) -> list[Line]:
        """Return the paragraphs of an article that bear a report, and its background, in another order or shortened."""
        report = plan.reports[0]
        kept = []
        for line in source.lines:
            ours = tuple(
                replace(t, report=report.name, first=report.first)
                for t in line.told
                if t.first == report.first
            )
            if ours or (not line.told and self.random.random() < 0.7):
                kept.append(Line(line.text, ours))
        return kept or [Line(self._background(plan))]

    def _own(self, plan: _Plan, source: Article | None) -> list[Line]:
        """Return an article's own paragraphs: each report once or twice, background and noise between."""
        lines: list[Line] = []
        named: set[str] = set()
        for report in plan.reports:
            relay = source.outlet if source and report.first else ""
            lines += self._told(report, _day(plan.published), relay, named)
        if self.random.random() < BETWEEN or plan.noise:
            lines += self._noise(1 + int(self.random.random() < BETWEEN))
        kind = "noise" if plan.noise else "plain"
        forms = self.random.permutation(self.words.words("background", kind))[
            : 1 + int(self.random.random() < TWICE)
        ]
        around = [Line(self.writer.filled(form, sector=self._village(plan))) for form in forms]
        return [*lines[:1], around[0], *lines[1:], *around[1:]]

    def _told(self, report: Report, published: date, relay: str, named: set[str]) -> Iterator[Line]:
        """Yield what a report says, and now and then again in other words."""
        # A copy's teller is the outlet: whose words they are is known of the report it goes back to.
        speaker = self.by_report[report.first or report.name].teller
        voice = self.cast.voices[speaker]
        day = _day(report.day)
        gold = Told(
            voice.name,
            None,
            (0, 0),
            (0, 0),
            "",
            report.name,
            report.first or report.name,
            report.says,
            self.cast.villages.get(report.sector, ""),
            report.firmness,
            day if report.dated else None,
        )
        for again in range(1 + int(self.random.random() < TWICE)):
            own = self.writer.content(report, published, day, own=True)
            reported = self.writer.content(report, published, day, own=False)
            later = voice.name in named
            yield self.writer.saying(
                voice, own, reported, gold, later=later, outlet="" if again else relay
            )
            named.add(voice.name)

    def _noise(self, count: int) -> Iterator[Line]:
        for _ in range(count):
            voice = one_of(self.random, list(self.cast.bystanders))
            form = one_of(self.random, self.words.sayings("noise"))
            gold = Told(voice.name, None, (0, 0), (0, 0), "")
            content, reported = self.writer.filled(form["we"]), self.writer.filled(form["they"])
            yield self.writer.saying(voice, content, reported, gold, later=False)

    def _background(self, plan: _Plan, kind: str = "plain") -> str:
        return self.writer.filled(
            one_of(self.random, self.words.words("background", kind)), sector=self._village(plan)
        )

    def _title(self, plan: _Plan) -> str:
        says = plan.reports[0].says if plan.reports else "noise"
        form = one_of(self.random, self.words.words("headlines", says))
        title = self.writer.filled(form, sector=self._village(plan))
        return title[0].upper() + title[1:]

    def _village(self, plan: _Plan) -> str:
        sector = next((r.sector for r in plan.reports if r.sector), "")
        return self.cast.villages.get(sector) or next(iter(self.cast.villages.values()))

    def _credit(self, source: Article) -> Line:
        kind = "lead" if self.random.random() < 0.5 else "tail"
        form = one_of(self.random, self.words.words("credits", kind))
        return Line(form.format(outlet=source.outlet, weekday=f"{source.published:%A}"))


def _day(number: int) -> date:
    return FIRST_DAY + timedelta(days=number)
