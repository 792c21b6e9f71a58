"""The timeline: what claims are about against when they were said."""

import numpy as np

from sayso.web.drawing.spans import Told, timeline
from sayso.web.filters import Filters, day_text, fitting
from sayso.web.page import Asked, Page
from sayso.web.shown import shown

PER_PAGE = 60
FIRM_PRECISION = 2


def page(asked: Asked) -> Page:
    """Return the claims of the filters that say a time or bear on the question, by the day they are about."""
    wanted, rows = Filters.of(asked.query), asked.snapshot.rows
    if asked.question and wanted.bears:
        asked.snapshot.judged(asked.question)
    fits = fitting(rows, wanted, None, asked.bears) & rows.stands & (rows.about_first > 0)
    places = np.flatnonzero(fits)
    places = places[
        np.lexsort((rows.published[places], rows.about_last[places], rows.about_first[places]))
    ]
    part, number, pages = asked.part(places.tolist(), PER_PAGE)
    chosen = [rows.claims[n] for n in part]
    listed = [shown(asked, claim, asked.bears) for claim in chosen]
    told = []
    for claim, one in zip(chosen, listed, strict=True):
        n = rows.place_of[claim.id]
        sure = claim.time is not None and 0 < claim.time.precision <= FIRM_PRECISION
        told.append(
            Told(
                claim.id,
                one.who,
                int(rows.published[n]),
                int(rows.about_first[n]),
                int(rows.about_last[n]),
                sure,
            )
        )
    plain = [
        {
            "claim": one.id,
            "who": one.who,
            "words": one.words,
            "said": day_text(t.said),
            "about_first": day_text(t.first),
            "about_last": day_text(t.last),
            "firm": t.sure,
        }
        for one, t in zip(listed, told, strict=True)
    ]
    values = {
        "picture": timeline(told) if not asked.twin else None,
        "rows": list(zip(listed, plain, strict=True)),
        "count": len(places),
        "timeless": int((rows.stands & (rows.about_first == 0)).sum()),
        "number": number,
        "pages": pages,
        "filters": wanted,
    }
    return Page("timeline.html.jinja", "Timeline", values, plain, plain)
