"""PDF: the cited brief on paper, tagged for readers of any kind (PDF/UA-1), with every claim of the desk and its passage. Needs WeasyPrint."""

from typing import NoReturn

from sayso.brief.dossier import Dossier
from sayso.brief.exports.port import Exported
from sayso.brief.html_page import rendered
from sayso.brief.outline import outline
from sayso.model import UsageError

TEMPLATE, STYLE = "pdf.html.jinja", "pdf.css"
VARIANT = "pdf/ua-1"
DEBIAN = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core"


def export(dossier: Dossier) -> Exported:
    """Return the PDF; each claim is cited or listed, under its id, and is led to from wherever it is cited.

    The same dossier gives the same bytes with the same fonts. Raises `UsageError` where WeasyPrint or its system libraries are missing.
    """
    page = rendered(TEMPLATE, STYLE, outline(dossier), dossier)
    return Exported(_printed(page), "application/pdf", ".pdf", len(dossier.claims))


def _printed(page: str) -> bytes:
    """Return a page as PDF; nothing is fetched for it, from the network or the disk."""
    try:
        from weasyprint import HTML
        from weasyprint.urls import FatalURLFetchingError
    except ImportError as error:
        raise UsageError(
            f"the export 'pdf' needs {error.name}; pip install 'sayso[pdf]'"
        ) from error
    except OSError as error:
        raise UsageError(
            f"WeasyPrint lacks a library of the system ({error}); on Debian: apt-get install {DEBIAN}"
        ) from error

    def refuse(url: str) -> NoReturn:
        """Raise, and so end the export: a brief has all it needs in itself."""
        raise FatalURLFetchingError(url)

    try:
        made: bytes = HTML(string=page, url_fetcher=refuse).write_pdf(pdf_variant=VARIANT)
    except FatalURLFetchingError as error:
        raise UsageError(f"a brief fetches nothing, and {error} was asked for") from error
    return made
