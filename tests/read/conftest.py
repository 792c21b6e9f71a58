import io

import pytest

from sayso.model import When
from sayso.read import Limits, readings

RETRIEVED = When("2031-05-20")


@pytest.fixture
def read():
    """Reads inputs into a list: `read(path, ..., stdin=b"", limits=..., fetch=...)`."""

    def reads(*inputs, stdin=b"", limits=None, **more):
        return list(
            readings(
                [str(given) for given in inputs],
                stdin=io.BytesIO(stdin),
                retrieved=RETRIEVED,
                limits=limits or Limits(),
                **more,
            )
        )

    return reads
