"""The content of a document: what it says agrees with the warehouse, for every kind of regio."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import duckdb
import pytest

from welvaart.dossier.doelenlijst import Doelregel
from welvaart.export.bouwen.bouw import build_document
from welvaart.export.bouwen.delen.grafiek import build_staafgrafiek
from welvaart.export.bouwen.naslag.verantwoording import group_redenen
from welvaart.export.bouwen.opdracht import Opdracht
from welvaart.export.inhoud import Alinea, Document, Grafiek, Kaart, Kop, Lijst, Tabel
from welvaart.export.pdf.pdf import merge_kolommen
from welvaart.groep.gebied import find_regio
from welvaart.groep.groepen import find_groepen
from welvaart.groep.nulmeting import build_nulmeting
from welvaart.groep.regiobeeld import build_regiobeeld
from welvaart.kenmerk import parse_kenmerk
from welvaart.lezen.stand import Stand
from welvaart.lezen.standlezer import read_stand

NU = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
DOEL = Doelregel("d1", "netto_arbeidsparticipatie", 69.3, 2022, 72.0, 2028, None, "3.1", "Doen.")


@pytest.fixture(scope="module")
def stand(warehouse: Path) -> Stand:
    return read_stand(warehouse)


def build(stand: Stand, code: str, *ids: str) -> tuple[Opdracht, Document]:
    regio = find_regio(stand, code)
    beeld = build_regiobeeld(stand, regio)
    groep = find_groepen(stand, regio.code)[0]
    opdracht = Opdracht(
        beeld.stand,
        stand,
        regio,
        groep,
        build_nulmeting(beeld.stand, regio.code, groep),
        NU,
        prioriteiten=[("netto_arbeidsparticipatie", "Omdat het moet.")],
        doelen=[DOEL],
        indicator_ids=frozenset(ids) or None,
    )
    return opdracht, build_document(opdracht)


def find_grafieken(document: Document) -> list[Grafiek]:
    return [d for h in document.hoofdstukken for d in h.delen if isinstance(d, Grafiek)]


def find_beelden(document: Document) -> list[Grafiek | Kaart]:
    """Charts and maps, in the order of the document."""
    delen = (d for h in document.hoofdstukken for d in h.delen)
    return [d for d in delen if isinstance(d, Grafiek | Kaart)]


@pytest.mark.parametrize("code", ["GM0503", "GM0096", "GM1982", "CR12", "eigen:GM0503,GM0505;Wij"])
def test_every_kind_of_regio_has_a_whole_document(stand: Stand, code: str) -> None:
    _, document = build(stand, code)
    assert document == build(stand, code)[1]
    sleutels = [h.sleutel for h in document.hoofdstukken]
    assert sleutels[0] == "foto" and sleutels[-1] == "verantwoording"
    assert {"opvallend", "participatie", "leegstand", "prioriteiten", "doelen"} <= set(sleutels)
    for grafiek in find_grafieken(document):
        assert grafiek.titel.endswith(".") and grafiek.alt.endswith(".")
        assert grafiek.bron.startswith(("Bron: ", "Doel: "))
        for reeks in grafiek.reeksen:
            assert len(reeks.waarden) == len(grafiek.categorieen) == len(reeks.voorlopig)
            assert any(w is not None for w in reeks.waarden)
    for hoofdstuk in document.hoofdstukken:
        for deel in hoofdstuk.delen:
            if isinstance(deel, Tabel):
                assert all(len(rij) == len(deel.koppen) for rij in deel.rijen)
    tekst = str(document)
    assert "nan" not in tekst.replace("finan", "").replace("Binnenmaas", "")


def test_the_figures_of_a_chart_are_those_of_the_warehouse(stand: Stand, warehouse: Path) -> None:
    _, document = build(stand, "GM0503")
    netto = next(g for g in find_grafieken(document) if g.titel.startswith("Netto arbeids"))
    eigen = next(r for r in netto.reeksen if r.rol == "eigen")
    with duckdb.connect(str(warehouse), read_only=True) as verbinding:
        rijen = verbinding.execute(
            "SELECT left(periode_code, 4), waarde FROM waarneming WHERE regio_code = 'GM0503' AND "
            "indicator_id = 'netto_arbeidsparticipatie' AND indeling_jaar = 0"
        ).fetchall()
    assert dict(zip(netto.categorieen, eigen.waarden, strict=True)) == dict(rijen)


def test_what_is_left_out_is_named_with_its_reason(stand: Stand) -> None:
    opdracht, document = build(stand, "GM0503", "netto_arbeidsparticipatie", "overgewicht")
    assert {r.indicator.indicator_id for r in opdracht.gekozen} == {
        "netto_arbeidsparticipatie",
        "overgewicht",
    }
    assert len(document.weggelaten) == len(opdracht.regels) - 2
    assert "Werkloosheid: niet gekozen voor dit document." in document.weggelaten
    reden = "zwemwater aan de kust: In deze gemeente"
    assert any(reden in zin for zin in build(stand, "GM0503")[1].weggelaten)


def test_the_kenmerk_reopens_the_nulmeting(stand: Stand) -> None:
    _, document = build(stand, "GM0503")
    weergave = parse_kenmerk(document.kenmerk, stand.indicatoren)
    assert (weergave.pagina, weergave.query["regio"]) == ("Nulmeting", "GM0503")


def test_equal_figures_share_a_place_in_the_message(stand: Stand) -> None:
    regio = find_regio(stand, "GM0503")
    regels = {r.indicator.indicator_id: r for r in stand.build_scorekaart("GM0503")}
    (netto,) = build_staafgrafiek(stand, regels["netto_arbeidsparticipatie"], regio, "")
    eigen = [w for w in netto.reeksen[0].waarden if w is not None]
    alle = eigen + [w for w in netto.reeksen[1].waarden if w is not None]
    van, tot = 1 + sum(w > eigen[0] for w in alle), sum(w >= eigen[0] for w in alle)
    assert (
        f"staat op plaats {van}" if van == tot else f"deelt plaats {van} tot en met {tot}"
    ) in netto.titel
    gelijk = [i for i, r in regels.items() if r.heeft_waarde and _find_gedeeld(stand, r)]
    assert gelijk
    (grafiek,) = build_staafgrafiek(stand, regels[gelijk[0]], regio, "")
    assert "deelt plaats" in grafiek.titel


def test_amsterdam_in_whole_percents_stands_between_the_places_that_allows(stand: Stand) -> None:
    regel = next(
        r for r in stand.build_scorekaart("GM0363") if r.indicator.indicator_id.startswith("netto")
    )
    (grafiek,) = build_staafgrafiek(stand, regel, find_regio(stand, "GM0363"), "")
    anderen = [w for w in grafiek.reeksen[1].waarden if w is not None]
    # 73 % is anything from 72,5 to 73,5.
    van, tot = 1 + sum(w > 73.5 for w in anderen), 1 + sum(w >= 72.5 for w in anderen)
    assert van < tot
    assert f"Amsterdam (73\u00a0%) staat ergens tussen plaats {van} en {tot} van" in grafiek.titel
    assert [reeks.decimalen for reeks in grafiek.reeksen] == [0, 1]


def test_a_neighbour_in_whole_percents_keeps_those_beside_finer_figures(stand: Stand) -> None:
    regel = next(
        r for r in stand.build_scorekaart("GM0362") if r.indicator.indicator_id.startswith("netto")
    )
    (grafiek,) = build_staafgrafiek(stand, regel, find_regio(stand, "GM0362"), "")
    assert [reeks.decimalen for reeks in grafiek.reeksen] == [1, 1, 0]
    assert [w for w in grafiek.reeksen[2].waarden if w is not None] == [73.0]
    assert all(
        sum(w is not None for w in rij) == 1
        for rij in zip(*(reeks.waarden for reeks in grafiek.reeksen), strict=True)
    )
    cellen = dict(merge_kolommen(grafiek))["Procent van de inwoners van 15 tot 75 jaar"]
    assert "73" in cellen and "73,0" not in cellen


def _find_gedeeld(stand: Stand, regel: object) -> bool:
    grafieken = build_staafgrafiek(stand, regel, find_regio(stand, "GM0503"), "")  # type: ignore[arg-type]
    if not grafieken:
        return False
    eigen, ander = (r.waarden for r in grafieken[0].reeksen)
    return any(w is not None and w in ander for w in eigen)


def test_the_own_gemeente_is_among_the_bars_also_at_the_end_of_a_large_corop(stand: Stand) -> None:
    meeste = 0
    for gemeente in stand.gemeenten:
        regels = {r.indicator.indicator_id: r for r in stand.build_scorekaart(gemeente.code)}
        regel = regels["netto_arbeidsparticipatie"]
        if not regel.heeft_waarde:
            continue
        for grafiek in build_staafgrafiek(stand, regel, gemeente, ""):
            eigen = [w for w in grafiek.reeksen[0].waarden if w is not None]
            assert eigen == [regel.waarde]
            meeste = max(meeste, len(grafiek.categorieen))
    assert meeste > 20


def test_a_table_of_a_thema_says_of_each_cell_what_it_means(stand: Stand) -> None:
    for code, reden in (
        ("GM0503", "hoger is daar niet beter of slechter"),
        ("GM0096", "hoger is daar niet beter of slechter"),
        ("CR12", "het cijfer is daar niet van het gebied als geheel"),
        ("eigen:GM0503,GM0599", "er zijn geen andere gebieden van dezelfde soort"),
    ):
        _, document = build(stand, code)
        tabellen = [
            deel
            for hoofdstuk in document.hoofdstukken
            if hoofdstuk.sleutel.startswith("thema:")
            for deel in hoofdstuk.delen
            if isinstance(deel, Tabel)
        ]
        for tabel in tabellen:
            cellen = [cel for rij in tabel.rijen for cel in rij]
            assert all(cellen)
            assert ("Geen plaats:" in tabel.noot) == ("geen plaats" in cellen)
            assert (". = onbekend" in tabel.noot) == ("." in cellen)
            for *_, ontwikkeling in tabel.rijen:
                eigen, _, naast = ontwikkeling.partition("; vergeleken: ")
                assert eigen != naast
        assert any("geen plaats" in rij for tabel in tabellen for rij in tabel.rijen)
        assert any(reden in tabel.noot for tabel in tabellen)
        assert not any(rij[4] == "." for tabel in tabellen for rij in tabel.rijen)


def test_with_whom_it_is_compared_stands_in_the_document(stand: Stand) -> None:
    opdracht, document = build(stand, "GM1963")
    for groep in find_groepen(stand, "GM1963"):
        naast = build_document(replace(opdracht, groep=groep))
        tekst = "\n".join(
            d.tekst for h in naast.hoofdstukken for d in h.delen if isinstance(d, Alinea)
        )
        assert (groep.uitleg in tekst) == (groep.soort != "land")
        if groep.soort == "lijkt_op":
            assert all(stand.regios[code].naam in tekst for code in groep.codes)
    assert "Vergeleken met" not in str(document.hoofdstukken[-1].delen)


def test_what_was_not_chosen_stands_per_thema_with_every_name(stand: Stand) -> None:
    opdracht, document = build(stand, "GM0503", "netto_arbeidsparticipatie", "overgewicht")
    delen = document.hoofdstukken[-1].delen
    (lijst,) = [d for d in delen if isinstance(d, Lijst) and d.kort]
    assert lijst.kort == "66 indicatoren, verdeeld over 16 thema's."
    namen = [n for punt in lijst.punten for n in punt.partition(": ")[2].split("; ")]
    assert sorted(namen) == sorted(x.titel for x in opdracht.ongekozen) and len(namen) == 66
    gezondheid = next(punt for punt in lijst.punten if punt.startswith("Gezondheid: "))
    assert "Ervaren gezondheid" in gezondheid and "Overgewicht" not in gezondheid
    heel = build(stand, "GM0503")[1].hoofdstukken[-1].delen
    assert "Niet gekozen voor dit document" not in [d.tekst for d in heel if isinstance(d, Kop)]
    (bewerkt,) = [d for d in heel if isinstance(d, Lijst) and d.kort]
    n = sum(zin.partition(": ")[0].count("; ") + 1 for zin in bewerkt.punten)
    assert bewerkt.kort.startswith(f"{n} indicatoren, ") and n > 10


def test_a_chapter_of_some_indicators_does_not_speak_of_all(stand: Stand) -> None:
    ids = ("afstand_ov", "leegstand_woningen", "woningen")
    _, document = build(stand, "GM0503", *ids)
    regio = next(h for h in document.hoofdstukken if h.sleutel == "regio")
    assert regio.boodschap.endswith(
        "delen bij deze indicatoren geen risico's en geen sterke punten."
    )
    assert "Bij geen van de indicatoren in dit document staat de helft" in str(regio)
    _, heel = build(stand, "GM0503")
    regio = next(h for h in heel.hoofdstukken if h.sleutel == "regio")
    assert "deze indicatoren" not in regio.boodschap


def test_gemeenten_beside_each_other_stand_by_name(stand: Stand) -> None:
    _, document = build(stand, "GM0828")
    regio = next(h for h in document.hoofdstukken if h.sleutel == "regio")
    tabel = next(d for d in regio.delen if isinstance(d, Tabel) and "naast" in d.bijschrift)
    namen = [rij[0] for rij in tabel.rijen[:-2]]
    assert namen[:5] == ["Bernheze", "Boekel", "Boxtel", "'s-Hertogenbosch", "Heusden"]


def test_each_reason_stands_once_with_all_it_holds_for(stand: Stand) -> None:
    opdracht, document = build(stand, "GM0096")
    lijsten = [d for d in document.hoofdstukken[-1].delen if isinstance(d, Lijst)]
    redenen = [punt.rpartition(": ")[2] for punt in lijsten[0].punten]
    assert len(redenen) == len(set(redenen)) < len(opdracht.weggelaten)
    for zin in opdracht.weggelaten:
        titel, _, reden = zin.partition(": ")
        assert any(titel in punt and punt.endswith(reden) for punt in lijsten[0].punten)
    assert group_redenen([("A", "x"), ("B", "y"), ("C", "x")]) == ("A; C: x", "B: y")


def test_what_wins_terrain_is_said_once(stand: Stand) -> None:
    _, document = build(stand, "GM0503")
    delen = next(h for h in document.hoofdstukken if h.sleutel == "opvallend").delen
    koppen = [d.tekst for d in delen if isinstance(d, Kop)]
    assert any(kop.startswith("Kracht") for kop in koppen)  # the café, and so not "Won terrein" too
    punten = [p for kop, d in pairwise(delen) if isinstance(d, Lijst) and isinstance(kop, Kop)
              and kop.tekst not in ("Sterk", "Zwak") for p in d.punten]  # fmt: skip
    assert sum("afstand tot een café" in punt.lower() for punt in punten) == 1


def test_none_in_a_quarter_is_said_in_words_and_is_no_more_than_is_sure(stand: Stand) -> None:
    _, document = build(stand, "CR12")
    assert document.hoofdstukken[0].boodschap == (
        "COROP Twente staat bij geen enkele van de 16 indicatoren zeker in het beste of het "
        "slechtste kwart."
    )
