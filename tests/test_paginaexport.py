"""The part Exporteer of the pages about one figure: what is in view goes out, when asked."""

import re
from collections.abc import Mapping
from dataclasses import replace
from html import unescape
from io import BytesIO
from typing import TypeVar

import docx
import openpyxl
import pytest
from pptx import Presentation

from tests.test_export_inhoud import build
from tests.test_exporteer import WOORDEN, find_knoppen
from tests.test_paginas import read_text, run_page
from welvaart.export.bouwen.delen.lijnen import cut_grafiek
from welvaart.export.bouwen.opdracht import Opdracht, Paginabeeld
from welvaart.export.bouwen.paginas import build_pagina, find_beeld
from welvaart.export.inhoud import (
    Alinea,
    Deel,
    Document,
    Grafiek,
    Kaart,
    Lijst,
    Reeks,
    Tabel,
)
from welvaart.fouten import KeuzeFout
from welvaart.groep.groepen import find_leden, parse_groep
from welvaart.kenmerk import parse_kenmerk
from welvaart.lezen.stand import Stand
from welvaart.methode.uitleg import load_uitleg
from welvaart.onderwerp.arbeidscijfers import NETTO
from welvaart.onderwerp.leegstand import Norm
from welvaart.scherm import exporteer, paginaexport

pytestmark = pytest.mark.usefixtures("exporteert")
ARBEID, LEEGSTAND, REGIO = (
    "pages/2_Arbeidsparticipatie.py",
    "pages/3_Leegstand.py",
    "pages/4_Regiovergelijking.py",
)


def make(
    stand: Stand, code: str, pagina: str, beeld: Paginabeeld, groep: str = ""
) -> tuple[Opdracht, Document]:
    opdracht, _ = build(stand, code)
    opdracht = replace(opdracht, beeld=beeld, prioriteiten=[], doelen=[])
    if groep:
        opdracht = replace(opdracht, groep=parse_groep(stand, code, groep))
    return opdracht, build_pagina(opdracht, pagina)


T = TypeVar("T", bound=Deel)


def find_delen(document: Document, soort: type[T]) -> list[T]:
    return [d for h in document.hoofdstukken[:-1] for d in h.delen if isinstance(d, soort)]


@pytest.mark.parametrize(
    ("pagina", "vraag", "naam"),
    [
        (ARBEID, {"van": "2015", "tot": "2019"}, "arbeidsparticipatie Delft"),
        (LEEGSTAND, {"norm": "5", "normbron": "visie 2025"}, "leegstand Delft"),
        (REGIO, {"vorm": "ranglijst"}, "regiovergelijking Delft"),
    ],
)
def test_each_page_makes_its_file_only_when_asked(
    pagina: str, vraag: Mapping[str, str], naam: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    gevraagd: list[Opdracht] = []
    echt = paginaexport._build_opdracht

    def keep(*alles: object) -> Opdracht:
        gevraagd.append(echt(*alles))  # type: ignore[arg-type]  # passed on as they came
        return gevraagd[-1]

    monkeypatch.setattr(paginaexport, "_build_opdracht", keep)
    test = run_page(pagina, regio="GM0503", **vraag)
    assert not test.exception and find_knoppen(test) == WOORDEN
    assert gevraagd == [] and not test.get("download_button")
    soort = naam.split(" ", maxsplit=1)[0]
    test.button(key=f"maak {soort} Word").click().run()
    assert not test.exception
    (klaar,) = test.get("download_button")
    assert klaar.proto.label.startswith(f"Download {naam}.docx")
    (opdracht,) = gevraagd
    assert opdracht.beeld is not None and opdracht.regio.code == "GM0503"
    for sleutel, waarde in vraag.items():
        if sleutel in ("van", "tot"):
            assert str(getattr(opdracht.beeld, sleutel)) == waarde
        else:
            assert opdracht.beeld.query[sleutel] == waarde


def test_another_year_takes_the_file_of_the_old_one_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporteer, "write_export", lambda *_: b"PK")
    test = run_page(ARBEID, regio="GM0503")
    test.button(key="maak arbeidsparticipatie PDF").click().run()
    assert len(test.get("download_button")) == 1
    test.selectbox(key="kies_tot").select("2019").run()
    assert not test.exception and not test.get("download_button")


