"""The evidence pack: one zip that opens offline, with the brief, every report and its digest, and the claims as a table."""

import hashlib
import io
import zipfile
from collections.abc import Iterator
from html import escape

from sayso.brief.dossier import Dossier
from sayso.brief.exports.plain import dumped, iri, ordered
from sayso.brief.exports.port import Exported
from sayso.brief.html_page import html
from sayso.brief.ledger_csv import claims_csv
from sayso.brief.outline import outline
from sayso.model import Claim, Document

MOMENT = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip can hold: the same dossier gives the same bytes."""

HEAD = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8">'
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    "<style>body{{max-width:46rem;margin:2rem auto;padding:0 1rem;font:1rem/1.6 serif;overflow-wrap:break-word}}"
    "mark:target{{outline:3px solid}}</style><title>{title}</title></head><body>"
)


def export(dossier: Dossier) -> Exported:
    """Return the pack; `manifest.json` lists the SHA-256 of every file in it."""
    claims = ordered(dossier)
    files = {
        "index.html": html(outline(dossier), dossier).encode(),
        "claims.csv": claims_csv(dossier).encode(),
    }
    for document in dossier.documents.values():
        mine = [claim for claim in claims if claim.document == document.id]
        files[f"reports/{document.id[:16]}.html"] = "".join(_page(document, mine)).encode()
        files[f"reports/{document.id[:16]}.txt"] = document.text.encode()
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    files["manifest.json"] = dumped(
        {
            "question": dossier.question.text,
            "as_of": dossier.judgement.as_of.text,
            "sha256": digests,
        }
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, content in sorted(files.items()):
            pack.writestr(zipfile.ZipInfo(name, MOMENT), content, zipfile.ZIP_DEFLATED)
    return Exported(out.getvalue(), "application/zip", ".zip", len(claims))


def _page(document: Document, claims: list[Claim]) -> Iterator[str]:
    """Yield a report as a page, each claim's words marked under its id."""
    yield HEAD.format(title=escape(document.name))
    yield f"<h1>{escape(document.name)}</h1>"
    about = (document.outlet, document.published.text, iri(document))
    yield f"<p>{escape(' · '.join(part for part in about if part))}<br>SHA-256 {document.id}</p><p>"
    at = 0
    for claim in claims:
        span = claim.content[0]
        if span.start < at:
            yield f'<a id="{escape(claim.id)}"></a>'
            continue
        yield _text(document.text[at : span.start])
        told = escape(claim.speaker.name)
        yield f'<mark id="{escape(claim.id)}" title="{told}">{_text(span.quote)}</mark>'
        at = span.end
    yield f"{_text(document.text[at:])}</p></body></html>\n"


def _text(words: str) -> str:
    return escape(words).replace("\n", "<br>")
