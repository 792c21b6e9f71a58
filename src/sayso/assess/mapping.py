"""Maps hypotheses in free words to the states of the question's model."""

import re
from dataclasses import replace

from sayso.assess.models import presence
from sayso.model import Hypothesis, Question
from sayso.text import load_lexicon

# Where words of two states stand in one hypothesis, the earlier state of this order is meant:
# "pulled back to regroup" is regrouping, "withdrawn, no longer fighting" is withdrawn.
ORDER = (presence.REGROUPING, presence.WITHDRAWN, presence.FIGHTING)
_WORD = re.compile(r"[a-z]+")
_NOT = frozenset({"not", "no", "never", "stopped", "ceased", "without"})


def map_hypotheses(question: Question) -> Question:
    """Return the question with a state for each hypothesis whose words name one of a presence question.

    A hypothesis that has a state keeps it; one whose words name none stays without and is shown so.

    >>> from sayso.model import Hypothesis, Question
    >>> asked = (Hypothesis("a", "They have pulled out"), Hypothesis("b", "Something else"))
    >>> [h.state for h in map_hypotheses(Question("Are they there?", "presence", asked)).hypotheses]
    ['withdrawn', '']
    """
    if question.kind != presence.TABLE.kind:
        return question
    return replace(question, hypotheses=tuple(_mapped(h) for h in question.hypotheses))


def _mapped(hypothesis: Hypothesis) -> Hypothesis:
    if hypothesis.state:
        return hypothesis
    named = presence.TABLE.state(hypothesis.id.casefold())
    state = named.name if named else _state(hypothesis.text) or _state(hypothesis.id)
    return replace(hypothesis, state=state)


def _state(text: str) -> str:
    words = _WORD.findall(text.casefold())
    stems = load_lexicon("sayso.assess", "hypotheses.toml")["presence"]
    for state in ORDER:
        for index, word in enumerate(words):
            denied = bool(_NOT & set(words[max(0, index - 2) : index]))
            if word.startswith(tuple(stems[state]["stems"])) and not denied:
                return state
    return ""
