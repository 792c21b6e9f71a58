"""The extractor with trained weights: every word tagged, then, for each cue, its source and its content.

Needs onnxruntime and the weights beside it, no parse. `train/` holds how the weights were made.
"""

from sayso.attribute.trained.extract import TrainedExtractor
from sayso.attribute.trained.network import OnnxNetwork

__all__ = ["OnnxNetwork", "TrainedExtractor"]
