"""Any regio judged like a gemeente: its own figures, its own kind, and clear limits."""

from dataclasses import replace

import numpy as np
import pytest

from welvaart.fouten import KeuzeFout
from welvaart.groep.gebied import build_keuzes, find_gebieden, find_regio
from welvaart.groep.groepen import find_groepen, find_leden, parse_groep
from welvaart.groep.nulmeting import build_nulmeting
from welvaart.groep.regiobeeld import Regiobeeld, build_regiobeeld
from welvaart.lezen.stand import Stand
from welvaart.methode.positie import Positie
from welvaart.methode.trend import Trend
from welvaart.oordeel.regel import Regel
from welvaart.opdracht.kaartbouw import build_kaartregels
from welvaart.regio.regio import RegioSoort
from welvaart.zin.duiding import describe_positie, describe_trend, describe_waarde
from welvaart.zin.kernzin import describe_kern
from welvaart.zin.samenvatting import describe_dekking

NETTO, VERMOGEN = "netto_arbeidsparticipatie", "mediaan_vermogen"
TEKSTEN = ["CR26", "PV26", "AM22", "LD03", "NL01", "eigen:GM0503,GM0518,GM0599;Onze regio"]


@pytest.fixture(scope="module")
def corop(stand: Stand) -> Regiobeeld:
    return build_regiobeeld(stand, find_regio(stand, "CR26"))


def get_regel(regels: list[Regel], indicator_id: str) -> Regel:
    return next(r for r in regels if r.indicator.indicator_id == indicator_id)


def test_a_gemeente_is_judged_in_the_figures_of_all_gemeenten(stand: Stand) -> None:
    beeld = build_regiobeeld(stand, find_regio(stand, "Delft"))
    assert beeld.stand is stand
    assert beeld.leden == ("GM0503",)
    assert str(beeld.regels) == str(stand.build_scorekaart("GM0503"))


@pytest.mark.parametrize("tekst", TEKSTEN)
def test_every_kind_of_regio_has_a_line_per_indicator_and_a_reason_for_each_gap(
    tekst: str, stand: Stand
) -> None:
    beeld = build_regiobeeld(stand, find_regio(stand, tekst))
    assert [r.indicator.indicator_id for r in beeld.regels] == list(stand.indicatoren)
    assert all(r.heeft_waarde or r.ontbreekt_omdat.endswith(".") for r in beeld.regels)
    for regel in beeld.regels:
        zinnen = (describe_waarde(regel, beeld.regio.naam), describe_trend(regel, "x"))
        assert all("nan" not in zin for zin in zinnen)


def test_value_of_an_area_is_the_one_that_stands_beside_its_gemeenten(
    stand: Stand, corop: Regiobeeld
) -> None:
    """The same COROP as a choice and as a comparison group: one number."""
    naast = build_nulmeting(stand, "GM0518", parse_groep(stand, "GM0518", "corop"))
    gelijk = 0
    for regel, ander in zip(corop.regels, naast, strict=True):
        if ander.groep is not None and ander.periode_code == regel.periode_code:
            assert regel.waarde == pytest.approx(ander.groep.waarde), regel.indicator.indicator_id
            gelijk += 1
    assert gelijk > 50


def test_weighted_value_follows_from_the_members(stand: Stand, corop: Regiobeeld) -> None:
    leden = [stand.reeksen.get_r(code) for code in corop.leden]
    i, t = stand.reeksen.get_i(NETTO), stand.reeksen.jaren.index(2022)
    cijfers = stand.reeksen.waarde[i, leden, t]
    j, s = stand.reeksen.get_i("inwoners"), stand.reeksen.jaren.index(2023)
    gewicht = stand.reeksen.waarde[j, leden, s]
    verwacht = float(np.average(cijfers, weights=gewicht))
    assert get_regel(corop.regels, NETTO).waarde == pytest.approx(verwacht)


