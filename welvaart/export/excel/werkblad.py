"""One sheet of a workbook: a table with a frozen head, a filter and columns that fit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import wrap
from typing import Final

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from welvaart.export.huisstijl import Huisstijl
from welvaart.export.schoon import clean_inhoud

_FORMULE: Final = ("=", "+", "-", "@", "\t", "\r")
_MAX_TEKEN = 32_767  # of a cell of Excel
_MAX_VOET = 180  # likewise of a footer, without what follows in ours
_SMALST, _BREEDST = 9, 52  # columns, in letters
_BREEDST_VEEL, _ZELDEN = 32, 21  # likewise in a wide table, and of what few of its rows have
_VET: Final = 1.15  # letters of a head, beside others
_VERHAAL: Final = 120  # letters from which a text gets more room than that
_REGEL, _LAAGSTE, _TITELREGEL = 14.5, 17.0, 26.0  # points: a next line, a row, a title
_NEDERLANDS = "[$-413]"
WAT: Final = "Wat het cijfer is"
"""Head of the column that says it where a figure is not of the area as a whole."""
Cel = str | float | int | None | tuple[float, int] | date
"""Text, a whole number, (value, decimals), or the first day of a month; None = empty."""
_OP_EEN_REGEL: Final = {"Indicator": 49, "Eenheid": 75, "Herkomst": 75, "Bron": 75}
"""Columns of a long table that are not wrapped, up to so many letters."""
_BREED: Final = 8  # columns that can be read on A4
_A3, _A4 = 8, 9  # as Excel numbers paper


@dataclass(frozen=True)
class Opmaak:
    """The formats of a workbook.

    Attributes:
        voet: what stands below each printed page.
        titel: of a sheet.
        kop: cell in the head of a table.
        kop_rechts: likewise, above figures.
        tekst: cell with text, wrapped.
        vast: as `tekst`, for what Excel would take for a formula once somebody edits the cell.
        koppeling: cell with an address.
        regel: a line that runs over the columns.
        kop_los: as `regel`, bold.
        klein_los: as `regel`, less prominent.
        heel: a whole number without points: years, places.
        maand: a day, shown as its month and year.
        getallen: by number of decimals, with points between thousands on a Dutch machine.
    """

    stijl: Huisstijl
    voet: str
    titel: Format
    kop: Format
    kop_rechts: Format
    tekst: Format
    vast: Format
    koppeling: Format
    regel: Format
    kop_los: Format
    klein_los: Format
    heel: Format
    maand: Format
    getallen: tuple[Format, ...]


def build_opmaak(boek: Workbook, stijl: Huisstijl, voet: str) -> Opmaak:
    """Make the formats once; each stands in the workbook. Voet: as `Opmaak`."""
    rechts = {"align": "right", "indent": 1}  # white between a figure and the text after it
    basis = {"font_name": stijl.letter, "font_size": 11, "font_color": stijl.kleuren.tekst}

    def add(veld: dict[str, object]) -> Format:
        return boek.add_format({**basis, "valign": "top", **veld})

    titel = stijl.kleuren.titel
    kop = {"bold": True, "text_wrap": True, "font_color": "#FFFFFF", "bg_color": titel}
    kop["valign"] = "vcenter"
    vormen = [f"{_NEDERLANDS}#,##0{'.' if d else ''}{'0' * d}" for d in range(10)]
    return Opmaak(
        stijl=stijl,
        voet=clean_inhoud(voet).replace("&", "&&")[:_MAX_VOET],
        titel=add({"bold": True, "font_size": 16, "font_color": titel}),
        kop=add(kop),
        kop_rechts=add({**kop, "align": "right", "indent": 1}),
        tekst=add({"text_wrap": True}),
        vast=add({"text_wrap": True, "quote_prefix": True}),
        koppeling=add({"font_color": stijl.kleuren.doel, "underline": 1, "text_wrap": True}),
        regel=add({}),
        kop_los=add({"bold": True, "font_color": titel}),
        klein_los=add({"font_color": stijl.kleuren.klein}),
        heel=add({"num_format": "0", **rechts}),
        maand=add({"num_format": f"{_NEDERLANDS}mmmm yyyy", "align": "left"}),
        getallen=tuple(add({"num_format": vorm, **rechts}) for vorm in vormen),
    )


class Werkblad:
    """Writes from the top down; `rij` is the next free row."""

    def __init__(self, boek: Workbook, naam: str, opmaak: Opmaak) -> None:
        self.blad: Worksheet = boek.add_worksheet(naam)
        self.naam, self.opmaak, self.rij = naam, opmaak, 0
        self.breedten: dict[int, float] = {}
        self.blad.hide_gridlines(2)
        self.blad.set_landscape()
        self.blad.set_paper(_A4)
        self.blad.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.8)  # inches
        self.blad.fit_to_pages(1, 0)
        self.blad.set_footer(f"&L&8{opmaak.voet}&R&8&A · bladzijde &P van &N")

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
        self.blad.set_row(self.rij, _TITELREGEL if los is self.opmaak.titel else _LAAGSTE)
        self.write_cel(0, tekst, los)
        self.rij += 1

    def write_tabel(
        self,
        koppen: Sequence[str],
        rijen: Sequence[Sequence[Cel]],
        *,
        vast: bool = False,
        gedrukt: int | None = None,
    ) -> None:
        """Write a table.

        Args:
            koppen: its head; that of a column with figures stands at the right, as they do.
            rijen: its cells.
            vast: freeze the head and put a filter on it (one table per sheet).
            gedrukt: print only so many columns, what follows is for who reckons on; None = all.
        """
        kop, o = self.rij, self.opmaak
        self._set_hoogte(koppen, _VET)
        for k, tekst in enumerate(koppen):
            rechts = any(isinstance(rij[k], tuple | int | float) for rij in rijen)
            self.write_cel(k, tekst, o.kop_rechts if rechts else o.kop)
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
        if gedrukt is not None:
            self.blad.print_area(0, 0, max(self.rij - 1, kop), gedrukt - 1)

    def set_breedten(self, koppen: Sequence[str], rijen: Sequence[Sequence[Cel]]) -> None:
        """Make the columns as wide as what is in them, within reason; long texts are wrapped.

        Of a wide table only what most rows need: a rare remark may take more lines.
        """
        for k, kop in enumerate(koppen):
            lengten = sorted(_measure(rij[k]) for rij in rijen) or [0]
            langste, graag = lengten[-1], _BREEDST
            if len(koppen) > _BREED:
                meeste = lengten[int(0.9 * (len(lengten) - 1))]
                graag = _get_ruimte(kop, langste)
                langste = max(meeste, min(langste, _ZELDEN))
            woord = max(len(deel) for deel in kop.split(" ")) + 4
            self.set_breedte(k, min(max(langste + 3, woord, _SMALST), graag))

    def set_op_regel(self, koppen: Sequence[str], rijen: Sequence[Sequence[Cel]]) -> None:
        """Give columns that repeat the same words room for them on one line.

        A line per row prints on half the pages; a rare longer text is wrapped.
        """
        for kop, hoogst in _OP_EEN_REGEL.items():
            k = koppen.index(kop) if kop in koppen else None
            if k is not None:
                langst = max((_measure(rij[k]) for rij in rijen), default=0)
                self.set_breedte(k, min(hoogst, langst + 3))

    def set_breedte(self, kolom: int, letters: float) -> None:
        """Make one column so many letters wide."""
        self.blad.set_column(kolom, kolom, letters)
        self.breedten[kolom] = letters

    def write_alinea(self, tekst: str) -> None:
        """Write text that is wrapped in the first column, and go down."""
        self._set_hoogte([tekst])
        self.write_cel(0, tekst)
        self.rij += 1

    def _set_hoogte(self, rij: Sequence[Cel], breder: float = 1.0) -> None:
        """Make the row as high as its wrapped text: not every program does so by itself.

        Args:
            rij: the cells.
            breder: how much wider the letters are than usual.
        """
        regels = max(
            (
                _count_regels(c, self.breedten.get(k, _SMALST) / breder)
                for k, c in enumerate(rij)
                if isinstance(c, str)
            ),
            default=1,
        )
        self.blad.set_row(self.rij, min(_LAAGSTE + (regels - 1) * _REGEL, 400))


def _get_ruimte(kop: str, langste: int) -> int:
    """The most letters for a column of a wide table: more for a source, or where a text is long."""
    return _BREEDST if kop == "Bron" or langste >= _VERHAAL else _BREEDST_VEEL


def _count_regels(tekst: str, letters: float) -> int:
    """Lines of a text in a column so wide; letters are on average smaller than the digits."""
    if len(tekst) <= letters - 2:
        return 1
    return max(1, sum(len(wrap(deel, int(letters - 1))) or 1 for deel in tekst.split("\n")))


def _measure(cel: Cel) -> int:
    if isinstance(cel, tuple):
        return len(f"{cel[0]:,.{cel[1]}f}")
    return 0 if cel is None else len(str(cel))
