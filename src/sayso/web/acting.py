"""What a person does on a page: decisions, questions, letters, reports to add. Each is a form of our own that leads back where it stood."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypedDict
from urllib.parse import quote, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sayso.model import Hypothesis, Question, UsageError, When
from sayso.story import example_folder, load_story
from sayso.web.adding import pasted
from sayso.web.gate import Gate
from sayso.web.page import Asked

MOST_FORM_BYTES = 64 * 1024 * 1024
NO_REASON = "decided on the web desk"


@dataclass(frozen=True)
class Form:
    """A form as it was sent: its fields, and the files with it."""

    fields: Mapping[str, str]
    files: tuple[tuple[str, bytes], ...]

    def __getitem__(self, name: str) -> str:
        return self.fields.get(name, "").strip()

    @classmethod
    async def of(cls, given: FormData) -> "Form":
        """Read a form."""
        files = [
            (v.filename or "", await v.read())
            for _, v in given.multi_items()
            if isinstance(v, UploadFile)
        ]
        texts = {k: v for k, v in given.multi_items() if isinstance(v, str)}
        return cls(texts, tuple(one for one in files if one[0]))


class Acting:
    """Does what a form asks, dated by the clock, and leads back."""

    def __init__(
        self, asked: Callable[[Request], Asked], gate: Gate, clock: Callable[[], When]
    ) -> None:
        self._asked, self._gate, self._clock = asked, gate, clock

    async def act(self, request: Request) -> Response:
        """Do one thing; raises `UsageError` for a form that is not ours, or a thing there is none of."""
        length = request.headers.get("content-length", "")
        if not length.isdigit() or int(length) > MOST_FORM_BYTES:
            raise UsageError(
                f"a form may have {MOST_FORM_BYTES:,} bytes at most; add fewer files at a time"
            )
        async with request.form(max_files=1000, max_part_size=MOST_FORM_BYTES) as given:
            form = await Form.of(given)
        if not secrets.compare_digest(form["key"].encode(), self._gate.form_key.encode()):
            raise UsageError("this form is out of date; load the page again and repeat it")
        what = request.path_params["what"]
        if what not in ACTS:
            raise UsageError(f"{what!r} is nothing that can be done here")
        back = await run_in_threadpool(self._do, request, what, form)
        answer = RedirectResponse(_local(back), 303)
        if form["person"]:
            answer.set_cookie("sayso_person", quote(form["person"]), samesite="strict")
        return answer

    def _do(self, request: Request, what: str, form: Form) -> str:
        asked = self._asked(request)
        return ACTS[what](asked, form, self._clock) or form["back"] or asked.at("overview")


def _local(address: str) -> str:
    """Return an address if it leads to a page of ours, else the front page."""
    parts = urlsplit(address)
    ours = not parts.scheme and not parts.netloc and address.startswith("/") and "\\" not in address
    return address if ours and not address.startswith("//") else "/"


class Signed(TypedDict):
    """Who decides, when and why."""

    made: When
    person: str
    reason: str


def _who(form: Form, clock: Callable[[], When]) -> Signed:
    return {"made": clock(), "person": form["person"], "reason": form["reason"] or NO_REASON}


def _alike(asked: Asked, form: Form) -> list[str]:
    """Return the claim of a form, and with `alike` every claim of its origin and every one in the same words."""
    snapshot, name = asked.snapshot, form["claim"]
    if not form["alike"] or name not in snapshot.view.claims:
        return [name]
    words = _key(snapshot.view.claims[name].words)
    origin = snapshot.origin_of.get(name)
    same = [c.id for c in snapshot.rows.claims if _key(c.words) == words]
    return list(dict.fromkeys([name, *(origin.claims if origin else ()), *same]))


def _key(words: str) -> str:
    return " ".join(words.casefold().split())


Act = Callable[[Asked, Form, Callable[[], When]], str | None]


def _accept(asked: Asked, form: Form, clock: Callable[[], When]) -> None:
    for claim in _alike(asked, form):
        asked.snapshot.desk.accept(claim, **_who(form, clock))


def _reject(asked: Asked, form: Form, clock: Callable[[], When]) -> None:
    for claim in _alike(asked, form):
        asked.snapshot.desk.reject(claim, **_who(form, clock))


def _correct(asked: Asked, form: Form, clock: Callable[[], When]) -> None:
    desk, view = asked.snapshot.desk, asked.snapshot.view
    for claim in _alike(asked, form):
        held = view.claims[claim]
        for slot, value in form.fields.items():
            name = slot.removeprefix("slot-")
            if name == slot or not value.strip():
                continue
            now = held.speaker.name if name == "speaker" else getattr(held, name).value
            if value.strip() != now:
                desk.correct(claim, name, value.strip(), **_who(form, clock))


def _undo(asked: Asked, form: Form, clock: Callable[[], When]) -> None:
    asked.snapshot.desk.undo(form["decision"], **_who(form, clock))


def _rule(asked: Asked, form: Form, clock: Callable[[], When]) -> None:
    if asked.question is None:
        raise UsageError("no question is asked in this desk yet; ask one first")
    for claim in _alike(asked, form):
        asked.snapshot.desk.map(
            asked.question,
            claim,
            form["answer"],
            form["step"],
            **_who(form, clock),
        )


def _cut(asked: Asked, form: Form, clock: Callable[[], When]) -> None:
    asked.snapshot.desk.cut(form["edge"], **_who(form, clock))


def _confirm(asked: Asked, form: Form, clock: Callable[[], When]) -> None:
    asked.snapshot.desk.confirm(form["edge"], **_who(form, clock))


def _merge(asked: Asked, form: Form, clock: Callable[[], When]) -> None:
    asked.snapshot.desk.merge(form["name"], form["into"], **_who(form, clock))


def _split(asked: Asked, form: Form, clock: Callable[[], When]) -> None:
    asked.snapshot.desk.split(form["name"], form["into"], **_who(form, clock))


def _grade(asked: Asked, form: Form, clock: Callable[[], When]) -> None:
    source = asked.snapshot.sources.get(form["source"])
    if source is None:
        raise UsageError(f"no source {form['source']!r} in this desk")
    if not form["reason"]:
        raise UsageError("why this letter? give a reason; it is kept and shown")
    asked.snapshot.desk.grade(source, form["letter"], **_who(form, clock))


def _ask(asked: Asked, form: Form, _clock: Callable[[], When]) -> str:
    answers = [line.partition("=") for line in form["answers"].splitlines() if line.strip()]
    if len(answers) < 2 or not all(mark and words.strip() for _, mark, words in answers):
        raise UsageError(
            "a question needs two or more answers, a line each, as name = the answer in words"
        )
    hypotheses = tuple(Hypothesis(name.strip(), words.strip()) for name, _, words in answers)
    question = asked.snapshot.desk.ask(
        Question(
            form["text"],
            form["kind"] or "presence",
            hypotheses,
            actor=form["actor"],
            place=form["place"],
            measure=form["measure"],
        )
    )
    return asked.at("overview", q=question.id)


def _add(asked: Asked, form: Form, _clock: Callable[[], When]) -> str:
    files = list(form.files)
    if form["text"]:
        values = (form["title"], form["outlet"], form["published"], form["url"])
        files.append(pasted(form["text"], *values))
    addresses = form["addresses"].split()
    foreign = [one for one in addresses if not one.startswith(("http://", "https://"))]
    if foreign:
        raise UsageError(
            f"{foreign[0]!r} is no web address; give http or https addresses, a line each"
        )
    if not files and not addresses:
        raise UsageError("nothing to add: paste a text, choose files, or give an address")
    asked.keeper.jobs.start(files, addresses)
    return asked.at("add")


def _example(asked: Asked, _form: Form, _clock: Callable[[], When]) -> str:
    """Ask the question of the example story, and begin to read its reports."""
    folder = example_folder()
    story = load_story(folder)
    asked.snapshot.desk.ask(story.question, story.sources)
    asked.keeper.jobs.start((), [str(folder)])
    return asked.at("add")


def _reread(asked: Asked, _form: Form, _clock: Callable[[], When]) -> str:
    asked.keeper.jobs.reread()
    return asked.at("add")


ACTS: Mapping[str, Act] = {
    "accept": _accept,
    "reject": _reject,
    "correct": _correct,
    "undo": _undo,
    "rule": _rule,
    "cut": _cut,
    "confirm": _confirm,
    "merge": _merge,
    "split": _split,
    "grade": _grade,
    "ask": _ask,
    "add": _add,
    "example": _example,
    "reread": _reread,
}
