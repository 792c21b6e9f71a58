"""Writes web archives, so that tests can give them any shape."""

import base64
import gzip
import hashlib
import io
import json
import zipfile

STORY = (
    "The harbour master said on Monday that the ferry had left the quay before dawn and had not come back.",
    "A deckhand, who asked not to be named, told the Harbour Post that he had seen lights beyond the mole.",
    "The ministry counted eleven boats on the river last week; its spokeswoman gave no number for this one.",
)


def page(name="Ferry missing"):
    text = "".join(f"<p>{one}</p>" for one in STORY)
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>{name}</title></head>"
        f"<body><article><h1>{name}</h1><p>It is about {name}.</p>{text}</article></body></html>"
    ).encode()


def http(body, kind="text/html; charset=utf-8", status="200 OK", **headers):
    own = {name.replace("_", "-"): value for name, value in headers.items()}
    lines = {"Content-Type": kind, "Content-Length": str(len(body)), **own}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value)
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


def record(block, uri="https://harbour.example/1", kind="response", version="1.1", **headers):
    lines = {
        "WARC-Type": kind,
        "WARC-Record-ID": "<urn:uuid:00000000-0000-4000-8000-000000000000>",
        "WARC-Date": "2031-05-03T10:00:00Z",
        "WARC-Target-URI": uri,
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": str(len(block)),
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value)
    return f"WARC/{version}\r\n{head}\r\n".encode() + block + b"\r\n\r\n"


def digest(block):
    return "sha1:" + base64.b32encode(hashlib.sha1(block).digest()).decode()


def pages(count):
    return [record(http(page(f"Ferry {n}")), f"https://harbour.example/{n}") for n in range(count)]


def packed(records):
    return b"".join(gzip.compress(one, mtime=0) for one in records)


def wacz(files, *, listed=None, signed=True, extra=()):
    """A package of files (name to bytes) with the hash of each, and files put in behind its back."""
    listed = files if listed is None else listed
    package = json.dumps(
        {
            "profile": "data-package",
            "resources": [
                {"path": n, "hash": f"sha256:{hashlib.sha256(d).hexdigest()}", "bytes": len(d)}
                for n, d in listed.items()
            ],
        }
    ).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as pack:
        pack.writestr("datapackage.json", package)
        if signed:
            made = f"sha256:{hashlib.sha256(package).hexdigest()}"
            pack.writestr(
                "datapackage-digest.json", json.dumps({"path": "datapackage.json", "hash": made})
            )
        for name, data in files.items():
            pack.writestr(name, data)
        for info, data in extra:
            pack.writestr(info, data)
    return out.getvalue()
