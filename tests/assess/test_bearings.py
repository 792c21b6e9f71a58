from dataclasses import dataclass, field, replace

import pytest

from sayso.assess import actor, area, bearings, judge, map_hypotheses, parameters
from sayso.assess.bearing_model import FEATURES, bearing_model
from sayso.assess.mapping import ORDER
from sayso.model import (
    PRESENCES,
    Attribution,
    Certainty,
    Claim,
    Document,
    EntityKind,
    Grade,
    Hypothesis,
    Mention,
    Observation,
    Origin,
    OriginTie,
    Place,
    Polarity,
    Question,
    QuoteKind,
    Source,
    SourceKind,
    Speaker,
    Tense,
    TimeExpression,
    TimeType,
    When,
)
from sayso.rooms import Rooms

QUESTION = Question(
    "Have the Norlandic troops left Ostrava?",
    "presence",
    tuple(Hypothesis(s, s, s) for s in ("fighting", "regrouping", "withdrawn")),
    actor="Norlandic troops",
    place="Ostrava",
)
FIRST = When("2031-05-01")


@dataclass
class Desk:
    """Claims one by one, each in a report of its own."""

    claims: list = field(default_factory=list)
    documents: dict = field(default_factory=dict)
    sources: dict = field(default_factory=dict)

    def say(self, words, *, names=("Norlandic troops",), places=(), published=FIRST, **slots):
        report = "The report is about Norlandic troops in the Ostrava region."
        document = Document(text=f"{words}\n{report} {len(self.claims)}", published=published)
        self.documents[document.id] = document
        span = document.span(0, len(words))

        def mention(name):
            return Mention(span, EntityKind.GROUP, name)

        slots = {"speaker": Speaker("Ana Brandt"), "polarity": Polarity.POSITIVE} | slots
        slots = {"certainty": Certainty.CERTAIN, "tense": Tense.NON_FUTURE} | slots
        found = tuple(Place(self._at(document, words, name), name, **more) for name, more in places)
        attribution = Attribution((), (), (span,), QuoteKind.INDIRECT)
        actors = tuple(mention(name) for name in names)
        claim = Claim(attribution, actors=actors, places=found, **slots)
        self.claims.append(claim)
        return claim

    def _at(self, document, words, name):
        start = words.find(name)
        return (
            document.span(start, start + len(name)) if start >= 0 else document.span(0, len(words))
        )

    def bearings(self, origins=(), question=QUESTION, echoes=None, answers=None):
        return bearings(
            question,
            self.claims,
            sources=self.sources,
            origins=origins,
            documents=self.documents,
            echoes=echoes,
            answers=answers,
        )

    def only(self):
        (found,) = self.bearings()
        return found


@pytest.fixture
def desk():
    return Desk()


SEEN = {"observation": Observation.SIGHTING}
GONE = {"observation": Observation.ASSERTED_ABSENCE, "predicate": "withdraw", "event": "RETREAT"}


@pytest.mark.parametrize(
    "name",
    ["Norlandic troops", "the Norlandic soldiers", "troops", "them", "Norlandic", "their forces"],
)
def test_a_group_is_itself_by_many_names(desk, name):
    desk.say("They were seen", names=(name,), **SEEN)
    assert desk.only().bears


@pytest.mark.parametrize(
    "name",
    ["a Norlandic company", "Sudlandic troops", "the 80th Brigade", "the Norlandic minister"],
)
def test_another_actor_does_not_bear_and_the_reason_names_it(desk, name):
    desk.say("It was seen in town", names=(name,), **SEEN)
    found = desk.only()
    assert not found.bears
    assert name in found.reason


def test_who_withdraws_must_be_the_actor_not_whom_it_faces(desk):
    claim = desk.say("Our brigade withdrew", names=("the 80th Brigade",), **GONE)
    faced = replace(claim.actors[0], name="Norlandic troops")
    desk.claims = [replace(claim, recipients=(faced,))]
    assert "80th Brigade" in desk.only().reason


def test_another_place_does_not_bear_and_a_village_inside_is_a_sector(desk):
    inside = {"geonameid": 7, "lat": 1.0, "lon": 1.0, "admin1": "Ostrava Oblast", "precision": 1}
    outside = inside | {"admin1": "Velm"}
    desk.say("Seen there", places=[("Dolna", outside)], **SEEN)
    desk.say("Seen here", places=[("Horna", inside)], **SEEN)
    away, here = desk.bearings()
    assert not away.bears
    assert "Dolna" in away.reason
    assert here.bears
    assert here.sector == "Horna"


