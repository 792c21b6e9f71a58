"""CSV (RFC 4180): one row a claim."""

from sayso.brief.dossier import Dossier
from sayso.brief.exports.port import Exported
from sayso.brief.ledger_csv import claims_csv


def export(dossier: Dossier) -> Exported:
    """Return the claims as a table that no spreadsheet computes."""
    return Exported(claims_csv(dossier).encode(), "text/csv", ".csv", len(dossier.claims))
