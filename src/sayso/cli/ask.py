"""`sayso ask`: a question with rival answers, and how they map to the states of its model."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli.desk_file import desk_option, opened
from sayso.model import Hypothesis, Question, UsageError
from sayso.wording import count_of

KINDS = ("presence", "event", "quantity", "responsibility", "status", "free")

if TYPE_CHECKING:
    from sayso.brief import Dossier
    from sayso.cli.show import Screen


@click.command()
@click.argument("text", required=False, default="")
@click.option(
    "--from", "story", type=click.Path(path_type=Path), help="A story.json, or the folder with one."
)
@click.option("--answer", "answers", multiple=True, help="A rival answer as ID=TEXT; two or more.")
@click.option("--actor", default="", help="Whom the question is about.")
@click.option("--place", default="", help="Where.")
@click.option("--measure", default="", help="What is counted (killed, casualties, protesters ...).")
@click.option(
    "--kind",
    type=click.Choice(KINDS),
    default=KINDS[0],
    show_default=True,
    help="The kind of question: where a force is, whether or by whom a thing was done, how many, what is the case.",
)
@desk_option
def ask(
    text: str,
    story: Path | None,
    answers: tuple[str, ...],
    actor: str,
    place: str,
    measure: str,
    kind: str,
    desk_path: Path,
) -> None:
    """Ask TEXT, or the question of a story.json, and print the judgement.

    Answers are free words; each is mapped to a state of the model (still fighting, regrouping, withdrawn),
    and the mapping is shown.
    """
    from sayso.cli.show import Screen
    from sayso.cli.views import show_judgement
    from sayso.story import Story, load_story

    if (story is None) == (not text):
        raise UsageError("ask either a question in words or one --from a story.json")
    asked = (
        load_story(story) if story else Story(_question(text, answers, actor, place, kind, measure))
    )
    screen = Screen()
    with opened(desk_path, create=True) as desk:
        question = desk.ask(asked.question, asked.sources)
        show_question(screen, question)
        if desk.has_reports():
            screen.heading("The judgement")
            dossier = desk.dossier(question)
            show_spoken_to(screen, dossier)
            show_judgement(screen, dossier)
        else:
            screen.line("No report is in this desk yet: sayso add FOLDER")


def show_spoken_to(screen: "Screen", dossier: "Dossier") -> None:
    """Print how many claims speak to each answer, and of one that none speaks to what can be done about it."""
    if dossier.question.kind in ("presence", "quantity"):
        return
    told = [b for b in dossier.judgement.bearings if b.bears]
    for hypothesis in dossier.question.hypotheses:
        count = sum(b.state == hypothesis.id for b in told)
        if count:
            screen.line(
                f"{hypothesis.id}: {count_of(count, 'claim')} of {len(dossier.claims)} {'speaks' if count == 1 else 'speak'} to it",
                2,
            )
        else:
            screen.line(
                f"{hypothesis.id}: no claim of {len(dossier.claims)} speaks to it; ask in the words that the reports use, or rule what a claim says (sayso rule)",
                2,
            )


def show_question(screen: "Screen", question: Question) -> None:
    """Print a question and what each answer was mapped to, so that a person can object."""
    screen.heading(question.text)
    screen.line(
        f"{question.id} · {question.kind} of {question.actor or 'anybody'} · {question.place}"
    )
    for hypothesis in question.hypotheses:
        screen.line(f"{hypothesis.id}: {hypothesis.text}  →  {_mapped(question, hypothesis)}", 2)


def _mapped(question: Question, hypothesis: Hypothesis) -> str:
    from sayso.assess import range_of

    if question.kind == "quantity":
        limits = range_of(hypothesis)
        return f"{limits[0]:,.0f} to {limits[1]:,.0f}" if limits else "no number: nothing moves it"
    return hypothesis.state or "no state of the model: claims that say the same move it"


def _question(
    text: str, answers: tuple[str, ...], actor: str, place: str, kind: str, measure: str
) -> Question:
    pairs = [answer.partition("=") for answer in answers]
    if len(pairs) < 2 or not all(found and words for _, found, words in pairs):
        given = ", ".join(answers) or "none"
        raise UsageError(f"a question needs two or more --answer ID=TEXT, got {given}")
    if len({name.strip() for name, _, _ in pairs}) < len(pairs):
        raise UsageError(f"the ids of the answers must differ, got {', '.join(answers)}")
    hypotheses = tuple(Hypothesis(name.strip(), words.strip()) for name, _, words in pairs)
    return Question(text, kind, hypotheses, actor=actor, place=place, measure=measure)
