"""PROV-JSON (W3C member submission, 2013): which claim comes from which report, whose word it is, and which report comes from which."""

from sayso.brief.dossier import Dossier
from sayso.brief.exports.plain import Row, dumped, iri, ordered
from sayso.brief.exports.port import Exported
from sayso.model import EdgeKind

PREFIX = "sayso"
NAMESPACE = "urn:sayso:"
_TAKEN = {
    EdgeKind.COPIES: "prov:Quotation",
    EdgeKind.QUOTES: "prov:Quotation",
    EdgeKind.CITES: "prov:PrimarySource",
    EdgeKind.UPDATES: "prov:Revision",
}


def export(dossier: Dossier) -> Exported:
    """Return reports and claims as entities, speakers and outlets as agents, lineage as derivations."""
    claims = ordered(dossier)
    entities: dict[str, Row] = {
        _name("report", d.id): {
            "prov:type": _name("kind", "Report"),
            "prov:label": d.name,
            f"{PREFIX}:published": d.published.text,
            f"{PREFIX}:address": iri(d),
        }
        for d in dossier.documents.values()
    }
    entities |= {
        _name("claim", c.id): {"prov:type": _name("kind", "Claim"), "prov:value": c.words}
        for c in claims
    }
    names = {c.speaker.entity or c.speaker.name: c.speaker.name for c in claims if c.speaker.known}
    agents = {_name("speaker", key): {"prov:label": name} for key, name in names.items()}
    content = {
        "prefix": {PREFIX: NAMESPACE},
        "entity": entities,
        "agent": agents,
        "wasAttributedTo": {
            f"_:said{n}": {
                "prov:entity": _name("claim", c.id),
                "prov:agent": _name("speaker", c.speaker.entity or c.speaker.name),
            }
            for n, c in enumerate(claims)
            if c.speaker.known
        },
        "wasDerivedFrom": {
            **{
                f"_:read{n}": {
                    "prov:generatedEntity": _name("claim", c.id),
                    "prov:usedEntity": _name("report", c.document),
                }
                for n, c in enumerate(claims)
            },
            **{
                f"_:drawn{n}": {
                    "prov:generatedEntity": _name("report", e.document),
                    "prov:usedEntity": _name("report", e.target),
                    "prov:type": {
                        "$": _TAKEN.get(e.kind, "prov:Derivation"),
                        "type": "prov:QUALIFIED_NAME",
                    },
                    f"{PREFIX}:probability": {"$": f"{e.probability:g}", "type": "xsd:double"},
                }
                for n, e in enumerate(dossier.edges)
                if e.target in dossier.documents and e.kind is not EdgeKind.RETRACTS
            },
        },
    }
    return Exported(dumped(content), "application/json", ".provjson", len(claims))


def _name(kind: str, key: str) -> str:
    plain = "".join(c if c.isalnum() or c in "-_." else "_" for c in key)
    return f"{PREFIX}:{kind}-{plain}"
