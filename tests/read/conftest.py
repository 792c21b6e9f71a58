import io

import pytest

from sayso.model import Document, When
from sayso.read import Input, Limits, PageWorker, readings
from sayso.read.seats import Seat

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


@pytest.fixture(scope="session")
def shared_worker():
    with PageWorker() as worker:
        yield worker


@pytest.fixture
def pull(shared_worker):
    """Reads bytes with one reader into documents, refusals and notices: `pull(warc, data, "a.warc.gz", limits)`.

    One child process serves all of them, for starting one takes longer than reading.
    """

    def pulls(reader, data, name, limits=None):
        shared_worker.limits = limits or Limits()
        place = f"there/{name}"
        given = Input(place, io.BytesIO(data), len(data), RETRIEVED, shared_worker, name)
        found = list(Seat("own", reader).read(given))
        documents = [one for one in found if isinstance(one, Document)]
        others = [one for one in found if not isinstance(one, Document)]
        return (
            documents,
            [one for one in others if not one.is_notice],
            [one for one in others if one.is_notice],
        )

    return pulls
