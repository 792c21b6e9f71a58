"""What a served extractor did with a report stands on the report's page, as words and never as markup."""

import httpx

from sayso.model import Document, Extraction


def test_a_report_says_what_a_served_extractor_did_with_it(own):
    first, other = own.desk.ledger.records(Document)[:2]
    model = "<b onclick=x>m-7b</b>"
    own.desk.ledger.add(
        [Extraction(first.id, "served", model, "r", 3, 2, 1, (("not in the text", 4),))]
    )
    with httpx.Client(cookies={"sayso": own.gate.session}, timeout=60) as client:
        page = client.get(own.at(f"d/{first.id}")).text
        assert "4 dropped (not in the text: 4)" in page
        assert model not in page
        assert "on a server beside" not in client.get(own.at(f"d/{other.id}")).text
        told = client.get(own.at(f"d/{first.id}.json")).json()
    assert "4 dropped" in str(told)
