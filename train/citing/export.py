"""Writes a trained citation network as an ONNX file with 8-bit weights: python -m citing.export MINILM_FOLDER OUT_FOLDER STATE.pt..."""

import shutil
import sys
from pathlib import Path

import torch
from attribution.keeping import mean_of, quantise

from citing.model import Citing

OPSET = 17


def main() -> None:
    """Write `encoder.onnx` and `tokenizer.json`; several states are averaged, weight by weight."""
    minilm, out, *states = map(Path, sys.argv[1:])
    out.mkdir(parents=True, exist_ok=True)
    model = Citing().eval()
    model.load_state_dict(mean_of(states))
    model.encoder.plain = True
    names = ["pieces", "features", "mask", "firsts"]
    shape = torch.ones(2, 16, dtype=torch.int64)
    torch.onnx.export(
        model,
        (shape, shape, shape, shape),
        str(out / "encoder-float.onnx"),
        input_names=names,
        output_names=["tags"],
        dynamic_axes={n: {0: "windows", 1: "pieces"} for n in names[:3]}
        | {"firsts": {0: "windows", 1: "words"}}
        | {"tags": {0: "windows", 1: "words"}},
        opset_version=OPSET,
        dynamo=False,
    )
    quantise(out / "encoder-float.onnx", out / "encoder.onnx")
    shutil.copy(minilm / "tokenizer.json", out / "tokenizer.json")


if __name__ == "__main__":
    main()
