"""Names inside phrases, and who a pronoun or a role is."""

import pytest

from sayso.attribute import RuleExtractor
from sayso.model import UNKNOWN_SPEAKER, Document
from sayso.resolve import speakers
from sayso.resolve.phrases import named
from sayso.text import SpacyParser

PARSER = SpacyParser()
PHRASES = [
    ("Colonel Darek Othman, the brigade’s commander", "Darek Othman"),
    ("union boss Rhona Tully", "Rhona Tully"),
    ("his lawyer, Agathe Mbeki", "Agathe Mbeki"),
    ("Captain Ailsa Munro of the Maid", "Ailsa Munro"),
    ("Prime Minister Jan de Vries", "Jan de Vries"),
    ("Tenant organizer Guadalupe Finch", "Guadalupe Finch"),
    ("Seismologist Kenji Aldana", "Kenji Aldana"),
    ("charity Lanterns Without Walls", "Lanterns Without Walls"),
    ("The 11th Border Brigade", "11th Border Brigade"),
    ("a spokesman for the 3rd Brigade", ""),
    ("Brandt’s spokesman", ""),
    ("Two officers who asked not to be named", ""),
]
STORIES = [
    (
        "Colonel Darek Othman visited Karmesh. The colonel said that the town was empty.",
        "Darek Othman",
    ),
    ("Ana Brandt met John Hai. She said that the town was empty.", "Ana Brandt"),
    (
        "The judge, Leopold Arnaud, heard Ana Brandt. He said that the town was empty.",
        "Leopold Arnaud",
    ),
    ("Bruno Keck left the court at noon.\n\nKeck said that the town was empty.", "Bruno Keck"),
    (
        "The Audit Chamber of Kestria met. The Audit Chamber said that the town was empty.",
        "Audit Chamber of Kestria",
    ),
    ("Two colonels met. The colonel said that the town was empty.", "colonel"),
    ("They said that the town was empty.", UNKNOWN_SPEAKER),
    ("Passenger Łukasz Żak waited.\n\nŻak said that the town was empty.", "Łukasz Żak"),
    ("Coralia Air lost a jet. The airline said that the town was empty.", "Coralia Air"),
    ("Taddeo, a friar, said it rained. The friar said that the town was empty.", "Taddeo"),
    ("The Geological Survey said that the town was empty.", "Geological Survey"),
]


@pytest.mark.parametrize(("phrase", "name"), PHRASES, ids=[p for p, _ in PHRASES])
def test_a_phrase_gives_the_name_without_what_is_said_of_its_bearer(phrase, name):
    assert named(phrase).name == name


@pytest.mark.parametrize(("text", "name"), STORIES, ids=[t for t, _ in STORIES])
def test_the_speaker_is_who_the_report_says(text, name):
    document = Document(text=text)
    parse = PARSER.parse(text)
    found = RuleExtractor().attributions(document, lambda: parse)
    heard = [speakers(document, parse, found)[a.id].name for a in found if "empty" in a.words]
    assert heard == [name]
