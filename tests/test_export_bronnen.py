"""What a document says of itself: its sources, its years, and titles that can be read.

A document names the sources of the figures it shows; a workbook those of all it has.
"""

from collections import Counter
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest
from pptx import Presentation

from tests.test_export_inhoud import build
from welvaart.cijfers.periode import Periode
from welvaart.export.bouwen.delen.boodschap import choose_titel, drop_verschil
from welvaart.export.bouwen.delen.grafiek import describe_kort
from welvaart.export.bouwen.naslag.jaren import describe_jaren
from welvaart.export.bouwen.naslag.verantwoording import _count_bewerkt, find_bronnen
from welvaart.export.bouwen.opdracht import Paginabeeld
from welvaart.export.bouwen.paginas import build_pagina, find_beeld
from welvaart.export.bouwen.regio.regio import describe_kaart
from welvaart.export.dias.dia import write_pptx
from welvaart.export.excel.werkboek import write_xlsx
from welvaart.export.huisstijl import load_huisstijl
from welvaart.export.inhoud import Document, Grafiek, Lijst, Tabel
from welvaart.export.word.tekst import write_docx
from welvaart.groep.groepen import Groep
from welvaart.groep.regiocijfers import build_regiocijfers
from welvaart.groep.regiokern import Regiokern
from welvaart.lezen.stand import Stand
from welvaart.lezen.standlezer import read_stand

STIJL = load_huisstijl()


@pytest.fixture(scope="module")
def stand(warehouse: Path) -> Stand:
    return read_stand(warehouse)


def read_bronnen(document: Document) -> set[tuple[str, ...]]:
    """Rows of the last table of the Word file: source, table, edition, address."""
    tabel = docx.Document(BytesIO(write_docx(document, STIJL))).tables[-1]
    assert tabel.cell(0, 0).text == "Bron"
    return {tuple(cel.text for cel in rij.cells) for rij in tabel.rows[1:]}


@pytest.mark.parametrize("pagina", ["start", "regiovergelijking"])
@pytest.mark.parametrize("code", ["GM0503", "GM0096", "GM1982", "eigen:GM0503,GM0505;Wij"])
def test_a_document_names_the_sources_of_the_figures_it_shows_and_no_others(
    stand: Stand, code: str, pagina: str
) -> None:
    opdracht, alles = build(stand, code)
    document = build_pagina(opdracht, pagina)
    regels = [r for r in opdracht.gekozen if r.indicator.teken]
    koppen = "\n".join(
        kop
        for h in document.hoofdstukken[:-1]
        for d in h.delen
        if isinstance(d, Tabel)
        for kop in (*d.koppen, *(rij[0] for rij in d.rijen))
    )
    regels += [r for r in opdracht.gekozen if r.indicator.titel in koppen]
    verwacht = find_bronnen([r.indicator for r in regels])
    rijen = {(b.naam, b.tabel, b.editie, b.url) for b in verwacht}
    assert read_bronnen(document) == rijen
    assert len(rijen) < len(alles.bronnen)
    boek = openpyxl.load_workbook(BytesIO(write_xlsx(document, opdracht, STIJL)))
    blad = [rij[0] for rij in boek["Bronnen"].iter_rows(min_row=2, values_only=True)]
    assert {b.naam for b in alles.bronnen} <= set(blad)  # its sheet Cijfers has every figure


def test_what_we_computed_is_told_of_the_figures_that_are_shown(stand: Stand) -> None:
    opdracht, alles = build(stand, "GM0503")
    document = build_pagina(opdracht, "start")
    assert set(document.berekend) < set(alles.berekend)
    punten = {p for d in document.hoofdstukken[-1].delen if isinstance(d, Lijst) for p in d.punten}
    assert not any(p.startswith("Huishoudens in de inkomenscijfers") for p in punten)


@pytest.mark.parametrize("code", ["GM0503", "CR12"])
def test_the_first_slide_says_of_which_years_edition_and_peildatum_the_figures_are(
    stand: Stand, code: str
) -> None:
    opdracht, document = build(stand, code)
    jaren = Counter(Periode.parse(r.periode_code).laatste_jaar for r in opdracht.gekozen)
    lijnen = [
        int(d.categorieen[0])
        for h in document.hoofdstukken
        for d in h.delen
        if isinstance(d, Grafiek) and d.soort == "lijn"
    ]
    meest, n = jaren.most_common(1)[0]
    eerst, tweede = document.jaren
    assert f"jaar: {min(jaren)} tot en met {max(jaren)}, het vaakst {meest} ({n} van" in eerst
    assert eerst.endswith(f"; lijnen vanaf {min(lijnen)}.")
    assert "Regionale Monitor Brede Welvaart, editie 2023" in tweede and "peildatum" in tweede
    dia = Presentation(BytesIO(write_pptx(document, STIJL))).slides[0]
    voor = "\n".join(v.text_frame.text for v in dia.shapes if v.has_text_frame)
    assert eerst in voor and tweede in voor
    word = docx.Document(BytesIO(write_docx(document, STIJL)))
    assert f"{eerst} {tweede}" in [p.text for p in word.paragraphs]


