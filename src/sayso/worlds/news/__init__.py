"""Written worlds: a simulated story told as news, with the gold of every layer beside the text.

In go a world, a seed and a vocabulary; out come articles (text or HTML), the question they are about, what was so on each day, and for each
saying who says it, where its words stand, what it is evidence of, and from which report it was taken. What it refuses: to know how any of it is read.
"""

from sayso.worlds.news.article import Article, Told
from sayso.worlds.news.folder import write_folder
from sayso.worlds.news.story import WRITTEN, Written, written
from sayso.worlds.news.vocabulary import VOCABULARIES

__all__ = ["VOCABULARIES", "WRITTEN", "Article", "Told", "Written", "write_folder", "written"]
