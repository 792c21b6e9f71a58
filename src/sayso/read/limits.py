"""The caps of reading: each has a name, a unit and a default, and each refusal names the one it met."""

from dataclasses import dataclass, fields

from sayso.model import UsageError


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of anything Sayso takes in before it refuses.

    `file_bytes`: bytes of one file, of standard input, of one answer of a server or of one page in an archive, unpacked.
    `text_chars`: code points of one text after its markup is gone.
    `page_tags`: "<" signs of one page. `tag_chars`: code points of one tag (drawings and pictures inside a page
    run to 100,000). `tag_attributes`: attributes of one tag (parsers of HTML take quadratic time in them). `nesting`: open elements at one point of a page
    (the parser behind trafilatura silently drops what lies deeper than 2,048).
    `page_seconds`: wall-clock time of one page or Markdown file in the child process, and
    `page_cpu_seconds` its processor time; `page_memory_bytes`: the child's address space.
    `fetch_seconds`: wall-clock time of one URL with all its redirects. `redirects`: how many are followed.
    `ports`: the ports a URL may name.
    `unpacked_ratio`: how many bytes may come out of one packed byte, once more than a mebibyte has come out.
    `record_bytes`: bytes of one record of an archive, or of one export that holds many messages.
    `archive_bytes`: bytes of an archive, packed and unpacked. `archive_entries`: its records or entries.
    `export_seconds`: wall-clock and processor time of one such export.
    `paged_seconds`: wall-clock time of one PDF with all its pages. `paged_pages`: how many it may have.
    """

    file_bytes: int = 20 * 1024 * 1024
    text_chars: int = 2_000_000
    page_tags: int = 200_000
    tag_chars: int = 1024 * 1024
    tag_attributes: int = 256
    nesting: int = 1_000
    page_seconds: float = 5.0
    page_cpu_seconds: int = 10
    page_memory_bytes: int = 1024**3
    fetch_seconds: float = 20.0
    redirects: int = 5
    ports: tuple[int, ...] = (80, 443, 8080, 8443)
    unpacked_ratio: int = 200
    record_bytes: int = 64 * 1024 * 1024
    archive_bytes: int = 2 * 1024**3
    archive_entries: int = 20_000
    export_seconds: float = 60.0
    paged_seconds: float = 120.0
    paged_pages: int = 5_000

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, int | float) and value < 0:
                raise UsageError(f"the limit {field.name} must not be negative, got {value}")
