"""What every training run keeps: its state after each epoch, the running mean of its weights, 8-bit files."""

import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quant_pre_process, quantize_dynamic
from torch import Tensor, nn
from torch.optim import Optimizer

AVERAGE = 0.995


def average(mean: nn.Module, model: nn.Module, step: int) -> None:
    """Move the running mean of the weights after a step; early steps count more, so that the beginning fades."""
    keep = min(AVERAGE, (step + 1) / (step + 10))
    with torch.no_grad():
        for old, now in zip(mean.parameters(), model.parameters(), strict=True):
            if now.requires_grad:
                old.lerp_(now, 1 - keep)


def save(
    out: Path, model: nn.Module, mean: nn.Module, optimiser: Optimizer, done: int, step: int
) -> None:
    """Write `state.pt`, from which a run goes on, and the mean of the weights after this epoch."""
    state = {
        "model": model.state_dict(),
        "averaged": mean.state_dict(),
        "optimiser": optimiser.state_dict(),
        "done": done,
        "step": step,
    }
    torch.save(state, out / "state.pt.new")
    (out / "state.pt.new").replace(out / "state.pt")
    torch.save(mean.state_dict(), out / f"averaged{done}.pt")


def take_up(out: Path, model: nn.Module, mean: nn.Module, optimiser: Optimizer) -> tuple[int, int]:
    """Fill a run from its saved state and return the epochs and steps done; (0, 0) where there is none."""
    if not (out / "state.pt").exists():
        return 0, 0
    state = torch.load(out / "state.pt")
    model.load_state_dict(state["model"])
    mean.load_state_dict(state["averaged"])
    optimiser.load_state_dict(state["optimiser"])
    return state["done"], state["step"]


def mean_of(paths: list[Path]) -> dict[str, Tensor]:
    """Return the mean of states, weight by weight; the order of adding decides the last bits."""
    states = [torch.load(path) for path in paths]
    return {n: sum(state[n].float() for state in states) / len(states) for n in states[0]}


def quantise(source: Path, target: Path) -> None:
    """Write an ONNX file with its weights in 8 bits, per channel."""
    with tempfile.TemporaryDirectory() as folder:
        ready = str(Path(folder) / "ready.onnx")
        quant_pre_process(str(source), ready, skip_symbolic_shape=True)
        quantize_dynamic(ready, str(target), per_channel=True, weight_type=QuantType.QInt8)
