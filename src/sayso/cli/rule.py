"""`sayso rule`: a person rules for which answer a claim speaks, and how strongly."""

from pathlib import Path

import click

from sayso.cli.desk_file import because_option, by_option, desk_option, now, opened, question_option


@click.command()
@click.argument("claim")
@click.argument("answer")
@click.argument("step", type=click.Choice(["++", "+", "0", "-", "--"]))
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
    """Rule that CLAIM (its id) speaks for ANSWER: ++ strongly, + somewhat, 0 neither, - against, -- strongly against.

    Write -- before a STEP that begins with a minus. The ruling is kept with its reason, replaces what Sayso made of the claim for this
    question, and is replaced by ruling again.
    """
    with opened(desk_path) as desk:
        question = desk.question(question_id)
        before = desk.judgement(question).current
        ruling = desk.map(question, claim, answer, step, made=now(), person=person, reason=reason)
        after = desk.judgement(question).current
    click.echo(f"{ruling.id}: {claim} counts as {step} for {answer} from now on")
    for name, p in after.items():
        click.echo(f"  {name:<14} {100 * before[name]:5.1f} % → {100 * p:5.1f} %")
