"""The desk file: the one room that speaks SQL and writes to disk.

In go records and questions about them, out come the same records, rebuilt and checked, as they are held
now or were held at any earlier time; every row is a link of a hash chain that `verify` proves. What it
refuses: files that are no desk file, or a newer one; records that would not come back the same; spans of
documents it does not hold; and handing out a row that was changed behind its back.
"""

from sayso.ledger.kinds import Record
from sayso.ledger.port import Hit, Ledger, Problem, Verdict, Version
from sayso.ledger.sqlite import open_ledger

__all__ = ["Hit", "Ledger", "Problem", "Record", "Verdict", "Version", "open_ledger"]
