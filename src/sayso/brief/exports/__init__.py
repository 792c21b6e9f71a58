"""What a desk hands to others: one file a format, all behind the `sayso.exports` entry point.

In goes a dossier, out comes the content of one file and how many of its claims are in it. What an export refuses: to leave a claim out, to say
of a place more than its report does, and to hand over a cell, a tag or a link that would run where it is opened.
"""

from sayso.brief.exports.port import Export, Exported, export_named, exports

__all__ = ["Export", "Exported", "export_named", "exports"]
