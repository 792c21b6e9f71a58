"""How claims stand to each other.

In go claims; out come relations, each with the table of slots that decided it. What it refuses: to call
two claims a contradiction where a time or a place is missing, where they count different things, or
where one only says what it has not seen.
"""

from sayso.compare.allen import Allen
from sayso.compare.answers import Answering, answering
from sayso.compare.matching import Claimed, Matcher
from sayso.compare.pair_network import PairNetwork, best_pairs, check_pairs
from sayso.compare.pairs import relations
from sayso.compare.reading_network import ReadingNetwork, best_readings, check_readings, presences
from sayso.compare.relate import relate
from sayso.compare.sentence_vectors import SentenceEncoder, best_encoder, check_encoder
from sayso.compare.sentences import read_relation, sentence_relation
from sayso.compare.statements import Statement, Tie, statements
from sayso.compare.stories import stories
from sayso.compare.untangle import Rereading, untangle

__all__ = [
    "Allen",
    "Answering",
    "Claimed",
    "Matcher",
    "PairNetwork",
    "ReadingNetwork",
    "Rereading",
    "SentenceEncoder",
    "Statement",
    "Tie",
    "answering",
    "best_encoder",
    "best_pairs",
    "best_readings",
    "check_encoder",
    "check_pairs",
    "check_readings",
    "presences",
    "read_relation",
    "relate",
    "relations",
    "sentence_relation",
    "statements",
    "stories",
    "untangle",
]