def test_places_are_among_regios_of_the_same_kind(stand: Stand) -> None:
    for soort, aantal in ((RegioSoort.COROP, 40), (RegioSoort.PROVINCIE, 12)):
        gebieden = find_gebieden(stand, soort)
        assert len(gebieden) == aantal
        beeld = build_regiobeeld(stand, gebieden[0])
        i, t = beeld.stand.reeksen.get_i(NETTO), beeld.stand.reeksen.jaren.index(2022)
        assert beeld.stand.beoordeling.n[i, t] == aantal
        eigen = np.round(beeld.stand.reeksen.waarde[i, :, t], 1)
        for r, waarde in enumerate(eigen):
            if np.isnan(beeld.stand.reeksen.onder[i, :, t]).all():
                assert beeld.stand.beoordeling.rang_van[i, r, t] == 1 + (eigen > waarde).sum()


def test_a_median_is_labelled_and_gets_no_verdict(corop: Regiobeeld) -> None:
    regel = get_regel(corop.regels, VERMOGEN)
    assert regel.wat == f"mediaan van {len(corop.leden)} gemeenten"
    assert regel.positie is Positie.GEEN_OORDEEL
    assert regel.trend is Trend.GEEN_OORDEEL
    assert regel.loopt is None
    assert regel.wat in describe_waarde(regel, corop.regio.naam)
    assert "geen plaats" in describe_positie(regel, corop.regio.naam)


MEDIAAN = "mediaan_gestandaardiseerd_inkomen_2024"


@pytest.mark.parametrize("tekst", ["CR12", "PV30", "eigen:GM0503,GM0518,GM0599;Rond Delft"])
@pytest.mark.parametrize(
    "indicator_id",
    ["mediaan_besteedbaar_inkomen_huishoudens", MEDIAAN],
)
def test_a_median_of_gemeenten_stands_beside_a_median_not_beside_the_figure_of_nederland(
    tekst: str, indicator_id: str, stand: Stand
) -> None:
    """Noord-Brabant was said to be 1.800 euro above Nederland: its median gemeente above all."""
    beeld = build_regiobeeld(stand, find_regio(stand, tekst))
    regel = get_regel(beeld.regels, indicator_id)
    assert regel.wat.startswith("mediaan van")
    i = stand.reeksen.get_i(indicator_id)
    t = next(k for k, code in enumerate(stand.reeksen.perioden[i]) if code == regel.periode_code)
    wie = [stand.reeksen.get_r(gemeente.code) for gemeente in stand.gemeenten]
    cijfers = stand.reeksen.waarde[i, wie, t]
    assert regel.groep is not None
    assert regel.groep.waarde == np.nanmedian(cijfers)
    assert regel.groep.n == np.count_nonzero(~np.isnan(cijfers))
    assert f"mediaan van {regel.groep.n} gemeenten" in describe_kern(regel, "Gebied")
    assert "Nederland" not in describe_kern(regel, "Gebied")
    delft = get_regel(stand.build_scorekaart("GM0503"), indicator_id).groep
    assert delft is not None
    assert delft.methode == "bron"


def test_a_median_of_gemeenten_stands_beside_that_of_a_group_with_a_figure_of_its_own(
    stand: Stand,
) -> None:
    i, r = stand.reeksen.get_i(MEDIAAN), stand.reeksen.get_r("PV28")
    assert r is not None
    t = int(np.flatnonzero(stand.reeksen.perioden[i] != "")[-1])
    waarde, herkomst = stand.reeksen.waarde.copy(), stand.reeksen.herkomst.copy()
    waarde[i, r, t], herkomst[i, r, t] = 99.0, "bron"
    met = replace(stand, reeksen=replace(stand.reeksen, waarde=waarde, herkomst=herkomst))
    provincie = parse_groep(met, "GM0503", "provincie")
    gemeente = get_regel(build_nulmeting(met, "GM0503", provincie), MEDIAAN).groep
    assert gemeente is not None
    assert gemeente.waarde == 99.0
    beeld = build_regiobeeld(met, find_regio(met, "eigen:GM0503,GM0599;Samen"))
    samen = get_regel(build_nulmeting(beeld.stand, beeld.regio.code, provincie), MEDIAAN)
    assert samen.groep is not None
    assert samen.groep.methode == "mediaan"
    leden = [stand.reeksen.get_r(code) for code in provincie.codes]
    assert samen.groep.waarde == np.nanmedian(stand.reeksen.waarde[i, leden, t])


