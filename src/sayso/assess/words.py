"""Words of likelihood after ICD 203 (2 January 2015, amended 21 December 2022)."""

TERMS = (
    (0.05, "almost no chance"),
    (0.20, "very unlikely"),
    (0.45, "unlikely"),
    (0.55, "roughly even chance"),
    (0.80, "likely"),
    (0.95, "very likely"),
    (1.00, "almost certain"),
)


def words(probability: float) -> str:
    """Return the ICD 203 term of a probability; an edge belongs to the band above it.

    >>> words(0.05), words(0.5), words(0.8)
    ('very unlikely', 'roughly even chance', 'very likely')
    """
    return next((term for top, term in TERMS if probability < top), TERMS[-1][1])
