"""Writes a trained claim network as ONNX with 8-bit weights.

python -m claims.export OUT_FOLDER STATE.pt [STATE.pt ...]

Several states of one run are averaged, weight by weight.
"""

import sys
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quant_pre_process, quantize_dynamic
from torch import Tensor, nn

from claims.model import Claims

OPSET = 17


class _Whole(nn.Module):
    """All three answers at once: the factuality of every piece, and the labels of what is said."""

    def __init__(self, model: Claims) -> None:
        super().__init__()
        self.model = model

    def forward(
        self, pieces: Tensor, features: Tensor, mask: Tensor, said: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Return (batch, pieces), (batch, bases), (batch, observations)."""
        hidden = self.model.encoder(pieces, features, mask)
        values = self.model.factuality(torch.tanh(self.model.mix(hidden)))[..., 0]
        return values, *self.model.labels(hidden, mask, said)


def main() -> None:
    """Write `claims.onnx` and `claims-float.onnx`."""
    out, states = Path(sys.argv[1]), [torch.load(state) for state in sys.argv[2:]]
    out.mkdir(parents=True, exist_ok=True)
    model = Claims().eval()
    model.load_state_dict(
        {name: sum(state[name].float() for state in states) / len(states) for name in states[0]}
    )
    model.encoder.plain = True
    names = ["pieces", "features", "mask", "said"]
    shape = torch.ones(2, 16, dtype=torch.int64)
    axes = {name: {0: "texts", 1: "pieces"} for name in (*names, "factuality")}
    axes |= {name: {0: "texts"} for name in ("basis", "observation")}
    torch.onnx.export(
        _Whole(model),
        (shape, shape, shape, shape),
        str(out / "claims-float.onnx"),
        input_names=names,
        output_names=["factuality", "basis", "observation"],
        dynamic_axes=axes,
        opset_version=OPSET,
        dynamo=False,
    )
    with tempfile.TemporaryDirectory() as folder:
        ready = str(Path(folder) / "ready.onnx")
        quant_pre_process(str(out / "claims-float.onnx"), ready, skip_symbolic_shape=True)
        quantize_dynamic(
            ready, str(out / "claims.onnx"), per_channel=True, weight_type=QuantType.QInt8
        )


if __name__ == "__main__":
    main()
