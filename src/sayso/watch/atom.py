"""An Atom feed (RFC 4287) of the changes of a story, newest first."""

import os
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

from sayso.model import When
from sayso.watch.told import Told

ATOM = "http://www.w3.org/2005/Atom"
MOST_KEPT = 200
MADE_UP = "tag:sayso.invalid,2026:"


def atom(alerts: Sequence[Told], at: When, address: str = "", older: Sequence[str] = ()) -> str:
    """Return the feed of alerts as XML, before entries that stood in it already (each the XML of an entry)."""
    ET.register_namespace("", ATOM)
    root = ET.Element(f"{{{ATOM}}}feed")
    _put(root, "id", address or f"{MADE_UP}changes")
    _put(root, "title", "Sayso: what changed")
    _put(root, "updated", at.text)
    if address:
        ET.SubElement(root, f"{{{ATOM}}}link", {"rel": "self", "href": address})
    author = ET.SubElement(root, f"{{{ATOM}}}author")
    _put(author, "name", "Sayso")
    for one in sorted(alerts, key=lambda t: (t.alert.at.text, t.alert.id), reverse=True):
        _entry(root, one)
    for entry in older[: max(0, MOST_KEPT - len(alerts))]:
        root.append(ET.fromstring(entry))  # noqa: S314 (our own, read back from our file)
    ET.indent(root)
    return ET.tostring(root, "unicode", xml_declaration=True) + "\n"


def write_atom(path: Path, alerts: Sequence[Told], at: When, address: str = "") -> None:
    """Write the feed to a file with the alerts at its head, whole or not at all; raises `OSError`."""
    new = {f"{MADE_UP}{one.alert.id}" for one in alerts}
    older = [entry for key, entry in _held(path) if key not in new]
    draft = path.with_name(path.name + ".new")
    with draft.open("w", encoding="utf-8") as file:
        file.write(atom(alerts, at, address, older))
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def _held(path: Path) -> list[tuple[str, str]]:
    """Return the entries that stand in the file, with their ids; none where it is no feed of ours."""
    if not path.exists():
        return []
    try:
        root = ET.fromstring(path.read_text(encoding="utf-8"))  # noqa: S314 (our own file)
    except ET.ParseError:
        return []
    entries = root.findall(f"{{{ATOM}}}entry")
    return [(e.findtext(f"{{{ATOM}}}id") or "", ET.tostring(e, "unicode")) for e in entries]


def _entry(root: ET.Element, one: Told) -> None:
    entry = ET.SubElement(root, f"{{{ATOM}}}entry")
    _put(entry, "id", f"{MADE_UP}{one.alert.id}")
    _put(entry, "title", one.title)
    _put(entry, "updated", one.alert.at.text)
    for cause in one.causes:
        if cause.link:
            link = {"rel": "related", "href": cause.link, "title": cause.speaker}
            ET.SubElement(entry, f"{{{ATOM}}}link", link)
    if one.causes and one.causes[0].link:
        ET.SubElement(entry, f"{{{ATOM}}}link", {"rel": "alternate", "href": one.causes[0].link})
    _put(entry, "content", one.text)


def _put(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, f"{{{ATOM}}}{name}").text = text
