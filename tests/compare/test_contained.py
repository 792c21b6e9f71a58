"""Answers that a claim contains: who speaks of himself, whom a pronoun means, which states exclude each other, and what nobody asserts."""

import pytest

from sayso.compare import answering
from sayso.compare.pair_network import Verdict
from sayso.model import Document, Hypothesis, Question, When
from sayso.rooms import Rooms

ROOMS = Rooms(pair_network=None, sentence_encoder=None)


class Silent:
    """Stands for a network that finds no pair to agree or to disagree."""

    def verdicts(self, pairs):
        return [Verdict(0.01, 0.01, 0.98) for _ in pairs]


def heard(text, asked, *, title="", actor="", **answers):
    """Return what the claims of a report say of the answers, each as (answer, denied)."""
    document = Document(text=text, title=title, outlet="The Courier", published=When("2026-03-02"))
    hypotheses = tuple(Hypothesis(name, words) for name, words in answers.items())
    found = answering(
        ROOMS.reading(document).claims,
        {name: ROOMS.sentence(words) for name, words in answers.items()},
        network=Silent(),
        encoder=None,
        parser=ROOMS.parser,
        documents={document.id: document},
        question=Question(asked, "free", hypotheses, actor=actor),
    )
    return {(one.answer, one.denied) for one in found.values()}


FERRY = {"sank": "the ferry Aldis sank", "not": "the ferry Aldis did not sink"}


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("A passenger ferry, the Aldis, sank off Holm on Monday, said Ana Lill.", "sank"),
        ("The ferry Aldis went down near Holm, Ana Lill said.", "sank"),
        ("The ferry Aldis has not sunk, Ana Lill said.", "not"),
    ],
)
def test_a_clause_with_all_words_of_an_answer_says_it(text, answer):
    assert heard(text, "Did the ferry Aldis sink?", **FERRY) == {(answer, False)}


@pytest.mark.parametrize(
    "text",
    [
        "The navy denied reports that the ferry Aldis had sunk off Holm.",
        "The navy rejected as invention the claim by Ana Lill that the ferry Aldis had sunk.",
        "“It is not true that the ferry Aldis sank,” said Ana Lill.",
    ],
)
def test_what_is_denied_never_counts_for_itself(text):
    found = heard(text, "Did the ferry Aldis sink?", **FERRY)
    assert ("sank", False) not in found
    assert ("not", True) not in found


def test_a_denial_of_reports_speaks_for_the_contrary():
    text = "The navy denied reports that the ferry Aldis had sunk off Holm."
    assert heard(text, "Did the ferry Aldis sink?", **FERRY) & {("sank", True), ("not", False)}


@pytest.mark.parametrize(
    "text",
    [
        "If the ferry Aldis sank, the owner must pay, Ana Lill said.",
        "The ferry Aldis will sink, Ana Lill said.",
        "“Did the ferry Aldis sink?” Ana Lill asked.",
        "“Everybody says that the ferry Aldis sank,” said Ana Lill.",
        "The ministry withdrew its statement that the ferry Aldis had sunk.",
        "“'The ferry Aldis sank.' Yes, of course,” Ana Lill said.",
    ],
)
def test_what_is_supposed_asked_heard_taken_back_or_mocked_says_no_answer(text):
    assert heard(text, "Did the ferry Aldis sink?", **FERRY) == set()


DAM = {"orland": "the Orland army blew up the dam", "vesta": "Vesta blew up the dam"}


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("“We blew the dam,” said Captain Per Holm of the Orland army.", "orland"),
        ("“Orland soldiers blew up the dam,” said Ana Lill.", "orland"),
        ("“Vestan saboteurs blew up the dam,” said Ana Lill.", "vesta"),
        ("“Vestan fishermen blew up the dam,” said Ana Lill.", None),
    ],
)
def test_who_speaks_of_we_means_his_body_and_people_of_a_body_are_that_body(text, answer):
    found = heard(text, "Who blew up the dam at Rill?", **DAM)
    assert found == ({(answer, False)} if answer else set())


def test_a_confession_names_the_one_who_speaks():
    answers = {"police": "a police officer shot Brandt", "gang": "the Moor gang shot Brandt"}
    text = "“I shot Brandt,” said Sergeant Dirk Hahn of the Selm police."
    assert heard(text, "Who shot Brandt?", **answers) == {("police", False)}
    text = "“A policeman shot Brandt,” said Ana Lill."
    assert heard(text, "Who shot Brandt?", **answers) == {("police", False)}
    text = "“Brandt shot a policeman,” said Ana Lill."
    assert heard(text, "Who shot Brandt?", **answers) == set()


EDITOR = {
    "held": "Ida Quent is alive and in custody",
    "free": "Ida Quent is alive and free",
    "dead": "Ida Quent is dead",
}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ida Quent had been killed, the ministry said.", {("dead", False)}),
        ("Ida Quent is in prison, the ministry said.", {("held", False)}),
        ("The family of Ida Quent denied reports that she was dead.", {("dead", True)}),
        ("The family waits for Ida Quent. “My sister is alive,” said Jon Quent.", {("dead", True)}),
        ("Police took Ida Quent away. “She is in custody,” said Simon Dray.", {("held", False)}),
        ("Ida Quent met Rosa Alm there. “She is in custody,” said Simon Dray.", set()),
    ],
)
def test_states_exclude_each_other_and_pronouns_mean_whom_the_report_named_last(text, found):
    assert heard(text, "What has become of Ida Quent?", actor="Ida Quent", **EDITOR) == found


def test_a_word_that_stands_elsewhere_in_the_clause_is_no_state():
    answers = {"office": "Quent is still in office", "dismissed": "Quent was dismissed"}
    text = "Quent is suing the board and wants her office back, the lawyer said."
    assert heard(text, "Is Quent still in office?", **answers) == set()
