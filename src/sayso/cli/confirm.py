"""`sayso confirm`: a person rules that an edge of lineage is so."""

from sayso.cli.edge_ruling import edge_ruling

confirm = edge_ruling(
    "confirm",
    "cut",
    "stands, at probability 1",
    "is so, whatever its probability; one that was cut stands again.",
)
