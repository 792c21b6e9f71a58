"""From Markdown to its words: markup goes, links keep their place. Runs in the child process only."""

from typing import TYPE_CHECKING, Any

from sayso.read.limits import Limits
from sayso.read.prescan import visible_text
from sayso.read.weave import Links, Weave

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

_LINES = frozenset({"list_item_open", "list_item_close", "tr_open", "tr_close"})
_CELLS = frozenset({"th_open", "td_open"})


def markdown_answer(page: str) -> dict[str, Any]:
    """Return the words of a Markdown text and its links as plain values: see `read_markdown`."""
    text, links = read_markdown(page)
    return {"text": text, "links": links}


def read_markdown(source: str) -> tuple[str, Links]:
    r"""Return the words of a Markdown text (CommonMark and tables) and its links.

    >>> read_markdown("# Ferry\n\nIt *left* [at dawn](https://a.example/x).")
    ('Ferry\n\nIt left at dawn.', ((15, 22, 'https://a.example/x'),))
    """
    from markdown_it import MarkdownIt

    weave = Weave()
    tight = 0
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(source):
        tight += {"list_item_open": 1, "list_item_close": -1}.get(token.type, 0)
        if token.type == "inline":
            _inline(weave, token.children or [])
        elif token.type in ("fence", "code_block"):
            _lines(weave, token.content)
        elif token.type == "html_block":
            weave.text(visible_text(token.content, Limits()))
        elif token.type in _LINES or (tight and token.hidden):
            weave.gap("\n")
        elif token.type in _CELLS:
            weave.gap("\t")
        elif token.block and not token.type.startswith(("th_", "td_", "thead_", "tbody_")):
            weave.gap("\n\n")
    return weave.finish()


def _inline(weave: Weave, tokens: "Sequence[Token]") -> None:
    for token in tokens:
        if token.type in ("text", "code_inline", "image"):
            weave.text(token.content)
        elif token.type == "softbreak":
            weave.gap(" ")
        elif token.type == "hardbreak":
            weave.gap("\n")
        elif token.type == "link_open":
            target = str(token.attrGet("href") or "")
            weave.open_link(target if target.startswith(("http://", "https://")) else "")
        elif token.type == "link_close":
            weave.close_link()


def _lines(weave: Weave, content: str) -> None:
    weave.gap("\n\n")
    for line in content.splitlines():
        weave.text(line)
        weave.gap("\n")
    weave.gap("\n\n")
