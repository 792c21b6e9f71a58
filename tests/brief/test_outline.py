from dataclasses import replace

import pytest

from sayso.brief import About, Sentence, outline
from sayso.brief.sentence import say
from sayso.model import Effect, InvalidRecord, Relation, RelationKind, Step

HEADINGS = [
    "The question",
    "The judgement now",
    "Analytic confidence",
    "What moved it",
    "Who says what",
    "Contradictions",
    "What would change the judgement",
    "What was left out",
    "The priors",
    "Sources",
]


def texts(dossier, heading):
    section = next(s for s in outline(dossier).sections if s.heading == heading)
    return [sentence.text for sentence in section.everything()]


def everything(dossier):
    return [s for section in outline(dossier).sections for s in section.everything()]


def test_sections_come_in_the_order_of_a_reader(dossier):
    assert [section.heading for section in outline(dossier).sections] == HEADINGS


def test_every_sentence_about_the_world_cites_a_claim_of_the_dossier(dossier):
    sentences = everything(dossier)
    assert sum(s.about is About.WORLD for s in sentences) > 10
    for sentence in sentences:
        assert sentence.claims or sentence.about is About.DESK
        assert set(sentence.claims) <= set(dossier.claims)


def test_a_sentence_about_the_world_without_a_claim_is_refused():
    with pytest.raises(InvalidRecord, match="must cite a claim"):
        Sentence("They have left.")


def test_likelihood_and_confidence_never_share_a_sentence(build):
    with pytest.raises(InvalidRecord, match="must stand apart"):
        outline(build(confidence="With low confidence we say it is likely that they left."))


def test_the_words_of_others_may_mix_likelihood_and_confidence(story, build):
    dossier = build(question_text="Is a vote of confidence likely?")
    assert "confidence likely" in texts(dossier, "The question")[0]


def test_a_reason_that_quotes_a_report_cannot_stop_a_brief(dossier):
    hostile = "it says: likely, with confidence, calibrated"
    steps = tuple(replace(step, reason=hostile) for step in dossier.judgement.steps)
    bearings = tuple(replace(bearing, reason=hostile) for bearing in dossier.judgement.bearings)
    judgement = replace(dossier.judgement, steps=steps, bearings=bearings)
    assert any(
        hostile in text for text in texts(replace(dossier, judgement=judgement), HEADINGS[3])
    )


def test_confidence_is_a_sentence_of_its_own(dossier):
    assert texts(dossier, "Analytic confidence")[0] == (
        "Analytic confidence in this judgement is low."
    )
    assert not any("onfidence" in text for text in texts(dossier, "The judgement now"))


def test_the_leading_answer_has_its_word_its_number_and_its_past(dossier):
    first, second, *_ = texts(dossier, "The judgement now")
    assert first == "It is likely (63 %) that the battalion has been withdrawn."
    assert second.startswith("A week earlier, on 24 January 2031, it was 45 %;")


def test_a_judgement_that_no_claim_moved_says_so(dossier):
    bare = replace(dossier, judgement=replace(dossier.judgement, steps=()))
    assert texts(bare, "The judgement now")[0].endswith("; no claim moved it.")
    assert "No claim has moved" in texts(bare, "What moved it")[0]


def test_moves_come_by_size_with_direction_and_number(dossier):
    first, second, *others = texts(dossier, "What moved it")
    assert "Petro Hai" in first
    assert "strongly up, by a factor of 4.06 (log-odds +1.40)" in first
    assert "Lena Voss" in second
    assert [text.partition(",")[0] for text in others] == [
        "The silence of sources that usually report",
        "The passing of time",
    ]


def test_all_steps_of_a_claim_are_one_move(dossier):
    judgement = dossier.judgement
    step = next(step for step in judgement.steps if step.claim)
    halves = (_scaled(step, 0.5), _scaled(step, 0.5))
    others = tuple(other for other in judgement.steps if other is not step)
    split = replace(dossier, judgement=replace(judgement, steps=(*halves, *others)))
    assert texts(split, "What moved it") == texts(dossier, "What moved it")


def _scaled(step: Step, factor: float) -> Step:
    return replace(step, log_odds=tuple(value * factor for value in step.log_odds))