def test_our_section_is_another_section_for_each_speaker(desk):
    place = [("our section", {"sector": "our section"})]
    for name in ("Ana Brandt", "Petro Hai"):
        desk.say("Not seen", places=place, speaker=Speaker(name), **SEEN)
    first, second = desk.bearings()
    assert first.sector != second.sector


def test_gone_from_one_section_is_no_answer_to_the_whole_question(desk):
    desk.say("Gone from our section", places=[("ours", {"sector": "our section"})], **GONE)
    desk.say("They have withdrawn", **GONE)
    section, whole = desk.bearings()
    assert (section.state, section.observation) == ("", "asserted-absence")
    assert (whole.state, whole.observation) == ("withdrawn", "assertion")


def test_a_denied_withdrawal_is_a_denial(desk):
    presence = {"observation": Observation.ASSERTED_PRESENCE, "polarity": Polarity.NEGATIVE}
    desk.say("They have not withdrawn", **(GONE | presence))
    assert (desk.only().state, desk.only().observation) == ("withdrawn", "denial")


def test_destroyed_is_gone_and_not_an_attack(desk):
    desk.say("We destroyed them", **(GONE | {"predicate": "destroy", "event": "ASSAULT"}))
    assert (desk.only().state, desk.only().observation) == ("", "asserted-absence")


@pytest.mark.parametrize(
    ("slots", "reason"),
    [
        ({"tense": Tense.FUTURE}, "what may come"),
        ({"observation": Observation.NONE, "predicate": "wait", "event": ""}, "neither"),
        ({"polarity": Polarity.UNKNOWN, "certainty": Certainty.UNKNOWN}, "does not commit"),
        ({"published": When.unknown()}, "no date"),
    ],
)
def test_what_does_not_bear_says_why(desk, slots, reason):
    text = "They wait and see" if slots.get("predicate") == "wait" else "They have withdrawn"
    desk.say(text, **(GONE | slots))
    assert not desk.only().bears
    assert reason in desk.only().reason


@pytest.mark.parametrize(
    ("certainty", "strength"),
    [(Certainty.CERTAIN, 1.0), (Certainty.PROBABLE, 0.6), (Certainty.POSSIBLE, 0.3)],
)
def test_a_hedge_is_a_weight(desk, certainty, strength):
    desk.say("They may have withdrawn", **(GONE | {"certainty": certainty}))
    assert desk.only().strength == strength


def test_a_claim_speaks_of_its_own_days_and_never_of_days_after_its_report(desk):
    claim = desk.say("Seen days ago", published=When("2031-05-09"), **SEEN)
    span = claim.content[0]
    time = TimeExpression(span, TimeType.DATE, "2031-05", When("2031-05-04"), When("2031-05-30"), 4)
    desk.claims = [replace(claim, time=time)]
    found = desk.only()
    assert found.published - found.first_day == 5
    assert found.last_day == found.published


def test_an_interested_source_is_named_as_one(desk):
    desk.sources = {
        "Ana Brandt": Source("e", "Ana Brandt", SourceKind.COMMENTATOR, Grade.C, ("withdrawn",))
    }
    desk.say("They have withdrawn", **GONE)
    assert "serves the source's interest" in desk.only().reason
    assert desk.only().source == "Ana Brandt"


def test_five_rewrites_on_later_days_are_one_witness_and_move_nothing(desk):
    desk.say("They have withdrawn from the region", **GONE)
    alone = judged(desk)
    for n in range(5):
        desk.say(
            f"Brandt added that {n} they have pulled out",
            published=When(f"2031-05-0{n + 1}"),
            **(GONE | {"certainty": tuple(Certainty)[n % 3]}),
        )
    origin = Origin("Ana Brandt", tuple(claim.id for claim in desk.claims))
    copied = judged(desk, [origin])
    assert copied.current == pytest.approx(alone.current, abs=1e-12)
    assert copied.witnesses == alone.witnesses == 1


def judged(desk, origins=(), echoes=None):
    days = [When(f"2031-05-0{n}").day for n in range(1, 8)]
    found = desk.bearings(origins, echoes=echoes)
    return judge(QUESTION, found, desk.sources, days=days, as_of=When("2031-05-07"))


