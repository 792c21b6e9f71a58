"""Nothing needs FastAPI that does not serve, and where it is missing the way out is told."""

import subprocess
import sys

ABSENT = """
import sys
sys.modules["fastapi"] = None
from sayso.api import Inside, application
from sayso.model import UsageError, When
try:
    application({}, Inside(lambda _: ""), lambda: When("2026"))
except UsageError as error:
    print(error)
"""


def run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_the_extra_is_named_where_fastapi_is_missing():
    assert run(ABSENT) == "the HTTP API needs fastapi; pip install 'sayso[api]'"


def test_making_a_token_imports_no_fastapi():
    code = "import sys, sayso.api, sayso.cli.token; print('fastapi' in sys.modules)"
    assert run(code) == "False"
