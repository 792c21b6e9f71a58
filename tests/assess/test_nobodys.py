"""What nobody in particular says of a story is one origin."""

import pytest
from tests.assess.test_bearings import QUESTION, Desk

from sayso.assess import bearings
from sayso.model import EntityKind, EvidenceBasis, Observation, Origin, Speaker

GONE = {"event": "RETREAT", "observation": Observation.ASSERTED_ABSENCE}


def heard(desk, origins=None):
    origins = origins or [Origin(c.speaker.name, (c.id,)) for c in desk.claims]
    return bearings(QUESTION, desk.claims, sources={}, origins=origins, documents=desk.documents)


def test_all_that_nobody_in_particular_says_is_of_one_origin():
    desk = Desk()
    desk.say("The Norlandic troops have left Ostrava", speaker=Speaker("Sources"), **GONE)
    desk.say("The Norlandic troops withdrew by night", speaker=Speaker("several media"), **GONE)
    reported = {"evidence_basis": EvidenceBasis.REPORTED}
    desk.say("The Norlandic troops are gone", speaker=Speaker("unknown"), **GONE, **reported)
    desk.say("The Norlandic troops have left", speaker=Speaker("Ana Brandt"), **GONE)
    found = heard(desk)
    assert all(b.bears for b in found)
    assert len({b.origin for b in found[:3]}) == 1
    assert found[3].origin != found[0].origin
    assert all(f"repeats {found[0].claim}" in b.reason for b in found[1:3])


def test_who_passes_on_a_named_persons_word_is_that_persons_origin():
    desk = Desk()
    desk.say("The Norlandic troops have left Ostrava", speaker=Speaker("Ana Brandt"), **GONE)
    desk.say("The Norlandic troops withdrew by night", speaker=Speaker("Sources"), **GONE)
    desk.say("The Norlandic troops are gone", speaker=Speaker("several media"), **GONE)
    one, two, three = (c.id for c in desk.claims)
    found = heard(desk, [Origin("Ana Brandt", (one, two)), Origin("several media", (three,))])
    assert found[0].origin == found[1].origin != found[2].origin


def test_an_outlet_that_passes_a_rumour_on_makes_no_origin_of_it():
    desk = Desk()
    paper = Speaker("The Kestrel", EntityKind.OUTLET)
    desk.say("The Norlandic troops have left Ostrava", speaker=Speaker("Sources"), **GONE)
    desk.say("The Norlandic troops withdrew by night", speaker=Speaker("users on X"), **GONE)
    desk.say("The Norlandic troops are gone", speaker=paper, **GONE)
    one, two, three = (c.id for c in desk.claims)
    found = heard(desk, [Origin("Sources", (one,)), Origin("users on X", (two, three))])
    assert len({b.origin for b in found}) == 1


@pytest.mark.parametrize(("speaker", "repeats"), [("Sources", True), ("Ana Brandt", False)])
def test_they_have_left_and_not_one_is_left_are_one_rumour(speaker, repeats):
    desk = Desk()
    absent = {"observation": Observation.ASSERTED_ABSENCE}
    first = desk.say("The Norlandic troops have left Ostrava", speaker=Speaker(speaker), **GONE)
    desk.say("Norlandic troops are not in Ostrava", speaker=Speaker(speaker), **absent)
    one, two = (c.id for c in desk.claims)
    found = heard(desk, [Origin(speaker, (one, two))])
    assert [b.bears for b in found] == [True, True]
    assert (f"repeats {first.id}" in found[1].reason) is repeats
    assert (found[1].state == found[0].state) is repeats