def test_the_slides_for_the_council_have_no_part_to_export() -> None:
    assert find_knoppen(run_page(REGIO, regio="GM0503", raad="ja")) == []


def test_a_page_that_cannot_be_made_says_so_in_dutch(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> bytes:
        raise KeuzeFout("Het bestand was niet op tijd klaar.")

    monkeypatch.setattr(exporteer, "write_export", refuse)
    test = run_page(LEEGSTAND, regio="GM0503")
    test.button(key="maak leegstand PDF").click().run()
    assert not test.exception and not test.get("download_button")
    assert "Het bestand was niet op tijd klaar." in read_text(test)


def test_work_is_told_of_the_years_and_the_group_in_view(stand: Stand) -> None:
    beeld = Paginabeeld("Arbeidsparticipatie", "werkloosheid", 2015, 2019)
    _, document = make(stand, "GM0503", "arbeidsparticipatie", beeld, "corop")
    assert document.titel == "Arbeidsparticipatie Delft"
    hoofdstuk = document.hoofdstukken[0]
    assert hoofdstuk.titel.startswith("In Delft werken 68 van de 100 inwoners")
    assert hoofdstuk.titel.endswith("in COROP-gebied Delft en Westland 72 (2019).")
    assert "2022" not in " ".join(a.tekst for a in find_delen(document, Alinea))
    eerste, *_, staven = find_delen(document, Grafiek)
    assert eerste.titel.startswith("Werkloosheid in Delft: 5,2\u00a0% in 2019;")
    for grafiek in find_delen(document, Grafiek)[:-1]:
        assert grafiek.categorieen == ("2015", "2016", "2017", "2018", "2019")
        assert "2022" not in f"{grafiek.titel} {grafiek.bron} {grafiek.noten}"
    assert staven.soort == "staaf" and "(2019)" in staven.titel
    tabel = next(t for t in find_delen(document, Tabel) if "naast elkaar" in t.bijschrift)
    # Delft in the warehouse: netto 64,2 → 68,1; werkloosheid 8,6 → 5,2.
    netto, _, werkloos, _ = (rij[:4] for rij in tabel.rijen)
    assert netto == ("Netto", "64,2", "68,1", "+3,9")
    assert werkloos == ("Werkloosheid", "8,6", "5,2", "\u22123,4")
    weergave = parse_kenmerk(document.kenmerk, list(stand.indicatoren))
    assert weergave.pagina == "Arbeidsparticipatie"
    assert weergave.query == {
        "regio": "GM0503",
        "indicator": "werkloosheid",
        "vergelijk": "corop",
        "van": "2015",
        "tot": "2019",
    }


def test_the_sentences_of_a_page_are_those_of_its_file(stand: Stand) -> None:
    test = run_page(ARBEID, regio="GM0828", tot="2020")
    beeld = Paginabeeld("Arbeidsparticipatie", "netto_arbeidsparticipatie", 2013, 2020)
    _, document = make(stand, "GM0828", "arbeidsparticipatie", beeld)
    scherm = read_text(test).replace("\u00a0", " ")
    assert document.hoofdstukken[0].titel in [titel.value for titel in test.title]
    eerste = find_delen(document, Alinea)[0].tekst.replace("\u00a0", " ")
    assert eerste.startswith("In 2020 was de netto arbeidsparticipatie") and eerste in scherm


def test_leegstand_takes_the_norm_of_the_team_along(stand: Stand) -> None:
    norm = Norm(5.5, "visie 2025")
    beeld = Paginabeeld("Leegstand", "leegstand_woningen", 2020, 2025, norm=norm)
    _, document = make(stand, "GM0503", "leegstand", beeld)
    lijn, staven = find_delen(document, Grafiek)
    (van_ons,) = [r for r in lijn.reeksen if r.rol == "doel"]
    assert van_ons.naam == "Norm van het team" and set(van_ons.waarden) == {5.5}
    assert van_ons.decimalen == 1 and lijn.bron.endswith("Norm: visie 2025.")
    assert any("Uw norm is 5,5" in a.tekst for a in find_delen(document, Alinea))
    assert staven.soort == "staaf" and lijn.categorieen[0] == "2020"


@pytest.mark.parametrize("code", ["GM0503", "GM0096", "PV28", "NL01", "eigen:GM0503,GM0505;Wij"])
@pytest.mark.parametrize("pagina", ["arbeidsparticipatie", "leegstand"])
def test_every_kind_of_regio_has_its_pages(stand: Stand, code: str, pagina: str) -> None:
    opdracht, _ = build(stand, code)
    document = build_pagina(find_beeld(opdracht, pagina, None, None), pagina)
    assert len(document.hoofdstukken) == 2
    assert "nan" not in str(document).replace("finan", "").replace("Binnenmaas", "")
    for grafiek in find_delen(document, Grafiek):
        assert grafiek.titel.endswith(".") and grafiek.alt.endswith(".")
        for reeks in grafiek.reeksen:
            assert len(reeks.waarden) == len(grafiek.categorieen) == len(reeks.voorlopig)
            assert any(w is not None for w in reeks.waarden)


def test_equal_figures_in_a_region_are_told_as_one(stand: Stand) -> None:
    opdracht, _ = build(stand, "eigen:GM0503,GM0505;Wij")
    document = build_pagina(find_beeld(opdracht, "leegstand", None, None), "leegstand")
    staven = find_delen(document, Grafiek)[-1]
    assert staven.titel == "Woningen zonder ingeschreven bewoner in Wij (2025): overal 4\u00a0%."


def test_the_region_begins_with_the_figure_and_the_year_in_view(stand: Stand) -> None:
    beeld = Paginabeeld("Regiovergelijking", "overgewicht", 2016, 2016, query={"jaar": "2016"})
    opdracht, document = make(stand, "GM0503", "regiovergelijking", beeld, "provincie")
    eerste = find_delen(document, Kaart)[0]
    assert eerste.regionaam == "Provincie Zuid-Holland" and len(eerste.regio) == 50
    assert "2016" in eerste.titel and "Overgewicht" in f"{eerste.titel} {eerste.noten}"
    assert find_delen(document, Grafiek)[0].titel.startswith("Overgewicht: Delft (")
    assert find_delen(document, Tabel)[-1].koppen[1] == "Overgewicht (2016)"
    heel = replace(opdracht, groep=parse_groep(stand, "GM0503", "land"))
    (kaart, *_) = find_delen(build_pagina(heel, "regiovergelijking"), Kaart)
    assert kaart.regio == () and len(kaart.gebieden) == 342


def test_two_years_in_view_stand_beside_each_other(stand: Stand) -> None:
    beeld = Paginabeeld("Regiovergelijking", "werkloosheid", 2015, 2022)
    _, document = make(stand, "GM0503", "regiovergelijking", beeld, "corop")
    twee = next(t for t in find_delen(document, Tabel) if t.koppen == ("Gemeente", "2015", "2022"))
    delft = next(rij for rij in twee.rijen if rij[0] == "Delft")
    reeks = stand.reeksen.get_reeks("werkloosheid", "GM0503")
    verwacht = [reeks[stand.reeksen.jaren.index(jaar)] for jaar in (2015, 2022)]
    assert [float(cel.split("\u00a0")[0].replace(",", ".")) for cel in delft[1:]] == verwacht


def test_areas_of_another_kind_have_a_map_and_a_table_of_their_own(stand: Stand) -> None:
    beeld = Paginabeeld("Regiovergelijking", "werkloosheid", 2022, 2022, "provincie")
    _, document = make(stand, "PV28", "regiovergelijking", beeld)
    kaart = find_delen(document, Kaart)[0]
    assert kaart.soort == "provincie" and kaart.eigen == ("PV28",)
    tabel = find_delen(document, Tabel)[0]
    assert tabel.bijschrift == "Alle provincies, van hoog naar laag"
    assert len(tabel.rijen) == 13 and tabel.rijen[-1][0] == "Nederland"
    cijfers = [float(rij[1].split("\u00a0")[0].replace(",", ".")) for rij in tabel.rijen[:-1]]
    assert cijfers == sorted(cijfers, reverse=True)


def test_a_region_of_more_than_sixty_shows_its_ends_and_names_the_workbook(stand: Stand) -> None:
    _, document = build(stand, "LD03")
    hoofdstuk = next(h for h in document.hoofdstukken if h.sleutel == "regio")
    hoogste, laagste = [d for d in hoofdstuk.delen if isinstance(d, Tabel)][:2]
    assert hoogste.bijschrift == (
        "Netto arbeidsparticipatie: de 10 hoogste cijfers van Landsdeel West-Nederland"
    )
    assert len(hoogste.rijen) == len(laagste.rijen) == 10

    def read(tabel: Tabel) -> list[float]:
        return [float(rij[1].split("\u00a0")[0].replace(",", ".")) for rij in tabel.rijen]

    leden = find_leden(stand, "LD03")
    t = stand.reeksen.jaren.index(2022)
    alle = sorted(
        (float(stand.reeksen.get_reeks("netto_arbeidsparticipatie", c)[t]) for c in leden),
        reverse=True,
    )
    alle = [w for w in alle if w == w]
    assert read(hoogste) == alle[:10] and read(laagste) == alle[-10:]
    assert any("werkboek" in d.tekst for d in hoofdstuk.delen if isinstance(d, Alinea))


def test_a_chart_is_cut_to_its_years_and_not_drawn_from_one_figure() -> None:
    reeksen = (
        Reeks("Delft", "eigen", (1.0, None, 3.0, 4.0), (False, False, False, True), 1),
        Reeks("Nederland", "land", (2.0, None, None, None), (False,) * 4, 1),
    )
    grafiek = Grafiek(
        "T.", "lijn", "procent", "%", ("2019", "2020", "2021", "2022"), reeksen, "A.", "B.",
        breuken=(("2020", "toen"), ("2022", "nu")),
    )  # fmt: skip
    (deel,) = cut_grafiek(grafiek, 2020, 2022)
    assert deel.categorieen == ("2020", "2021", "2022")
    assert [(r.naam, r.waarden, r.voorlopig) for r in deel.reeksen] == [
        ("Delft", (None, 3.0, 4.0), (False, False, True))
    ]
    assert deel.breuken == (("2022", "nu"),)  # one before the first year parts nothing
    assert cut_grafiek(grafiek, 2019, 2020) == []


@pytest.mark.parametrize(
    ("pagina", "van", "tot", "zin"),
    [
        ("arbeidsparticipatie", 2019, 2015, "--van niet na --tot"),
        ("arbeidsparticipatie", 1999, None, "cijfers van 2013 tot en met 2022"),
        ("nulmeting", 2015, None, "De pagina nulmeting heeft geen jaren om te kiezen."),
    ],
)
def test_years_without_figures_are_refused(
    stand: Stand, pagina: str, van: int | None, tot: int | None, zin: str
) -> None:
    opdracht, _ = build(stand, "GM0503")
    with pytest.raises(KeuzeFout, match=zin):
        find_beeld(opdracht, pagina, van, tot)


@pytest.mark.parametrize("soort", ["pptx", "docx", "xlsx", "pdf"])
def test_every_kind_of_file_of_a_page_opens(stand: Stand, soort: str) -> None:
    beeld = Paginabeeld("Leegstand", "leegstand_woningen", 2020, 2025)
    opdracht, _ = make(stand, "GM0503", "leegstand", beeld)
    inhoud = exporteer.write_export(
        soort,
        opdracht,
        exporteer.get_huisstijl(),
        bouw=lambda o: build_pagina(o, "leegstand"),
    )
    lees = {
        "pptx": lambda uit: len(Presentation(uit).slides) >= 4,
        "docx": lambda uit: docx.Document(uit).paragraphs[0].text == "Leegstand Delft",
        "xlsx": lambda uit: "Cijfers" in openpyxl.load_workbook(uit).sheetnames,
        "pdf": lambda uit: uit.read(5) == b"%PDF-",
    }[soort]
    assert lees(BytesIO(inhoud))


def test_the_method_goes_out_with_every_word_of_its_page(stand: Stand) -> None:
    opdracht, _ = build(stand, "GM0503")
    document = build_pagina(opdracht, "methode")
    scherm = load_uitleg()
    uitleg = document.hoofdstukken[: scherm.count("## ")]
    assert [h.titel for h in uitleg] == re.findall(r"^## (.+)$", scherm, re.MULTILINE)
    delen = [deel for h in uitleg for deel in h.delen]
    tekst = [d.tekst for d in delen if isinstance(d, Alinea)]
    tekst += [punt for d in delen if isinstance(d, Lijst) for punt in d.punten]
    blokken = [r for r in scherm.splitlines() if r.strip() and not r.startswith("## ")]
    assert sorted(tekst) == sorted(r.removeprefix("- ").replace("**", "") for r in blokken)
    assert "Methode: Wonen" in [tabel.bijschrift for tabel in find_delen(document, Tabel)]


def reopen(opdracht: Opdracht, soort: str, pagina: str) -> str:
    """All text of a written file, with plain spaces."""
    inhoud = exporteer.write_export(
        soort, opdracht, exporteer.get_huisstijl(), bouw=lambda o: build_pagina(o, pagina)
    )
    uit = BytesIO(inhoud)
    if soort == "pptx":
        vormen = [v for dia in Presentation(uit).slides for v in dia.shapes]
        delen = [v.text_frame.text for v in vormen if v.has_text_frame]
        delen += [cel.text for v in vormen if v.has_table for r in v.table.rows for cel in r.cells]
    elif soort == "xlsx":
        bladen = openpyxl.load_workbook(uit)["Bronnen"].iter_rows(values_only=True)
        delen = [str(cel) for rij in bladen for cel in rij if cel]
    else:
        boek = docx.Document(uit)
        delen = [p.text for p in boek.paragraphs]
        delen += [cel.text for t in boek.tables for rij in t.rows for cel in rij.cells]
    return " ".join(" ".join(delen).split())


@pytest.mark.parametrize("soort", ["docx", "pptx"])
def test_a_file_about_work_says_where_its_numbers_of_people_come_from(
    stand: Stand, soort: str
) -> None:
    beeld = Paginabeeld("Arbeidsparticipatie", "netto_arbeidsparticipatie", 2013, 2022)
    opdracht, _ = make(stand, "GM0503", "arbeidsparticipatie", beeld)
    tekst = reopen(opdracht, soort, "arbeidsparticipatie")
    assert "Een procentpunt is één van elke honderd inwoners van 15 tot 75 jaar." in tekst
    assert "daarom noemen wij twee grenzen. Bron: CBS, Regionale kerncijfers Nederland" in tekst
    bronnen = tekst[tekst.rindex("Te vinden op") :]
    assert "70072ned" in bronnen and "Regionale Monitor Brede Welvaart" in bronnen
    assert "70072ned" in reopen(opdracht, "xlsx", "arbeidsparticipatie")


@pytest.mark.parametrize(
    ("doel", "zin"),
    [
        ("", "het niveau van Nederland (72,2 %) haalt"),
        ("arbeidsmarktregio", "het niveau van de arbeidsmarktregio Haaglanden ("),
        ("GM0363", "het niveau van Amsterdam (73 %) haalt"),
        ("75,5", "het niveau dat u koos (75,5 %) haalt"),
        ("onzin", "het niveau van Nederland (72,2 %) haalt"),
    ],
)
def test_the_level_chosen_on_the_page_is_in_its_file(stand: Stand, doel: str, zin: str) -> None:
    query = {"doel": doel} if doel else {}
    beeld = Paginabeeld("Arbeidsparticipatie", "werkloosheid", 2013, 2022, query=query)
    opdracht, _ = make(stand, "GM0503", "arbeidsparticipatie", beeld)
    tekst = reopen(opdracht, "docx", "arbeidsparticipatie")
    scenario = tekst[tekst.index("Wat als wij een ander niveau halen?") :]
    assert zin in scenario and "Dit is een rekensom en geen voorspelling." in scenario


@pytest.mark.parametrize(
    ("pagina", "vraag", "mee"),
    [
        (ARBEID, {"doel": "GM0363"}, {"doel": "GM0363"}),
        (ARBEID, {"doel": "onzin"}, {}),
        (LEEGSTAND, {"tegen": "koopwoningen"}, {"tegen": "koopwoningen"}),
        (LEEGSTAND, {"tegen": "onzin"}, {}),
    ],
)
def test_the_choices_of_now_go_out_and_reopen(
    pagina: str, vraag: Mapping[str, str], mee: Mapping[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    beelden: list[Paginabeeld] = []
    monkeypatch.setattr(paginaexport, "show_paginaexport", lambda *alles: beelden.append(alles[3]))
    assert not run_page(pagina, regio="GM0503", **vraag).exception
    assert dict(beelden[-1].query) == mee


def test_the_same_scenario_stands_on_the_page_and_in_its_file(stand: Stand) -> None:
    query = {"doel": "72,5"}
    scherm = " ".join(unescape(read_text(run_page(ARBEID, regio="GM0503", **query))).split())
    beeld = Paginabeeld("Arbeidsparticipatie", NETTO, 2013, 2022, query=query)
    _, document = make(stand, "GM0503", "arbeidsparticipatie", beeld)
    zin, uitleg = [a.tekst for a in find_delen(document, Alinea)][-2:]
    assert " ".join(zin.split()) in scherm and " ".join(uitleg.split()) in scherm
    weergave = parse_kenmerk(document.kenmerk, list(stand.indicatoren))
    assert weergave.query["doel"] == "72,5"


@pytest.mark.parametrize("soort", ["docx", "pptx"])
def test_a_file_about_leegstand_says_what_is_not_known_and_what_goes_with_it(
    stand: Stand, soort: str
) -> None:
    beeld = Paginabeeld(
        "Leegstand", "leegstand_woningen", 2020, 2025, query={"tegen": "netto_arbeidsparticipatie"}
    )
    opdracht, _ = make(stand, "GM0503", "leegstand", beeld)
    tekst = reopen(opdracht, soort, "leegstand")
    assert "Hier zijn nog geen cijfers van: " in tekst
    assert "leegstaande winkels" in tekst and "leegstaande kantoren" in tekst
    samen = tekst[tekst.index("Waar hangt het mee samen?") :]
    assert re.search(r"Tussen .+ netto arbeidsparticipatie is .* 341 gemeenten\)", samen)
    assert "Samen voorkomen is geen oorzaak en gevolg." in samen
    assert "De jaren verschillen: 2025 tegenover 2022." in samen
    bronnen = tekst[tekst.rindex("Te vinden op") :]
    assert "Regionale Monitor Brede Welvaart" in bronnen  # of the figure it is held against
