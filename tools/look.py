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
        watched_story(sayso, desk, Path(place) / "incoming")
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


def watched_story(sayso: Path, desk: Path, incoming: Path) -> None:
    """Read the example story as a watcher meets it: some reports at first, the others later, and a feed that cannot be read."""
    story = ROOT / "examples" / "velmora-front"
    reports = sorted(path for path in story.iterdir() if path.name != "story.json")
    incoming.mkdir()

    def run(*command: str | Path) -> None:
        subprocess.run(
            [sayso, *command, "--desk", desk], cwd=ROOT, capture_output=True, check=False
        )

    for arriving in (reports[: len(reports) // 2], reports[len(reports) // 2 :]):
        for report in arriving:
            shutil.copy2(report, incoming)
        if arriving[0] == reports[0]:
            run("watch", "add", incoming, "http://127.0.0.1/feed.xml")
            run("add", incoming)
            run("ask", "--from", story)
        run("watch", "run", "--once", "--all")


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
