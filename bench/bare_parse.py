"""What everything is measured against: the small spaCy pipeline alone over the same texts, one process."""

import json
import sys
from pathlib import Path

from sayso.text.spacy_parser import load_pipeline, paragraphs


def main() -> None:
    """Parse the documents of a file and print nothing."""
    nlp = load_pipeline()
    for line in Path(sys.argv[1]).read_text(encoding="utf-8").strip("\n").split("\n"):
        text = json.loads(line)["text"]
        for _ in nlp.pipe((text[a:b] for a, b in paragraphs(text)), batch_size=4):
            pass


if __name__ == "__main__":
    main()
