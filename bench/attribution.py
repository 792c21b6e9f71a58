"""Predict attributions for a JSONL of documents ({"id", "text"}) on stdin; one JSON object a line on stdout.

Words per second and peak memory go to stderr. Score with the data set's own scorer (see BENCHMARKS.md).
"""

import json
import resource
import sys
import time

from sayso.attribute import attributions
from sayso.model import Document, canonical_text
from sayso.text import SpacyParser

parser = SpacyParser()
parser.parse("Load the pipeline before the clock starts.")
words, start = 0, time.process_time()
for line in sys.stdin:
    given = json.loads(line)
    document = Document(text=canonical_text(given["text"]))
    if document.text != given["text"]:
        print(f"{given['id']}: offsets shift, the text is not canonical", file=sys.stderr)
    found = attributions(document, parser.parse(document.text))
    words += len(document.text.split())
    rows = [
        {
            role: [[s.start, s.end] for s in getattr(item, role)]
            for role in ("source", "cue", "content")
        }
        for item in found
    ]
    print(json.dumps({"id": given["id"], "attributions": rows}))
seconds = time.process_time() - start
peak_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(
    f"{words} words, {words / seconds:.0f} words per CPU second, {peak_mib:.0f} MiB",
    file=sys.stderr,
)
