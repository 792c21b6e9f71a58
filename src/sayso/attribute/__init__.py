"""From a document and its parse to attributions: who (source) says by which words (cue) what (content).

In goes a `Document` with its `Parse`, out come `Attribution`s bound to exact characters: direct, indirect
and mixed quotation, "according to", passives, participles and coordinated verbs under one subject, hedges
without a source, and nesting. It refuses nothing; where the parse is unsure it says less.
"""

from sayso.attribute.extract import attributions

__all__ = ["attributions"]
