"""Writes a trained pair network as an ONNX file with 8-bit weights: python -m pairs.export MINILM_FOLDER OUT_FOLDER STATE.pt..."""

import shutil
import sys
from pathlib import Path

import torch
from attribution.keeping import mean_of, quantise

from pairs.model import Pairs

OPSET = 17


def main() -> None:
    """Write `pairs.onnx` and `tokenizer.json`; several states are averaged, weight by weight."""
    minilm, out, *states = map(Path, sys.argv[1:])
    out.mkdir(parents=True, exist_ok=True)
    model = Pairs().eval()
    model.load_state_dict(mean_of(states))
    model.encoder.plain = True
    names = ["pieces", "features", "mask"]
    shape = torch.ones(2, 16, dtype=torch.int64)
    torch.onnx.export(
        model,
        (shape, shape, shape),
        str(out / "pairs-float.onnx"),
        input_names=names,
        output_names=["logits"],
        dynamic_axes={n: {0: "pairs", 1: "pieces"} for n in names} | {"logits": {0: "pairs"}},
        opset_version=OPSET,
        dynamo=False,
    )
    quantise(out / "pairs-float.onnx", out / "pairs.onnx")
    shutil.copy(minilm / "tokenizer.json", out / "tokenizer.json")


if __name__ == "__main__":
    main()