def test_a_question_of_another_kind_is_moved_by_who_says_or_denies_an_answer(desk):
    desk.say("They have withdrawn", **GONE)
    asked = replace(QUESTION, kind="responsibility")
    (found,) = desk.bearings(question=asked)
    assert not found.bears
    assert "neither says nor denies" in found.reason
    name = asked.hypotheses[0].id
    for denied, observation in ((False, "assertion"), (True, "denial")):
        (found,) = desk.bearings(
            question=asked, answers={found.claim: (name, denied, 0.8, "by the pair model")}
        )
        assert (found.bears, found.observation, found.state) == (True, observation, name)
        assert found.probability <= 0.8


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("They have withdrawn from the region", "withdrawn"),
        ("They pulled back to regroup", "regrouping"),
        ("It is a lull of a few days", "regrouping"),
        ("They are still fighting there", "fighting"),
        ("They have not withdrawn and go on attacking", "fighting"),
        ("None of this", ""),
    ],
)
def test_a_hypothesis_in_free_words_finds_its_state(text, state):
    asked = (Hypothesis("a", text), Hypothesis("b", "anything else", "withdrawn"))
    mapped = map_hypotheses(replace(QUESTION, hypotheses=asked))
    assert [h.state for h in mapped.hypotheses] == [state, "withdrawn"]


def test_every_state_of_the_model_has_words():
    assert set(ORDER) == {"fighting", "regrouping", "withdrawn"}


def test_every_number_has_a_name_of_its_own_a_unit_and_a_source():
    table = parameters()
    assert len({p.name for p in table}) == len(table) > 40
    assert all(p.unit and p.source for p in table)


def test_an_echo_weighs_what_it_says_again_whatever_it_seems_to_say(desk):
    first = desk.say("They have withdrawn from the region", **GONE)
    silent = desk.say("Nothing of the kind", observation=Observation.NONE)
    alone = judged(desk)
    other = {"speaker": Speaker("Lev Sund"), "published": When("2031-05-02")}
    told = [desk.say(f"They were seen {n}", **SEEN, **other) for n in range(3)]
    leads = dict(zip((c.id for c in told), (first.id, silent.id, ""), strict=True))
    found = {b.claim: b for b in desk.bearings(echoes=leads)}
    assert [found[c.id].bears for c in told] == [True, False, False]
    assert found[told[0].id].state == found[first.id].state == "withdrawn"
    assert judged(desk, echoes=leads).current == pytest.approx(alone.current, abs=1e-12)


def test_a_village_on_no_map_is_a_sector_where_reports_name_it_with_the_place(desk):
    desk.say("Seen near Dolna", places=[("Dolna", {})], **SEEN)
    desk.say("Seen again at Dolna", **SEEN)
    named, called = desk.bearings()
    assert named.sector == called.sector
    assert "Dolna" in called.reason


def test_a_map_that_knows_a_town_of_that_name_elsewhere_does_not_decide_for_a_front_on_no_map(desk):
    elsewhere = {"geonameid": 7, "lat": 1.0, "lon": 1.0, "admin1": "Velm", "precision": 1}
    for words in ("Dolna was shelled", "Dolna was shelled twice"):
        desk.say(words, places=[("Dolna", elsewhere)], **SEEN)
    assert all(b.bears for b in desk.bearings())


def test_the_units_of_the_actors_country_are_the_actor(desk):
    desk.say("soldiers of the Norlandics’ 6th Brigade withdrew", names=("6th Brigade",), **GONE)
    assert "one of Norlandic troops" in desk.only().reason
    assert desk.only().bears


def test_two_statements_of_one_speaker_that_each_name_their_day_are_two(desk):
    for day in ("2031-05-02", "2031-05-12"):
        claim = desk.say("They fired on our trench", published=When(day), **SEEN)
        span = claim.content[0]
        time = TimeExpression(span, TimeType.DATE, day, When(day), When(day), 1)
        desk.claims[-1] = replace(claim, time=time)
    origin = Origin("Ana Brandt", tuple(c.id for c in desk.claims))
    first, second = desk.bearings([origin])
    assert first.first_day != second.first_day


def test_other_words_days_later_that_only_the_speaker_ties_are_news(desk):
    desk.say("They fired on our trench near the mill", published=When("2031-05-02"), **SEEN)
    desk.say("We saw their drones above the bridge", published=When("2031-05-06"), **SEEN)
    a, b = (claim.id for claim in desk.claims)
    tied = Origin("Ana Brandt", (a, b), ties=(OriginTie(b, a, 1.0),))
    copied = Origin("Ana Brandt", (a, b), ties=(OriginTie(b, a, 1.0, edge="edge-1"),))
    assert desk.bearings([tied])[1].first_day != desk.bearings([tied])[0].first_day
    assert desk.bearings([copied])[1].first_day == desk.bearings([copied])[0].first_day


def shares(kind, share=0.97):
    rest = (1.0 - share) / (len(PRESENCES) - 1)
    return tuple(share if one == kind else rest for one in PRESENCES)


def read_as(desk, kind):
    (claim,) = desk.claims
    (found,) = bearings(
        QUESTION,
        desk.claims,
        sources={},
        origins=(),
        documents=desk.documents,
        kinds={claim.id: shares(kind)},
    )
    return found


