"""The rule extractor: drafts from the parse and from quotation marks, made into attributions and nested."""

from collections.abc import Callable
from dataclasses import dataclass

from sayso.attribute.framing import framed
from sayso.attribute.nesting import nested
from sayso.attribute.pointing import pointing_back
from sayso.attribute.rules.draft import finish
from sayso.attribute.rules.quotes import attach, quotations
from sayso.attribute.rules.syntax import clauses
from sayso.attribute.transcript import transcribed
from sayso.model import Attribution, Document
from sayso.text import Parse


@dataclass(frozen=True, slots=True)
class RuleExtractor:
    """Finds attributions by rules over the parse; needs no weights of its own."""

    name: str = "rules over the parse"

    def attributions(
        self, document: Document, parse: Callable[[], Parse]
    ) -> tuple[Attribution, ...]:
        """Return the attributions of a document in order of their content, each with its enclosing one."""
        parsed = parse()
        drafts = attach(parsed, quotations(parsed), list(clauses(parsed)))
        finished = (finish(document, parsed, draft) for draft in drafts)
        found = nested(item for item in finished if item is not None)
        return nested(transcribed(document, framed(document, pointing_back(document, found))))