def test_some_of_the_gemeenten_is_said(corop: Regiobeeld) -> None:
    regel = get_regel(corop.regels, "onveilig_in_buurt")
    assert regel.wat == "gemiddelde van 3 van 6 gemeenten"
    assert regel.trend is Trend.GEEN_OORDEEL


def test_own_regio_has_no_place_and_says_so(stand: Stand) -> None:
    beeld = build_regiobeeld(stand, find_regio(stand, "eigen:GM0503,GM0599;Onze regio"))
    assert beeld.regio.naam == "Onze regio"
    assert all(np.isnan(r.rang_van) and r.positie is Positie.GEEN_OORDEEL for r in beeld.regels)
    netto = get_regel(beeld.regels, NETTO)
    assert "Een eigen regio krijgt geen plaats" in describe_positie(netto, beeld.regio.naam)
    assert netto.trend in (Trend.STIJGT, Trend.GELIJK)
    assert "geldt voor" not in describe_trend(netto, beeld.regio.naam)


def test_relative_trend_is_against_the_rest_of_nederland(stand: Stand) -> None:
    """The provincie with most inhabitants would else be compared with itself for a fifth."""
    beeld = build_regiobeeld(stand, find_regio(stand, "PV28"))
    regel = get_regel(beeld.regels, NETTO)
    assert regel.groep is not None
    assert regel.groep.zonder
    i = stand.reeksen.get_i(NETTO)
    rest = sorted(stand.gemeente_codes - set(beeld.leden))
    groep = parse_groep(stand, beeld.leden[0], f"eigen:{','.join(rest)}")
    (ander,) = (
        r.groep
        for r in build_nulmeting(stand, beeld.leden[0], groep)
        if r.indicator == regel.indicator
    )
    assert ander is not None
    assert regel.waarde - regel.relatief_eind == pytest.approx(ander.waarde, abs=0.051)
    assert "de rest van Nederland" in describe_trend(regel, beeld.regio.naam)
    assert beeld.stand.reeksen.get_i(NETTO) == i


def test_nederland_is_not_compared_with_itself(stand: Stand) -> None:
    beeld = build_regiobeeld(stand, find_regio(stand, "NL01"))
    assert all(r.groep is None and r.loopt is None for r in beeld.regels)
    for regel in beeld.regels:
        land = stand.land.get((regel.indicator.indicator_id, regel.periode_code))
        if regel.heeft_waarde and land is not None:
            assert regel.waarde == pytest.approx(land.waarde)


def test_a_coarse_gemeente_makes_its_area_coarse(stand: Stand) -> None:
    """Amsterdam comes in whole percents and holds most of its COROP, a twentieth of Nederland."""
    groot = build_regiobeeld(stand, find_regio(stand, "CR23"))
    regel = get_regel(groot.regels, NETTO)
    assert "GM0363" in groot.leden
    assert regel.onder < regel.waarde < regel.boven
    assert regel.trend is Trend.GEEN_OORDEEL
    land = build_regiobeeld(stand, find_regio(stand, "NL01"))
    assert get_regel(land.regels, NETTO).trend is Trend.STIJGT


