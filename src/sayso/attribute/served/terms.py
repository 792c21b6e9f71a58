"""The caps of asking a server: each has a name, a unit and a default."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Terms:
    """How much is asked of a server, and how much of its answers is taken.

    `window_chars`: code points of the article in one request; `context_chars`: of what stands before, shown to tell who speaks.
    `most_windows`: requests a document may need; a longer one is left to the built-in extractor.
    `answer_tokens`: what the server may write in one answer; `answer_bytes`: what is read of it.
    `request_seconds`: wall-clock time of one request; `document_seconds`: of all for one document, waits included.
    `tries`: requests for one window before giving up; `wait_seconds`: the longest wait a server may ask for.
    `most_attributions`, `most_spans`: of one answer, of one part of an attribution.
    `cue_chars`, `source_chars`: the longest cue and source. `cue_reach_chars`, `source_reach_chars`: how far they may stand from what is said.
    `most_places`: how often a quotation may stand in the text shown before it says nothing about where.
    """

    window_chars: int = 3_000
    context_chars: int = 600
    most_windows: int = 40
    answer_tokens: int = 4_096
    answer_bytes: int = 256 * 1024
    request_seconds: float = 60.0
    document_seconds: float = 300.0
    tries: int = 3
    wait_seconds: int = 20
    most_attributions: int = 100
    most_spans: int = 6
    cue_chars: int = 100
    source_chars: int = 300
    cue_reach_chars: int = 200
    source_reach_chars: int = 600
    most_places: int = 50
