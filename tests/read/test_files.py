import os
import time

import pytest

from sayso.model import Document, Refusal, RefusalReason
from sayso.read import files as files_module


def tree(folder, **texts):
    for name, text in texts.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def outcome(found):
    return found.reason if isinstance(found, Refusal) else found.text


def test_a_folder_is_read_in_the_order_of_its_names(read, tmp_path):
    tree(
        tmp_path,
        b_txt="Two left.",
        a__z_txt="One left.",
        c__a__x_txt="Three left.",
        c__b_txt="Four left.",
    )
    tree(tmp_path, _hidden="No.", story_json="{}", c___git__x_txt="No.")
    found = read(tmp_path)
    assert [one.text for one in found] == ["One left.", "Two left.", "Three left.", "Four left."]
    assert found[0].location == str(tmp_path / "a" / "z.txt")
    assert read(tmp_path) == found


def test_inputs_keep_their_order_and_none_stops_the_next(read, tmp_path):
    tree(tmp_path, a_txt="One left.", b_txt="Two left.")
    told = []
    found = read(
        tmp_path / "b.txt",
        tmp_path / "none.txt",
        "-",
        tmp_path / "a.txt",
        stdin=b"In.",
        progress=told.append,
    )
    assert list(map(outcome, found)) == ["Two left.", RefusalReason.UNREADABLE, "In.", "One left."]
    assert "no such file" in found[1].explanation
    assert [place.rpartition("/")[2] for place in told] == ["b.txt", "-", "a.txt"]


def test_what_is_no_file_is_refused_and_nothing_hangs(read, tmp_path):
    os.mkfifo(tmp_path / "a.txt")
    (tmp_path / "b.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "c.txt").symlink_to(tmp_path / "d.txt")
    (tmp_path / "d.txt").symlink_to(tmp_path / "c.txt")
    (tmp_path / "e").mkdir()
    (tmp_path / "e" / "round").symlink_to(tmp_path)
    (tmp_path / "f.txt").symlink_to("/dev/zero")
    tree(tmp_path, g_txt="The ferry left.")
    found = read(tmp_path)
    assert list(map(outcome, found)) == [RefusalReason.UNREADABLE] * 6 + ["The ferry left."]
    words = ["named pipe", "no such file", "symbolic links", "symbolic links", "already", "device"]
    for refusal, word in zip(found, words, strict=False):
        assert word in refusal.explanation


def test_a_folder_and_a_file_without_rights_are_refused_and_the_rest_is_read(
    read, tmp_path, monkeypatch
):
    tree(tmp_path, a__x_txt="No.", b_txt="No.", c_txt="The ferry left.")

    def denied(original, *names):
        def guarded(path, *arguments):
            if str(path).endswith(names):
                raise PermissionError(13, "Permission denied")
            return original(path, *arguments)

        return guarded

    # Tests may run as root, for whom no folder is closed.
    monkeypatch.setattr(files_module.os, "scandir", denied(os.scandir, "/a"))
    monkeypatch.setattr(files_module.os, "open", denied(os.open, "/b.txt"))
    found = read(tmp_path)
    assert list(map(outcome, found)) == [RefusalReason.UNREADABLE] * 2 + ["The ferry left."]
    assert all("permission denied" in refusal.explanation for refusal in found[:2])


def test_a_file_over_the_cap_is_refused_by_its_size_alone(read, tmp_path):
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    started = time.process_time()
    (found,) = read(tmp_path / "a.txt")
    assert time.process_time() - started < 1
    assert (found.reason, found.digest) == (RefusalReason.TOO_LARGE, "")
    assert "52,428,800" in found.explanation


def test_standard_input_over_the_cap_is_refused(read):
    from sayso.read import Limits

    (found,) = read("-", stdin=b"The ferry left. " * 10, limits=Limits(file_bytes=100))
    assert found.reason is RefusalReason.TOO_LARGE


def test_a_text_over_the_cap_is_refused(read):
    from sayso.read import Limits

    (found,) = read("-", stdin=b"The ferry left. " * 10, limits=Limits(text_chars=100))
    assert found.reason is RefusalReason.TOO_LARGE


def test_an_empty_folder_says_so(read, tmp_path):
    (found,) = read(tmp_path)
    assert found.reason is RefusalReason.EMPTY
    assert "no file" in found.explanation


def test_a_name_that_is_no_text_can_still_be_named(read, tmp_path):
    try:
        (tmp_path / os.fsdecode(b"ferry\xff.txt")).write_text("The ferry left.", encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes only names that are text")
    (found,) = read(tmp_path)
    assert isinstance(found, Document)
    found.location.encode("utf-8")