def test_a_page_about_years_in_view_says_those_and_one_year_is_one(stand: Stand) -> None:
    opdracht, _ = build(stand, "GM0503")
    beeld = Paginabeeld("Leegstand", "leegstand_woningen", 2021, 2024)
    ids = frozenset({"leegstand_woningen"})
    document = build_pagina(replace(opdracht, beeld=beeld, indicator_ids=ids), "leegstand")
    assert document.jaren[0].startswith("Cijfers over 2021 tot en met 2024; lijnen vanaf 2021")
    een, _ = build(stand, "GM0503", "leegstand_woningen")
    assert describe_jaren(een, ())[0] == "Cijfers over 2025."
    assert "Peildatum: 1 januari." in describe_jaren(een, ())[1]
    twee, _ = build(stand, "GM0503", "leegstand_woningen", "netto_arbeidsparticipatie")
    zin = "Van elk cijfer het nieuwste jaar: 2022 tot en met 2025."
    assert describe_jaren(twee, ())[0] == zin  # no year has more of them
    assert describe_jaren(replace(opdracht, indicator_ids=frozenset()), ()) == ()
    mede = replace(opdracht, indicator_ids=frozenset(), mede_ids=("inwoners",))
    (bron,) = describe_jaren(mede, ())  # only what it computes with: no year of its own
    assert bron.startswith("CBS, ") and "editie" in bron


def test_a_region_in_one_year_with_other_figures_of_later_years_says_so(stand: Stand) -> None:
    opdracht, _ = build(stand, "GM0503")
    document = build_pagina(
        find_beeld(opdracht, "regiovergelijking", None, None), "regiovergelijking"
    )
    assert document.jaren[0] == (
        "In beeld: 2022; van de andere cijfers het nieuwste jaar, tot en met 2025."
    )


def test_what_is_missing_is_told_of_what_a_page_judges_by(stand: Stand) -> None:
    opdracht, alles = build(stand, "GM0096")
    document = build_pagina(opdracht, "start")
    leeg = [r.indicator for r in opdracht.regels if not r.heeft_waarde]
    assert any(x.teken == 0 for x in leeg)
    weg = "\n".join(document.weggelaten)
    for x in leeg:
        assert (f"{x.titel}: " in weg) == (x.teken != 0), x.titel
    assert len(document.weggelaten) < len(alles.weggelaten)


def test_one_computed_indicator_is_singular() -> None:
    assert _count_bewerkt([f"Inwoners: {'opgeteld ' * 60}"]).startswith("1 indicator, ")
    assert _count_bewerkt([f"Inwoners; Banen: {'opgeteld ' * 60}"]).startswith("2 indicatoren, ")


LANGST = 150


def test_no_title_of_a_line_is_too_long_for_any_gemeente_or_figure(stand: Stand) -> None:
    for gemeente in stand.gemeenten:
        for regel in stand.build_scorekaart(gemeente.code):
            titel = describe_kort(regel, gemeente)
            if regel.heeft_waarde:
                assert len(titel) <= LANGST, titel
                assert regel.tekst.split("\u00a0")[0] in titel


def test_no_title_of_a_map_is_too_long_and_each_says_the_own_figure(stand: Stand) -> None:
    leden: dict[str, list[str]] = {}
    for gemeente in stand.gemeenten:
        gebied = stand.find_regio(gemeente.code, "corop")
        leden.setdefault("" if gebied is None else gebied.code, []).append(gemeente.code)
    leden.pop("", None)
    assert sum(map(len, leden.values())) == len(stand.gemeenten)
    for indicator_id in ("zonne_energie", "broeikasgas_per_inwoner", "mediaan_besteedbaar_inkomen"):
        c = build_regiocijfers(stand, indicator_id, "gemeente")
        for code, codes in leden.items():
            groep = Groep(code, stand.regios[code].naam, "corop", tuple(codes), "", code)
            veld = tuple(c.plaats[lid] for lid in codes)
            for k in (*veld, None):
                titel = describe_kaart(Regiokern(c, c.jaren[-1], veld, k), groep)
                assert len(titel) <= LANGST, titel
                assert k is None or not c.status[k, -1] or c.format(k, -1)[:3] in titel


def test_a_title_that_is_too_long_loses_names_and_repeated_units_but_no_figure() -> None:
    lang = "Zon in " + "x" * 100 + ": van 520\u00a0watt per woning tot 1.210\u00a0watt per woning."
    kort = choose_titel("watt per woning", lang)
    assert kort.endswith("van 520\u00a0watt per woning tot 1.210.")
    assert choose_titel("watt per woning", lang[:100]) == lang[:100]
    assert choose_titel("%", "a" * 151, "b" * 150, "c") == "b" * 150
    assert drop_verschil("Werk: 60 %; Nederland 70 %: 10 lager.") == "Werk: 60 %; Nederland 70 %."
    assert drop_verschil("Inwoners in Delft: 100.") == "Inwoners in Delft: 100."
