"""The pictures' geometry: places on the map, disputed lines, steps, spans and layers."""

from datetime import date, timedelta

import pytest

from sayso.web.drawing.atlas import HEIGHT, WIDTH, Spot, atlas
from sayso.web.drawing.layers import Arrow, Node, layers
from sayso.web.drawing.steps import steps, ticks


def test_a_disc_is_as_wide_as_its_place_is_uncertain_and_stands_in_the_picture():
    found = atlas([Spot("Kursk Oblast", 51.7, 36.2, 95.0, 3), Spot("Sumy", 50.9, 34.8, 5.0, 1)])
    wide, narrow = sorted(found.discs, key=lambda disc: -disc.radius)
    assert wide.radius / narrow.radius == pytest.approx(95 / 5, rel=0.01)
    assert all(0 < disc.x < WIDTH and 0 < disc.y < HEIGHT for disc in found.discs)
    assert found.land
    assert any(not disputed for _, disputed in found.borders)


@pytest.mark.parametrize(
    ("name", "lat", "lon", "disputed"),
    [("Perekop", 46.15, 33.7, True), ("Srinagar", 34.1, 74.8, True), ("Lille", 50.6, 3.1, False)],
)
def test_lines_are_dashed_where_they_are_disputed_and_nowhere_else(name, lat, lon, disputed):
    found = atlas([Spot(name, lat, lon, 30.0, 1)])
    assert found.borders
    assert any(dashed for _, dashed in found.borders) is disputed


def test_the_open_sea_has_neither_land_nor_borders():
    found = atlas([Spot("nowhere", -45.0, -120.0, 10.0, 1)])
    assert found.land == ()
    assert found.borders == ()


def test_a_stair_holds_each_days_value_until_the_next():
    days = [date(2031, 5, 1) + timedelta(days=n) for n in range(4)]
    rows = [(0.2, 0.8), (0.2, 0.8), (0.6, 0.4), (0.6, 0.4)]
    found = steps(days, rows, ("a", "b"), {days[2]: 3})
    first = [tuple(map(float, p.split(","))) for p in found.lines[0].points.split()]
    assert first[0][1] == first[1][1], "the old height up to the day of the change"
    assert first[1][0] == first[2][0], "then straight up"
    assert first[-1][0] == found.right
    assert [mark.claims for mark in found.marks] == [3]
    assert ticks(days, 6) == days


def test_an_edge_that_skips_a_column_runs_through_a_free_place_in_it():
    nodes = [Node("w", 0, "w"), Node("x", 0, "x"), Node("a", 1, "a"), Node("b", 2, "b")]
    arrows = [Arrow("1", "w", "a"), Arrow("2", "a", "b"), Arrow("3", "x", "b")]
    found = layers(nodes, arrows)
    middle = next(box for box in found.boxes if box.node.key == "a")
    skipping = next(path for arrow, path in found.paths if arrow.key == "3")
    points = [part.split()[-2:] for part in skipping.replace("M", " L").split("L") if part.strip()]
    heights = [float(y) for _, y in points]
    assert all(abs(y - (middle.y + 15)) > 20 for y in heights[:-1])