def test_a_network_that_sees_no_evidence_outweighs_rules_that_hardly_do(desk):
    desk.say("They may return to town", names=("the others",), certainty=Certainty.POSSIBLE)
    found = read_as(desk, ("", ""))
    assert not found.bears
    assert found.reason


def test_what_words_do_not_tell_a_network_may(desk):
    desk.say("Their field kitchens smoke behind my barn every morning", names=("them",))
    assert not desk.only().bears
    found = read_as(desk, ("sighting", ""))
    assert found.bears
    assert found.observation == "sighting"
    assert "bearing model" in found.reason
    assert 0.5 <= found.probability <= 1.0


def test_the_bearing_model_has_a_weight_for_each_feature():
    model = bearing_model()
    assert model.bears.shape == (len(FEATURES) + 1,)
    assert model.kinds.shape == (len(PRESENCES) - 1,)
    assert model.pairs > 500


@pytest.mark.parametrize(
    ("name", "about"),
    [
        ("Norlandic Black Ridge Division", True),
        ("17th Norlandic Rifle Regiment", True),
        ("Norlandic 17th Shock Army", True),
        ("South Norlandic Division", False),
        ("Norlandic Red Cross", False),
        ("Selian Black Ridge Division", False),
    ],
)
def test_a_unit_named_after_a_people_is_that_peoples(name, about):
    desk = Desk()
    claim = desk.say(f"men of the {name} came into the village", names=(name,))
    text = desk.documents[claim.document].text
    assert (actor.speaks_of(claim, "Norlandic troops", text)[0] > 0) is about


def test_a_unit_is_no_part_of_the_place():
    desk = Desk()
    claim = desk.say(
        "we met men of the Black Ridge Division",
        places=(("Black Ridge Division", {"precision": 2}),),
    )
    assert area.sector(claim, "Ostrava") == ""


@pytest.fixture(scope="module")
def rooms():
    return Rooms()


def heard(rooms, text, *, actor, place="Ostry", outlet="Ostry Post"):
    """Return how the claims of a report bear on whether the actor is still at a place."""
    document = Document(text=text, outlet=outlet, published=FIRST)
    return bearings(
        replace(QUESTION, actor=actor, place=place),
        rooms.reading(document).claims,
        sources={},
        origins=(),
        documents={document.id: document},
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (
            "An earlier version of this report said that the Selian troops had withdrawn from Ostry.",
            "a correction says what was wrong",
        ),
        ("The council falsely claimed that the Selian troops had withdrawn from Ostry.", "false"),
        (
            "The Ostry Post could not confirm that the Selian troops had withdrawn from Ostry.",
            "could not be verified",
        ),
        (
            "The Ostry Post reported that the Selian troops had withdrawn from Ostry. That report was wrong and we withdraw it.",
            "taken back",
        ),
    ],
)
def test_what_its_report_does_not_hold_bears_on_nothing_and_says_why(rooms, text, why):
    found = heard(rooms, text, actor="Selian troops")
    assert found
    assert not any(b.bears for b in found)
    assert any(why in b.reason for b in found)


@pytest.mark.parametrize(
    ("text", "bears"),
    [
        ("Major Ira Holt said that the 21st Brigade had withdrawn from Ostry.", True),
        ("Major Ira Holt said that the 1st Brigade had withdrawn from Ostry.", False),
        ("Major Ira Holt said that the First Rifle Brigade had withdrawn from Ostry.", False),
        (
            "Major Ira Holt of the 1st Brigade said that the brigade had withdrawn from Ostry.",
            False,
        ),
        ("Major Ira Holt said that the 21st Regiment had withdrawn from Ostry.", False),
    ],
)
def test_another_numbered_unit_is_never_the_one_asked_for(rooms, text, bears):
    found = heard(rooms, text, actor="21st Brigade")
    assert any(b.bears for b in found) is bears


@pytest.mark.parametrize(("place", "bears"), [("Novy Ostry", True), ("Ostry", False)])
def test_a_place_is_not_its_namesake(rooms, place, bears):
    text = f"Major Ira Holt said that the Selian troops had withdrawn from {place}."
    found = heard(rooms, text, actor="Selian troops", place="Novy Ostry")
    assert any(b.bears for b in found) is bears


def test_no_doubt_in_a_claim_denies_nothing(rooms):
    text = (
        "There is no doubt that the Selian troops have withdrawn from Ostry, Major Ira Holt said."
    )
    (found,) = heard(rooms, text, actor="Selian troops")
    assert (found.observation, found.state) == ("assertion", "withdrawn") or (
        found.observation == "asserted-absence"
    )
