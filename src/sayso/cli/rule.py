"""`sayso rule`: a person rules for which answer a claim speaks, and how strongly."""

from pathlib import Path

import click

from sayso.cli.desk_file import because_option, by_option, desk_option, now, opened, question_option

IN_WORDS = {
    "strongly-for": "++",
    "for": "+",
    "neither": "0",
    "against": "-",
    "strongly-against": "--",
}


@click.command()
@click.argument("claim")
@click.argument("answer")
@click.argument("step", type=click.Choice([*IN_WORDS, *IN_WORDS.values()]), metavar="STEP")
@because_option
@by_option
@question_option
@desk_option
def rule(
    claim: str,
    answer: str,
    step: str,
    reason: str,
    person: str,
    question_id: str,
    desk_path: Path,
) -> None:
    """Rule that CLAIM (its id) speaks for ANSWER as far as STEP says: strongly-for, for, neither, against or strongly-against.

    The steps are also written ++ + 0 - --. The ruling is kept with its reason, replaces what Sayso made of the claim for this
    question, and is replaced by ruling again: sayso rule c-3fe85798bfd8 withdrawn against --because "he spoke of another unit"
    """
    step = IN_WORDS.get(step, step)
    with opened(desk_path) as desk:
        question = desk.question(question_id)
        before = desk.judgement(question).current
        ruling = desk.map(question, claim, answer, step, made=now(), person=person, reason=reason)
        after = desk.judgement(question).current
    click.echo(f"{ruling.id}: {claim} counts as {step} for {answer} from now on")
    for name, p in after.items():
        click.echo(f"  {name:<14} {100 * before[name]:5.1f} % → {100 * p:5.1f} %")
