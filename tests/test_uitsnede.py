"""The frame of a map: around the region, with its neighbours, never most of the country."""

import pytest

from welvaart.grafieken.uitsnede import find_uitsnede, find_zichtbaar
from welvaart.groep.groepen import find_leden
from welvaart.lezen.stand import Stand


@pytest.mark.parametrize("code", ["CR12", "CR36", "PV28", "AM18", "CR27", "GM0096"])
def test_a_frame_holds_its_region_and_looks_like_a_screen(stand: Stand, code: str) -> None:
    leden = find_leden(stand, code)
    vak = find_uitsnede(leden)
    assert vak is not None
    for lid in leden:
        zelf = find_uitsnede([lid])
        assert zelf is not None
        # The middle of each member lies well inside.
        assert vak.west < (zelf.west + zelf.oost) / 2 < vak.oost
        assert vak.zuid < (zelf.zuid + zelf.noord) / 2 < vak.noord
    breed, hoog = (vak.oost - vak.west) * 0.615, vak.noord - vak.zuid  # cos 52° = 0.615
    assert 1.1 < breed / hoog < 2.6


def test_most_of_the_country_and_nobody_have_no_frame(stand: Stand) -> None:
    assert find_uitsnede([g.code for g in stand.gemeenten]) is None
    assert find_uitsnede(["GM0935", "GM0096"]) is None  # Maastricht and Vlieland
    assert find_uitsnede([]) is None
    assert find_uitsnede(["GM9999"]) is None


def test_twente_lies_where_twente_lies() -> None:
    vak = find_uitsnede(["GM0153", "GM0141"])  # Enschede and Almelo
    assert vak is not None
    assert vak.west < 6.66 < vak.oost and vak.west < 6.9 < vak.oost
    assert vak.zuid < 52.22 < 52.36 < vak.noord


def test_the_region_itself_lies_in_its_frame_with_room_around_it() -> None:
    vak = find_uitsnede(["GM0153"])
    assert vak is not None
    west, zuid, oost, noord = vak.kern
    assert vak.west < west < oost < vak.oost
    assert vak.zuid < zuid < noord < vak.noord
    # A tenth of the longer side on each side, at least; the browser gets the core in thousandths.
    assert noord - zuid >= 0.12  # Enschede is higher than the least that a frame may be
    hoogste = max(noord - zuid, (oost - west) * 0.615)
    assert min(zuid - vak.zuid, vak.noord - noord) >= 0.099 * hoogste
    assert vak.meta == {"kern": [round(graad, 3) for graad in vak.kern]}


def test_only_areas_in_the_frame_are_drawn() -> None:
    codes = ["GM0153", "GM0164", "GM0935"]  # Enschede, Hengelo, Maastricht
    assert find_zichtbaar(codes, find_uitsnede(["GM0153"])) == [0, 1]
    assert find_zichtbaar(codes, None) == [0, 1, 2]
