"""What was left out, the priors that were put in, and the list of sources."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from sayso.brief.dossier import Dossier
from sayso.brief.likelihood import percent
from sayso.brief.phrasing import count, outlet, published_in, short, when_words, wording
from sayso.brief.sentence import Section, Sentence, Table, Theirs, note
from sayso.model import Document, Refusal, Source

MOST_REFUSALS = 8
MOST_RETRACTED = 8
MOST_REASONS = 8
CITED_PER_REASON = 3
DIGEST_CHARS = 12


def omitted_section(dossier: Dossier) -> Section:
    """Return refused inputs, retracted reports and claims that do not bear, counted, listed short."""
    sentences = [*_refused(dossier), *_retracted(dossier), *_not_bearing(dossier)]
    return Section("What was left out", tuple(sentences))


def priors_section(dossier: Dossier) -> Section:
    """Return the table of everything that was assumed before any claim was read."""
    judgement = dossier.judgement
    rows: list[tuple[Sentence, ...]] = [
        (
            note("answer: ", Theirs(dossier.answer(id_))),
            note(percent(value)),
            note("where the judgement starts"),
        )
        for id_, value in zip(judgement.hypotheses, judgement.start, strict=True)
    ]
    rows += [(note(n), note(value), note(origin)) for n, value, origin in dossier.parameters]
    rows += [_grade(source) for _, source in sorted(dossier.sources.items())]
    sentence = note("These are priors: chosen before the claims were read, open to be changed.")
    return Section(
        "The priors", (sentence,), (Table("Priors", ("Prior", "Value", "From"), tuple(rows)),)
    )


def sources_section(dossier: Dossier) -> Section:
    """Return the table of reports, in order of publication, with the digest that proves each."""
    documents = sorted(dossier.documents.values(), key=lambda d: (d.published.text, d.id))
    held = Counter(claim.document for claim in dossier.claims.values())
    rows = tuple(_report(document, held[document.id], dossier) for document in documents)
    columns = ("Outlet", "Title", "Published", "Claims", "Address", "SHA-256 begins")
    sentence = note(f"Reports read for this brief: {len(documents)}.")
    return Section("Sources", (sentence,), (Table("Reports", columns, rows),))


def _refused(dossier: Dossier) -> list[Sentence]:
    refused = [refusal for refusal in dossier.refusals if not refusal.is_notice]
    notices = [refusal for refusal in dossier.refusals if refusal.is_notice]
    return [*_inputs(refused), *_passed(notices)]


def _passed(notices: list[Refusal]) -> list[Sentence]:
    shown = sorted(notices, key=lambda one: one.id)[:MOST_REFUSALS]
    told = [note("In ", short(one.location), ": ", short(one.explanation)) for one in shown]
    left = len(notices) - len(shown)
    return [*told, *([note(f"Not shown here: {count(left, 'further notice')}.")] if left else [])]


def _inputs(refused: Sequence[Refusal]) -> list[Sentence]:
    if not refused:
        return [note("No input was refused.")]
    reasons = Counter(refusal.reason.value for refusal in refused)
    by_reason = "; ".join(
        f"{number} × {wording('refusal')[reason]}"
        for reason, number in sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
    )
    shown = sorted(refused, key=lambda refusal: refusal.id)[:MOST_REFUSALS]
    head = note(f"Inputs refused: {len(refused)} ({by_reason}).")
    return [head, *(_refusal(refusal) for refusal in shown), *_more(refused, shown)]


def _refusal(refusal: Refusal) -> Sentence:
    return note("Refused: ", short(refusal.location), " – ", short(refusal.explanation))


def _more(every: Sequence[Refusal], shown: list[Refusal]) -> list[Sentence]:
    left = len(every) - len(shown)
    return [note(f"Not shown here: {count(left, 'further refused input')}.")] if left else []


def _retracted(dossier: Dossier) -> list[Sentence]:
    if not dossier.retracted:
        return [note("No report was retracted.")]
    ids = sorted(dossier.retracted)
    sentences = [note(f"Reports retracted and counted for nothing: {len(ids)}.")]
    for id_ in ids[:MOST_RETRACTED]:
        document = dossier.documents.get(id_)
        if document is None:
            sentences.append(note(f"Retracted: report {id_[:DIGEST_CHARS]}."))
        else:
            sentences.append(
                note("Retracted: ", short(document.name), " ", *published_in(document), ".")
            )
    return [*sentences, *_fallen(dossier)]


def _fallen(dossier: Dossier) -> list[Sentence]:
    if not dossier.fallen:
        return []
    reports = len({dossier.claims[claim].document for claim in dossier.fallen})
    cited = tuple(sorted(dossier.fallen)[:CITED_PER_REASON])
    words = f"{count(len(dossier.fallen), 'claim')} in {count(reports, 'other report')} only repeat a retracted report and fall with it."
    return [note(words, claims=cited)]


def _not_bearing(dossier: Dossier) -> list[Sentence]:
    groups: dict[str, list[str]] = defaultdict(list)
    for bearing in dossier.judgement.bearings:
        if not bearing.bears:
            groups[bearing.reason.strip().rstrip(".") or "no reason given"].append(bearing.claim)
    if not groups:
        return [note("Every weighed claim bears on the question.")]
    ranked = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    total = sum(map(len, groups.values()))
    sentences = [note(f"Claims that do not bear on the question: {total}.")]
    for reason, claims in ranked[:MOST_REASONS]:
        cited = tuple(sorted(claims)[:CITED_PER_REASON])
        sentences.append(
            note(f"{count(len(claims), 'claim')}: ", Theirs(reason), ".", claims=cited)
        )
    left = sum(len(claims) for _, claims in ranked[MOST_REASONS:])
    return [*sentences, note(f"For other reasons: {count(left, 'claim')}.")] if left else sentences


def _grade(source: Source) -> tuple[Sentence, ...]:
    why = note(Theirs(source.reason)) if source.reason.strip() else note("no reason given")
    return note("source: ", Theirs(source.name)), note(f"letter {source.grade.value}"), why


def _report(document: Document, claims: int, dossier: Dossier) -> tuple[Sentence, ...]:
    mark = "; retracted" if document.id in dossier.retracted else ""
    return (
        note(outlet(document)),
        note(short(document.name)),
        note(when_words(document.published) + mark),
        note(str(claims)),
        note(Theirs(document.url)) if document.url.strip() else note("none given"),
        note(document.id[:DIGEST_CHARS]),
    )
