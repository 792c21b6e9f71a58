"""The command line: a door without logic of its own. Data on stdout, progress and errors on stderr.

In go arguments, files and stdin; out come lines for people or JSON for programs. Exit codes: 0 ok,
1 failed, 2 usage, 3 nothing matched, 4 partly done, 5 judgement changed.
"""

__all__: list[str] = []