def test_what_a_bound_takes_back_of_a_claim_is_taken_from_its_move(dossier):
    judgement = dossier.judgement
    step = next(step for step in judgement.steps if step.claim)
    bound = replace(_scaled(step, -0.5), effect=Effect.BOUND, reason="a bound lets it weigh 50%")
    bounded = replace(dossier, judgement=replace(judgement, steps=(*judgement.steps, bound)))
    hai = next(text for text in texts(bounded, "What moved it") if "Petro Hai" in text)
    assert "(log-odds +0.70); not seen in one sector; held back by a bound on influence." in hai


def test_confidence_keeps_its_reason(build):
    dossier = build(confidence="moderate: 3 independent witnesses, 1 first-hand")
    assert texts(dossier, "Analytic confidence")[0] == (
        "Analytic confidence in this judgement is moderate: 3 independent witnesses, 1 first-hand."
    )


def test_witnesses_are_counted_against_claims_and_echoes_are_named(dossier):
    lines = texts(dossier, "Who says what")
    assert lines[0] == (
        "3 mouths make 3 separate statements in 4 claims of 3 reports; "
        "echoes that add no witness: 1 claim."
    )
    assert "Echoes of Petro Hai, no further witness: Evening Copy copies it." in lines
    assert "The desk holds Petro Hai to be served by “The battalion has been withdrawn”." in lines


def test_not_having_seen_is_not_told_as_absence(dossier):
    hai = next(t for t in texts(dossier, "Who says what") if t.startswith("Petro Hai"))
    assert hai.endswith("not seen, which is not the same as gone.")


def test_a_retracted_report_says_nothing(dossier):
    assert not any("gone home" in sentence.text for sentence in everything(dossier))
    assert "Retracted: Report d (Some Blog, 29 January 2031)." in texts(
        dossier, "What was left out"
    )


def test_a_contradiction_stands_side_by_side_with_the_deciding_slot(dossier):
    section = next(s for s in outline(dossier).sections if s.heading == "Contradictions")
    assert "polarity (whether it is so) decides" in section.sentences[1].text
    words = section.tables[0].rows[1]
    assert "not met" in words[1].text
    assert "fought" in words[2].text
    assert [row[3].text for row in section.tables[0].rows[2:]] == ["missing", "clashes, decides"]


def test_incomparable_claims_are_no_contradiction(dossier):
    relation = dossier.relations[0]
    apart = Relation(
        relation.left,
        relation.right,
        RelationKind.INCOMPARABLE,
        relation.deciding_slot,
        relation.table,
        "",
        0.5,
    )
    assert texts(replace(dossier, relations=(apart,)), "Contradictions") == [
        "No two standing claims contradict each other in 1 compared pair."
    ]


def test_the_biggest_influence_says_what_the_judgement_would_become(dossier):
    first = texts(dossier, "What would change the judgement")[0]
    assert first.startswith("Without Petro Hai (2 claims)")
    assert "63 % would become 30 %, “unlikely” instead of “likely”" in first
    assert first.endswith("and another answer would lead.")


def test_what_was_left_out_is_counted_with_its_reason(dossier):
    lines = texts(dossier, "What was left out")
    assert "Inputs refused: 1 (1 × not a text)." in lines
    assert "1 claim: it counts losses, not presence." in lines


def test_priors_are_called_priors_and_nothing_is_called_calibrated(dossier):
    assert "detection probability" in texts(dossier, "The priors")
    assert not any("calibrat" in sentence.text for sentence in everything(dossier))
    with pytest.raises(InvalidRecord, match="calibrated"):
        say("A calibrated number.", claims=("c-1",))


def test_a_dossier_that_lacks_a_named_claim_is_refused(dossier):
    some = dict(list(dossier.claims.items())[1:])
    with pytest.raises(InvalidRecord, match="lacks 1 claims"):
        replace(dossier, claims=some)


def test_a_bare_judgement_still_gives_a_brief(dossier):
    judgement = replace(
        dossier.judgement, steps=(), influences=(), bearings=(), witnesses=0, confidence=""
    )
    bare = replace(
        dossier,
        judgement=judgement,
        documents={},
        claims={},
        origins=(),
        edges=(),
        relations=(),
        refusals=(),
        sources={},
        parameters=(),
        retracted=frozenset(),
    )
    assert outline(bare).numbers() == {}
    assert all(sentence.about is About.DESK for sentence in everything(bare))
