"""`sayso cut`: a person rules that an edge of lineage is none."""

from sayso.cli.edge_ruling import edge_ruling

cut = edge_ruling("cut", "confirm", "is cut", "is none: nobody copied, quoted or cited there.")
