"""A news site on loopback that changes from day to day: three feeds (RSS, Atom, JSON Feed), pages, and ways to misbehave."""

import hashlib
import html
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta property="og:site_name" content="{outlet}"><meta property="article:published_time" content="{published}">
<meta property="og:type" content="article"><link rel="canonical" href="{url}"></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>{title}</h1>{body}</article>
<footer>Contact us. All rights reserved.</footer></body></html>"""


class Site:
    """What stands at each path now. `broken` paths answer with a torn body, `slow` ones drip, `down` ones with 503; `asked` lists what was asked."""

    def __init__(self, port=0):
        self.pages, self.feeds = {}, {"/a.xml": [], "/b.xml": [], "/c.json": []}
        self.broken, self.slow, self.down, self.asked = set(), set(), set(), []
        self.history, self._news = [], threading.Condition()
        self.server = ThreadingHTTPServer(("127.0.0.1", port), _handler(self))
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def note(self, path, headers):
        with self._news:
            self.asked.append((path, headers))
            self._news.notify_all()

    def wait_for(self, requests, seconds=60):
        """Return once so many requests more have come."""
        with self._news:
            wanted = len(self.asked) + requests
            assert self._news.wait_for(lambda: len(self.asked) >= wanted, seconds)

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    def publish(self, feed, path, title, outlet, published, *paragraphs, listed=True):
        body = "".join(f"<p>{html.escape(p)}</p>" for p in paragraphs)
        self.pages[path] = PAGE.format(
            title=html.escape(title),
            outlet=outlet,
            published=published,
            url=self.url + path,
            body=body,
        )
        self.history.append((path, self.pages[path]))
        if listed:
            self.feeds[feed] = [(path, title, published)] + [
                row for row in self.feeds[feed] if row[0] != path
            ]

    def body(self, path):
        if path in self.feeds:
            text = _drawn(path, self.feeds[path], self.url)
            return text[: len(text) // 2] if path in self.broken else text
        return self.pages.get(path)


def _drawn(path, rows, base):
    if path.endswith(".json"):
        items = [
            {
                "id": base + p,
                "url": base + p,
                "title": t,
                "content_text": t,
                "date_published": f"{d}T08:00:00Z",
            }
            for p, t, d in rows
        ]
        return json.dumps(
            {"version": "https://jsonfeed.org/version/1.1", "title": "C", "items": items}
        )
    esc = html.escape
    if path == "/b.xml":
        entries = "".join(
            f'<entry><title>{esc(t)}</title><id>{base}{p}</id><link href="{base}{p}"/><updated>{d}T08:00:00Z</updated></entry>'
            for p, t, d in rows
        )
        return f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>B</title><id>b</id>{entries}</feed>'
    entries = "".join(
        f"<item><title>{esc(t)}</title><link>{base}{p}</link><guid>{base}{p}</guid></item>"
        for p, t, d in rows
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>A</title><link>{base}</link>{entries}</channel></rss>'


def _handler(site):
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            site.note(self.path, dict(self.headers))
            if self.path in site.down:
                return self.answer(503, b"", Retry_After="600")
            if self.path in site.slow:
                return self.drip()
            body = site.body(self.path)
            if body is None:
                return self.answer(404, b"")
            data = body.encode()
            etag = f'"{hashlib.sha256(data).hexdigest()[:16]}"'
            if self.headers.get("If-None-Match") == etag:
                return self.answer(304, b"", ETag=etag)
            return self.answer(200, data, ETag=etag, Content_Type=_kind(self.path))

        def answer(self, status, data, **headers):
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def drip(self):
            try:
                while True:
                    self.wfile.write(b"H")
                    self.wfile.flush()
                    time.sleep(0.05)
            except OSError:
                pass

        def log_message(self, *arguments):
            pass

    return Handler


def _kind(path):
    if path.endswith(".json"):
        return "application/feed+json"
    return "application/xml" if path.endswith(".xml") else "text/html; charset=utf-8"