def test_provisional_years_can_be_left_out_for_an_area_too(corop: Regiobeeld) -> None:
    zonder = corop.stand.zonder_voorlopig
    regel = get_regel(zonder.build_scorekaart("CR26"), "geregistreerde_misdrijven")
    assert (
        regel.trend_jaren[-1] < get_regel(corop.regels, "geregistreerde_misdrijven").trend_jaren[-1]
    )
    assert regel.soort is RegioSoort.COROP


def test_names_that_several_regios_bear_are_told_apart(stand: Stand) -> None:
    keuzes = build_keuzes(stand)
    assert keuzes["Utrecht (gemeente)"] == "GM0344"
    assert keuzes["Provincie Utrecht"] == "PV26"
    assert keuzes["COROP Utrecht"] == "CR17"
    assert keuzes["Delft"] == "GM0503"
    assert "Bergen (NH.)" in keuzes
    assert "Bergen (L.)" in keuzes
    assert find_regio(stand, "Utrecht").soort is RegioSoort.GEMEENTE
    assert find_regio(stand, "provincie utrecht").code == "PV26"
    with pytest.raises(KeuzeFout, match=r"kan meer gebieden zijn: .*AM05.* en .*CR12"):
        find_regio(stand, "Twente")


@pytest.mark.parametrize(
    ("tekst", "zin"),
    [
        ("GM0457", "bestaat niet meer"),
        ("VR01", "is een veiligheidsregio"),
        ("CR99", "geen gemeente die wij kennen"),
        ("eigen:GM0503", "minstens 2 gemeenten"),
        ("eigen:GM0503,GM0599;<b>", "kan geen naam"),
    ],
)
def test_a_regio_that_cannot_be_is_refused_with_a_sentence(
    tekst: str, zin: str, stand: Stand
) -> None:
    with pytest.raises(KeuzeFout, match=zin):
        find_regio(stand, tekst)


def test_groups_of_an_area_are_those_around_it(stand: Stand) -> None:
    sleutels = [groep.sleutel for groep in find_groepen(stand, "CR26")]
    assert sleutels[:2] == ["land", "provincie"]
    assert "lijkt_op" not in sleutels
    assert "corop" not in sleutels
    assert len(find_leden(stand, "CR26")) == 6


def test_a_line_without_a_figure_knows_it_is_of_an_area(corop: Regiobeeld) -> None:
    leeg = [r for r in corop.regels if not r.heeft_waarde]
    assert leeg and all(r.soort is RegioSoort.COROP for r in leeg)
    assert "Van dit gebied is geen cijfer te maken" in describe_dekking(corop.regels, "X")


def test_the_bare_name_of_an_area_is_a_choice_unless_a_gemeente_bears_it(stand: Stand) -> None:
    keuzes = build_keuzes(stand)
    assert stand.regios[keuzes["Twente"]].naam == "Twente"
    assert keuzes["Twente"] == keuzes["COROP Twente"] != keuzes["Twenterand"]
    assert "Utrecht" not in keuzes
    assert keuzes["Utrecht (gemeente)"] == "GM0344"
    assert keuzes["Delft"] == "GM0503"


def test_a_row_of_the_command_writes_all_its_figures_with_the_same_decimals(stand: Stand) -> None:
    # Woningen weigh: 3,66 beside Nederland 4,30 and Gelderland 3,62; the official 4 of a source
    # would stay whole.
    regio = find_regio(stand, "CR14")
    beeld = build_regiobeeld(stand, regio)
    groepen = [parse_groep(stand, "CR14", sleutel) for sleutel in ("land", "provincie")]
    rijen = build_kaartregels(beeld.stand, regio.code, groepen, {})
    rij = next(r for r in rijen if r.indicator_id == "leegstand_woningen")
    assert (rij.tekst, *(g.tekst for g in rij.vergelijking.values())) == (
        "3,7\u00a0%",
        "4,3\u00a0%",
        "3,6\u00a0%",
    )
    heel = next(r for r in rijen if r.indicator_id == "bevolkingsdichtheid")
    assert "," not in heel.tekst
