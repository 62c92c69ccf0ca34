"""What a document holds, apart from its form: the same content becomes slides, text, a sheet, PDF.

Text is plain, numbers in text are written the Dutch way already. Charts hold their figures, so that
each form can draw them natively.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Literal

Rol = Literal["eigen", "land", "groep", "doel", "beste", "midden", "slechtste", "onzeker"]
"""Whose line or bar it is, or, of a count, which verdict is counted."""


@dataclass(frozen=True, slots=True)
class Kop:
    """A heading inside a chapter.

    Attributes:
        niveau: 2 or 3 (the chapter itself is 1).
        boodschap: what stands below it, as the title of a slide of its own; "" = the heading will
            do.
        naast: on a slide, from here on in a column beside what stands before it.
    """

    tekst: str
    niveau: int = 2
    boodschap: str = ""
    naast: bool = False


@dataclass(frozen=True, slots=True)
class Alinea:
    """A paragraph.

    Attributes:
        klein: for what belongs in small type.
        op_dia: False for what the title and the chart of its slide say already; it is in the notes.
        over: the figure it is about, where no title of a slide says so; "" = the text does.
    """

    tekst: str
    klein: bool = False
    op_dia: bool = True
    over: str = ""

    @property
    def los(self) -> str:
        """The text as it can be read away from the chart below it."""
        return f"{self.over}: {self.tekst[:1].lower()}{self.tekst[1:]}" if self.over else self.tekst


@dataclass(frozen=True, slots=True)
class Lijst:
    """Points, one sentence or two each.

    Attributes:
        kort: of a list that only has to be there: what a slide says instead; in small type
            elsewhere. "" = an ordinary list.
        klein: in small type where there is text; on slides as any list.
    """

    punten: tuple[str, ...]
    kort: str = ""
    klein: bool = False


@dataclass(frozen=True, slots=True)
class Tabel:
    """A table of text.

    Attributes:
        bijschrift: caption.
        rechts: columns with figures, aligned right.
        noot: what the signs mean; "" for none.
        bijzaak: columns that a slide may leave out when they do not all fit.
        gekeerd: head of the first column when rows and columns change places, to stay on an
            upright page; "" = they never do.
        boodschap: what it says, as the title of its slide; "" = the caption.
        naast: on a slide, beside the table before it.
    """

    bijschrift: str
    koppen: tuple[str, ...]
    rijen: tuple[tuple[str, ...], ...]
    rechts: tuple[int, ...] = ()
    noot: str = ""
    bijzaak: tuple[int, ...] = ()
    gekeerd: str = ""
    boodschap: str = ""
    naast: bool = False

    def turn(self) -> "Tabel":
        """The same table on its side: what were rows are columns, figures to the right."""
        eerste, *rest = zip(self.koppen, *self.rijen, strict=True)
        return replace(
            self,
            koppen=(self.gekeerd, *eerste[1:]),
            rijen=tuple(rest),
            rechts=tuple(range(1, len(eerste))),
            bijzaak=(),
        )


@dataclass(frozen=True, slots=True)
class Reeks:
    """One line or set of bars.

    Attributes:
        waarden: one per category; None = no figure (the gap stays open).
        voorlopig: one per category.
    """

    naam: str
    rol: Rol
    waarden: tuple[float | None, ...]
    voorlopig: tuple[bool, ...]
    decimalen: int

    @property
    def tekens(self) -> tuple[int, ...]:
        """Places with a sign of their own on a line of very many: provisional, newest, alone."""
        met = [k for k, waarde in enumerate(self.waarden) if waarde is not None]
        alleen = {k for k in met if not {k - 1, k + 1} & {*met}}
        return tuple(k for k in met if self.voorlopig[k] or k == met[-1] or k in alleen)


@dataclass(frozen=True, slots=True)
class Grafiek:
    """A chart with its message.

    Attributes:
        titel: the message, a sentence with the figure in it.
        soort: "lijn" (categories are years), "staaf" (categories are regio's) or "stapel"
            (categories are thema's; the series are counts that stand behind each other).
        breuken: (category before which the series breaks, reason); no line crosses it.
        alt: text alternative, as sentences.
        bron: source, edition, peildatum, indeling.
        kenmerk: short id that reopens the view; "" when there is none.
        noten: caveats, for the speaker's notes.
        dagen: of a line over months or quarters the first day of each category; () = years.
    """

    titel: str
    soort: Literal["lijn", "staaf", "stapel"]
    eenheid: str
    eenheid_kort: str
    categorieen: tuple[str, ...]
    reeksen: tuple[Reeks, ...]
    alt: str
    bron: str
    kenmerk: str = ""
    breuken: tuple[tuple[str, str], ...] = ()
    noten: tuple[str, ...] = ()
    dagen: tuple[date, ...] = ()

    @property
    def categoriekop(self) -> str:
        """What the categories are, as the head of a column."""
        if self.dagen:
            return "Periode"
        return {"lijn": "Jaar", "staaf": "Regio", "stapel": "Thema"}[self.soort]

    def select(self, plekken: Sequence[int]) -> "Grafiek":
        """The same chart with only these categories, in this order; breaks stay as they are."""
        return replace(
            self,
            categorieen=tuple(self.categorieen[k] for k in plekken),
            dagen=tuple(self.dagen[k] for k in plekken) if self.dagen else (),
            reeksen=tuple(
                replace(
                    reeks,
                    waarden=tuple(reeks.waarden[k] for k in plekken),
                    voorlopig=tuple(reeks.voorlopig[k] for k in plekken),
                )
                for reeks in self.reeksen
            ),
        )


@dataclass(frozen=True, slots=True)
class Kaart:
    """A map with its message: areas of one kind, each in a class.

    Attributes:
        titel: the message, a sentence with the figure in it.
        soort: kind of area; whose boundaries are drawn.
        klassen: names of the classes, low to high.
        gebieden: (code, number of its class) of every area that takes part; -1 = no figure.
        eigen: codes of the areas with the thick border, and `naam` of what lies within it.
        regio: (code, name, figure) of the areas that the map is cut out around and that are
            written on it; () = the whole land.
        regionaam: name of that region.
        alt: text alternative, as sentences.
    """

    titel: str
    soort: str
    eenheid: str
    klassen: tuple[str, ...]
    gebieden: tuple[tuple[str, int], ...]
    eigen: tuple[str, ...]
    naam: str
    alt: str
    bron: str
    kenmerk: str = ""
    regio: tuple[tuple[str, str, str], ...] = ()
    regionaam: str = ""
    noten: tuple[str, ...] = ()


Deel = Kop | Alinea | Lijst | Tabel | Grafiek | Kaart


@dataclass(frozen=True, slots=True)
class Hoofdstuk:
    """A chapter, or a few slides.

    Attributes:
        sleutel: fixed name: foto, opgevallen, opvallend, thema:…, participatie, leegstand,
            deeljaar, regio, prioriteiten, doelen, notities, gegevens:…, methode:…, eigen:…,
            verantwoording.
        noten: for who presents it.
        boodschap: what it finds, in one sentence, for on a slide; "" when its charts say it.
        dia: what slides show of a text to look things up in; () = no slide, None = all of it.
        samen: its first chart shows what its title says: on slides they are one.
    """

    sleutel: str
    titel: str
    delen: tuple[Deel, ...]
    noten: tuple[str, ...] = ()
    boodschap: str = ""
    dia: tuple[Deel, ...] | None = None
    samen: bool = False


@dataclass(frozen=True, slots=True)
class Bron:
    """A source that was used, with its edition and where to find it."""

    naam: str
    tabel: str
    editie: str
    url: str
    snapshot_id: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document.

    Attributes:
        regio: name of the regio, as on screen.
        indeling: on which gemeenten the series stand.
        opent: what its kenmerk opens.
        jaren: of which years, edition and peildatum the figures are, for on the first page.
        weggelaten: indicators left out by choice or for want of a figure, each with the reason.
        berekend: what was computed by us and not published, in sentences.
        legenda: what the signs mean.
        gemaakt_op: the only thing that differs between two equal documents.
    """

    titel: str
    ondertitel: str
    regio: str
    hoofdstukken: tuple[Hoofdstuk, ...]
    bronnen: tuple[Bron, ...]
    indeling: str
    legenda: str
    kenmerk: str
    gemaakt_op: datetime
    weggelaten: tuple[str, ...] = ()
    berekend: tuple[str, ...] = field(default=())
    jaren: tuple[str, ...] = ()
    opent: str = "dit beeld"
