"""One sheet of a workbook: a table with a frozen head, a filter and columns that fit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Final

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from welvaart.export.huisstijl import Huisstijl
from welvaart.export.schoon import clean_inhoud

_FORMULE: Final = ("=", "+", "-", "@", "\t", "\r")
_MAX_TEKEN = 32_767  # of a cell of Excel
_SMALST, _BREEDST = 9, 44  # columns, in letters
_REGEL = 15.5  # points of one line of text
_NEDERLANDS = "[$-413]"
WAT: Final = "Wat het cijfer is"
"""Head of the column that says it where a figure is not of the area as a whole."""
Cel = str | float | int | None | tuple[float, int] | date
"""Text, a whole number, (value, decimals), or the first day of a month; None = empty."""
_BREED: Final = 8  # columns that can be read on A4
_A3: Final = 8  # as Excel numbers paper


@dataclass(frozen=True)
class Opmaak:
    """The formats of a workbook.

    Attributes:
        titel: of a sheet.
        kop: cell in the head of a table.
        tekst: cell with text, wrapped.
        vast: as `tekst`, for what Excel would take for a formula once somebody edits the cell.
        regel: a line that runs over the columns.
        kop_los: as `regel`, bold.
        klein_los: as `regel`, less prominent.
        heel: a whole number without points: years, places.
        maand: a day, shown as its month and year.
        getallen: by number of decimals, with points between thousands on a Dutch machine.
    """

    stijl: Huisstijl
    titel: Format
    kop: Format
    tekst: Format
    vast: Format
    regel: Format
    kop_los: Format
    klein_los: Format
    heel: Format
    maand: Format
    getallen: tuple[Format, ...]


def build_opmaak(boek: Workbook, stijl: Huisstijl) -> Opmaak:
    """Make the formats once; each stands in the workbook."""
    basis = {"font_name": stijl.letter, "font_size": 11, "font_color": stijl.kleuren.tekst}

    def add(veld: dict[str, object]) -> Format:
        return boek.add_format({**basis, "valign": "top", **veld})

    titel = stijl.kleuren.titel
    kop = {"bold": True, "text_wrap": True, "font_color": "#FFFFFF", "bg_color": titel}
    vormen = [f"{_NEDERLANDS}#,##0{'.' if d else ''}{'0' * d}" for d in range(10)]
    return Opmaak(
        stijl=stijl,
        titel=add({"bold": True, "font_size": 16, "font_color": titel}),
        kop=add(kop),
        tekst=add({"text_wrap": True}),
        vast=add({"text_wrap": True, "quote_prefix": True}),
        regel=add({}),
        kop_los=add({"bold": True, "font_color": titel}),
        klein_los=add({"font_color": stijl.kleuren.klein}),
        heel=add({"num_format": "0"}),
        maand=add({"num_format": f"{_NEDERLANDS}mmmm yyyy", "align": "left"}),
        getallen=tuple(add({"num_format": vorm}) for vorm in vormen),
    )


class Werkblad:
    """Writes from the top down; `rij` is the next free row."""

    def __init__(self, boek: Workbook, naam: str, opmaak: Opmaak) -> None:
        self.blad: Worksheet = boek.add_worksheet(naam)
        self.naam, self.opmaak, self.rij = naam, opmaak, 0
        self._breedten: dict[int, float] = {}
        self.blad.hide_gridlines(2)
        self.blad.set_landscape()
        self.blad.set_paper(9)
        self.blad.fit_to_pages(1, 0)
        self.blad.set_footer("&L&A&RBladzijde &P van &N")

    def write_cel(self, kolom: int, cel: Cel, opmaak: Format | None = None) -> None:
        """Write one cell in the present row; text stays text whatever it begins with."""
        o = self.opmaak
        if isinstance(cel, str):
            tekst = clean_inhoud(cel)[:_MAX_TEKEN]
            gewoon = o.vast if tekst.startswith(_FORMULE) else o.tekst
            self.blad.write_string(self.rij, kolom, tekst, opmaak or gewoon)
        elif isinstance(cel, tuple):
            waarde, decimalen = cel
            self.blad.write_number(self.rij, kolom, waarde, o.getallen[min(decimalen, 9)])
        elif isinstance(cel, date):
            self.blad.write_datetime(self.rij, kolom, cel, o.maand)
        elif cel is not None:
            self.blad.write_number(self.rij, kolom, cel, o.heel)
        else:
            self.blad.write_blank(self.rij, kolom, None, o.tekst)

    def write_regel(self, tekst: str, opmaak: Format | None = None) -> None:
        """Write one line of text and go down; not wrapped, so that it runs over the columns."""
        los = opmaak or self.opmaak.regel
        self.write_cel(0, tekst, los)
        self.rij += 1

    def write_tabel(
        self, koppen: Sequence[str], rijen: Sequence[Sequence[Cel]], *, vast: bool = False
    ) -> None:
        """Write a table; `vast` freezes the head and puts a filter on it (one table per sheet)."""
        kop = self.rij
        self._set_hoogte(koppen)
        for k, tekst in enumerate(koppen):
            self.write_cel(k, tekst, self.opmaak.kop)
        self.rij += 1
        for rij in rijen:
            self._set_hoogte(rij)
            for k, cel in enumerate(rij):
                self.write_cel(k, cel)
            self.rij += 1
        if vast:
            self.blad.freeze_panes(kop + 1, 1)
            self.blad.autofilter(kop, 0, max(self.rij - 1, kop), len(koppen) - 1)
            self.blad.repeat_rows(kop)
        if len(koppen) > _BREED:
            self.blad.set_paper(_A3)

    def set_breedten(self, koppen: Sequence[str], rijen: Sequence[Sequence[Cel]]) -> None:
        """Make the columns as wide as what is in them, within reason."""
        for k, kop in enumerate(koppen):
            langste = max((_measure(rij[k]) for rij in rijen), default=0)
            woord = max(len(deel) for deel in kop.split(" ")) + 4
            self.set_breedte(k, min(max(langste + 2, woord, _SMALST), _BREEDST))

    def set_breedte(self, kolom: int, letters: float) -> None:
        """Make one column so many letters wide."""
        self.blad.set_column(kolom, kolom, letters)
        self._breedten[kolom] = letters

    def write_alinea(self, tekst: str) -> None:
        """Write text that is wrapped in the first column, and go down."""
        self._set_hoogte([tekst])
        self.write_cel(0, tekst)
        self.rij += 1

    def _set_hoogte(self, rij: Sequence[Cel]) -> None:
        """Make the row as high as its wrapped text: not every program does so by itself."""
        regels = max(
            (
                ceil(len(c) * 1.1 / self._breedten.get(k, _SMALST))
                for k, c in enumerate(rij)
                if isinstance(c, str)
            ),
            default=1,
        )
        if regels > 1:
            self.blad.set_row(self.rij, min(regels * _REGEL, 400))


def _measure(cel: Cel) -> int:
    if isinstance(cel, tuple):
        return len(f"{cel[0]:,.{cel[1]}f}")
    return 0 if cel is None else len(str(cel))
