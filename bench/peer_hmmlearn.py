"""Posteriors of the last day by hmmlearn, run by `bench/oracles.py`: a model and what was seen on stdin, JSON out."""

import json
import sys

import numpy as np
from hmmlearn.hmm import CategoricalHMM

given = json.load(sys.stdin)
model = CategoricalHMM(n_components=2)
model.startprob_, model.transmat_ = np.array(given["start"]), np.array(given["step"])
model.emissionprob_ = np.array(given["likely"])
print(json.dumps(model.predict_proba(np.array(given["seen"])[:, None])[-1].tolist()))
