"""Packed web archives (WACZ 1.1): what its package lists is checked against its hashes, then its records are read like any archive's."""

import re
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from typing import Any, BinaryIO, cast

from sayso.model import Document, Refusal, RefusalReason
from sayso.read import warc
from sayso.read.input import Head, Input
from sayso.read.unread import Unread
from sayso.read.zipped import MAGIC, opened, unzipped

PACKAGE, DIGEST = "datapackage.json", "datapackage-digest.json"
PACKAGE_BYTES = 8 * 1024 * 1024
PIECE_BYTES = 1024 * 1024
KINDS = frozenset({"application/wacz", "application/x-wacz"})
_HASH = re.compile(r"sha256:([0-9a-fA-F]{64})")


def sniff(head: Head) -> bool:
    """Return True for a packed web archive, by its name, its media type or the first entry of a ZIP file."""
    named = head.named(".wacz") or head.media_type in KINDS
    first = head.data[30:60]
    return named or (
        head.data.startswith(MAGIC)
        and first.startswith((b"datapackage", b"archive/", b"pages/pages"))
    )


def read(given: Input) -> Iterator[Document | Refusal]:
    """Yield the reports of each archive in the package whose hash holds, and a refusal for every file that was changed."""
    if given.size > given.limits.archive_bytes:
        raise Unread(
            RefusalReason.TOO_LARGE,
            f"it has {given.size:,} bytes, the cap of one archive is {given.limits.archive_bytes:,}; split it",
        )
    with unzipped(given.stream, given.size, given.limits) as pack:
        declared = _declared(pack, given)
        passed, found = warc.Passed(), False
        for name in sorted(
            {one.filename for one in pack.infolist() if not one.is_dir()} | declared.keys()
        ):
            is_archive = name.startswith("archive/") and name.endswith(warc.ENDINGS)
            found = found or is_archive
            try:
                _require_unchanged(pack, name, declared)
                if is_archive:
                    with opened(pack, name) as stream:
                        yield from warc.pages(given, cast("BinaryIO", stream), passed, name)
            except Unread as why:
                yield why.refusal(given.part(name))
        if not found:
            raise Unread(
                RefusalReason.EMPTY, "it holds no archive/*.warc; give one that holds records"
            )
        passed.refused = True
        yield from passed.told(given.location)


def package(data: bytes) -> dict[str, Any]:
    """Return the hash that a package declares for each file (in the child process); a list that is none gives an error in words."""
    import json

    try:
        told = json.loads(data)
        listed = {str(one["path"]): str(one.get("hash", "")) for one in told["resources"]}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        return {"wrong": f"{type(error).__name__}"}
    return {"listed": listed}


def digest(data: bytes) -> dict[str, Any]:
    """Return the hash that a package's digest file declares for the package (in the child process), '' where it declares none."""
    import json

    try:
        return {"hash": str(json.loads(data)["hash"])}
    except (ValueError, KeyError, TypeError, RecursionError):
        return {"hash": ""}


def _declared(pack: zipfile.ZipFile, given: Input) -> dict[str, str]:
    """Return the hash of each file that the package lists; raises `Unread` where the package cannot be trusted."""
    names = set(pack.namelist())
    if PACKAGE not in names:
        raise Unread(
            RefusalReason.ALTERED,
            f"it has no {PACKAGE}, so nothing in it can be checked; give its .warc files themselves",
        )
    data = _small(pack, PACKAGE)
    if DIGEST in names:
        told = str(given.worker.ask("sayso.read.wacz:digest", {}, _small(pack, DIGEST))["hash"])
        if told.lower() != f"sha256:{sha256(data).hexdigest()}":
            raise _changed(PACKAGE, told, f"{DIGEST} gives another")
    answer = given.worker.ask("sayso.read.wacz:package", {}, data)
    if "listed" not in answer:
        raise Unread(
            RefusalReason.UNREADABLE,
            f"{PACKAGE} in it is damaged ({answer['wrong']}); get the archive again",
        )
    return dict(answer["listed"])


def _require_unchanged(pack: zipfile.ZipFile, name: str, declared: dict[str, str]) -> None:
    """Raise `Unread` (ALTERED) unless a file is as the package lists it; the package and what signs it are listed nowhere."""
    if name in (PACKAGE, DIGEST):
        return
    if name not in declared:
        raise Unread(
            RefusalReason.ALTERED,
            f"{name} is not listed in {PACKAGE}: it was put in later and is not read",
        )
    if name not in pack.namelist():
        raise Unread(
            RefusalReason.ALTERED,
            f"{name} is listed in {PACKAGE} and is not there: it was taken out",
        )
    wanted = _HASH.fullmatch(declared[name])
    if wanted is None:
        raise _changed(name, declared[name], "sha256 is what is checked")
    made = sha256()
    with opened(pack, name) as stream:
        while piece := stream.read(PIECE_BYTES):
            made.update(piece)
    if made.hexdigest() != wanted[1].lower():
        raise _changed(name, declared[name], f"its bytes give sha256:{made.hexdigest()}")


def _changed(name: str, declared: str, found: str) -> Unread:
    return Unread(
        RefusalReason.ALTERED,
        f"{name} was changed since it was packed: its hash is not the one declared ({found}); it is not read",
        declared[:200],
    )


def _small(pack: zipfile.ZipFile, name: str) -> bytes:
    with opened(pack, name) as stream:
        data = stream.read(PACKAGE_BYTES + 1)
    if len(data) > PACKAGE_BYTES:
        raise Unread(RefusalReason.HOSTILE, f"{name} in it has more than {PACKAGE_BYTES:,} bytes")
    return data
