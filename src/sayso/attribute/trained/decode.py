"""From what the networks say of a window to attributions as word ranges: cues first, then the parts of each cue."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sayso.attribute.trained.network import Floats, Network, Seen, Whole, buckets_of
from sayso.attribute.trained.spans import best_paths, ranges

SOURCE, CUE, CONTENT = 0, 1, 2
Range = tuple[int, int]
MOST_PIVOTS = 48
AT_CUE = -50.0


@dataclass(frozen=True, slots=True)
class Limits:
    """How sure the networks must be; log-odds, chosen on the dev part of PolNeAR.

    `tried` is added to the logits of a cue; `believed`: that it is one. `named` and `said`: taken from the
    logits of source and content, so that a negative one asks for less. `tags` is the share of the tags'
    opinion in the pivot's.
    """

    tried: float = 0.2
    believed: float = 0.1
    named: float = -0.7
    said: float = 0.2
    tags: float = 0.2


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution as word ranges; an empty cue range where none is."""

    source: tuple[Range, ...]
    cue: Range
    content: tuple[Range, ...]

    def moved(self, by: int) -> "Found":
        """Return the same, counted from `by` words earlier."""

        def move(ranges: tuple[Range, ...]) -> tuple[Range, ...]:
            return tuple((a + by, b + by) for a, b in ranges)

        (cue,) = move((self.cue,))
        return Found(move(self.source), cue, move(self.content))


def tagged(views: Sequence[Seen], limits: Limits) -> list[Whole]:
    """Return the best tag of each word of each window: outside, then begin and inside of source, cue, content."""
    lengths = np.array([len(seen.tags) for seen in views])
    logits = np.zeros((len(views), lengths.max(), views[0].tags.shape[1]), np.float32)
    for row, seen in zip(logits, views, strict=True):
        row[: len(seen.tags)] = seen.tags
    logits[..., 3:5] += limits.tried
    return [
        path[:length] for path, length in zip(best_paths(logits, lengths), lengths, strict=True)
    ]


def cues(seen: Seen, path: Whole, limits: Limits) -> list[Range]:
    """Return the tagged cues that are believed."""
    cue = np.logaddexp(seen.tags[:, 3], seen.tags[:, 4])
    odds = cue - np.logaddexp.reduce(seen.tags[:, [0, 1, 2, 5, 6]], axis=1)
    return [(a, b) for a, b in ranges(path, CUE) if odds[a:b].mean() >= limits.believed]


def parts(network: Network, seen: Seen, at: Sequence[Range], limits: Limits) -> list[Found]:
    """Return the attribution of each cue of a window; one that would have no content is left out."""
    if not at:
        return []
    labels = _normalised(_pivots(network, seen, at)) + limits.tags * _as_labels(seen)
    for row, (start, end) in zip(labels, at, strict=True):
        row[start:end, 1:] = AT_CUE
    labels[..., 1:3] -= limits.named
    labels[..., 3:5] -= limits.said
    paths = best_paths(labels, np.full(len(at), len(seen.words)))
    found = []
    for cue, path, logits in zip(at, paths, labels, strict=True):
        content = tuple(ranges(path, 1))
        if content:
            found.append(Found(_surest_source(path, logits), cue, content))
    return found


def _pivots(network: Network, seen: Seen, at: Sequence[Range]) -> Floats:
    """Return the labels of every word for each cue, (cues, words, 5)."""
    where = np.arange(len(seen.words))[None]
    spans = np.array(at, np.int64)
    left, right = spans[:, :1], spans[:, 1:]
    inside = (where >= left) & (where < right)
    pooled = (inside / inside.sum(1, keepdims=True)).astype(np.float32) @ seen.cues
    buckets = buckets_of(np.where(where < left, where - left, np.maximum(where - right + 1, 0)))
    found = []
    for first in range(0, len(at), MOST_PIVOTS):
        batch = slice(first, first + MOST_PIVOTS)
        found.append(network.pivot(pooled[batch], seen.words, buckets[batch]))
    return np.concatenate(found)


def _as_labels(seen: Seen) -> Floats:
    """Return the tags' log-probabilities of the pivot's labels; a cue is neither source nor content."""
    tags = _normalised(seen.tags)
    neither = np.logaddexp.reduce(tags[:, [0, 3, 4]], axis=1)
    return np.stack([neither, tags[:, 1], tags[:, 2], tags[:, 5], tags[:, 6]], axis=1)


def _normalised(logits: Floats) -> Floats:
    return logits - np.logaddexp.reduce(logits, axis=-1, keepdims=True)


def _surest_source(path: Whole, logits: Floats) -> tuple[Range, ...]:
    """Return the source the labels are surest of, or none."""
    spans = ranges(path, SOURCE)
    if len(spans) < 2:
        return tuple(spans)
    gain = logits[:, 1:3].max(1) - logits[:, 0]
    return (max(spans, key=lambda s: float(gain[s[0] : s[1]].max())),)
