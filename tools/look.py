"""Takes the pictures of the web desk that stand in docs/desk: python tools/look.py [FOLDER].

Reads the example story into a desk of its own, serves it, and photographs every screen at 1440 and 390 pixels, light and dark.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from sayso.web.pages import SCREENS

ROOT = Path(__file__).parents[1]
WIDTHS = {1440: 1000, 390: 844}


def main() -> None:
    """Take every picture."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "desk"
    folder.mkdir(parents=True, exist_ok=True)
    sayso = Path(sys.executable).with_name("sayso")
    with tempfile.TemporaryDirectory() as place:
        desk = Path(place) / "velmora.sayso"
        story = ROOT / "examples" / "velmora-front"
        for command in (["add", story], ["ask", "--from", story]):
            subprocess.run(
                [sayso, *command, "--desk", desk], cwd=ROOT, capture_output=True, check=False
            )
        server = subprocess.Popen(
            [sayso, "serve", desk, "--port", "0"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        try:
            looked(server.stdout.readline().strip(), folder)
        finally:
            server.terminate()
            server.wait(30)


def looked(address: str, folder: Path) -> None:
    """Photograph every screen of the desk at an address."""
    base = address.partition("/?")[0] + "/s/velmora/"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = browser.new_page()
        page.goto(address)
        claim = passage_of(page, base)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            for width, height in WIDTHS.items():
                page.set_viewport_size({"width": width, "height": height})
                for screen in SCREENS:
                    page.goto(base + (claim if screen == "claims" else screen))
                    page.screenshot(path=folder / f"{screen}-{width}-{scheme}.png")
                    print(f"{screen} {width} {scheme}")
        browser.close()


def passage_of(page: Page, base: str) -> str:
    """Return the address of the ledger with a telling claim in view."""
    page.goto(f"{base}claims?speaker=orvik&seen=non-observation")
    return "claims?claim=" + str(page.locator("#list a.row").first.get_attribute("data-claim"))


if __name__ == "__main__":
    main()
