"""Which sources a document names: those of the figures it shows; a workbook those of all it has."""

from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest

from tests.test_export_inhoud import build
from welvaart.export.bouwen.naslag.verantwoording import find_bronnen
from welvaart.export.bouwen.paginas import build_pagina
from welvaart.export.excel.werkboek import write_xlsx
from welvaart.export.huisstijl import load_huisstijl
from welvaart.export.inhoud import Document, Lijst, Tabel
from welvaart.export.word.tekst import write_docx
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
