"""Add: paste a text, drop files, give addresses; what was read and what was refused; ask a question."""

from sayso.web.page import Asked, Page

KINDS = ("presence", "event", "quantity", "responsibility", "status", "free")


def page(asked: Asked) -> Page:
    """Return the forms, the addings so far, and every refusal of the desk."""
    jobs = asked.keeper.jobs.all[::-1]
    refusals = asked.snapshot.refusals
    rows = [
        {
            "location": one.location,
            "reason": one.reason.value,
            "explanation": one.explanation,
            "digest": one.digest,
        }
        for one in refusals
    ]
    values = {
        "jobs": jobs,
        "running": any(not job.done for job in jobs),
        "refusals": refusals,
        "kinds": KINDS,
        "questions": asked.snapshot.questions,
    }
    return Page("add.html.jinja", "Add", values, rows, rows)
