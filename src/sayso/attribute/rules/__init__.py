"""The extractor without trained weights: cue verbs, hedges and quotation marks read off the parse."""

from sayso.attribute.rules.extract import RuleExtractor

__all__ = ["RuleExtractor"]
