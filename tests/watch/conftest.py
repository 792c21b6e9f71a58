import importlib.util
from pathlib import Path

import pytest

HERE = Path(__file__).parent


def load(name):
    """Return a module that stands beside the tests."""
    spec = importlib.util.spec_from_file_location(f"watch_{name}", HERE / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def site():
    one = load("site").Site()
    yield one
    one.close()


@pytest.fixture(scope="session")
def story():
    return load("story")


@pytest.fixture(scope="session")
def days():
    return load("days")
