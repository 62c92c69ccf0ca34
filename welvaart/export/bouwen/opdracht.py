"""What a document is about: whose figures, beside whom, and what a team chose."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from welvaart.cijfers.indicator import Indicator
from welvaart.doel.onbekend import explain_onbekend
from welvaart.dossier.doelenlijst import Doelregel
from welvaart.dossier.eigenreeks import EigenReeks
from welvaart.dossier.notities import Notitie
from welvaart.groep.groepen import Groep
from welvaart.kenmerk import Weergave, format_kenmerk
from welvaart.lezen.stand import Stand
from welvaart.onderwerp.leegstand import Norm
from welvaart.oordeel.regel import Regel
from welvaart.regio.regio import Regio

WERK = ("netto_arbeidsparticipatie", "bruto_arbeidsparticipatie", "werkloosheid", "hoogopgeleid")
LEEGSTAND = ("leegstand_woningen", "leegstand_winkels", "leegstand_kantoren", "leegstand_industrie")


@dataclass(frozen=True)
class Paginabeeld:
    """What somebody looks at on a page that is about one figure at a time.

    Attributes:
        pagina: name of the page in the URL.
        indicator_id: the figure in its charts.
        van: first year in view.
        tot: last year in view; what the page says is about this year.
        soort: kind of area that is held beside each other.
        norm: of leegstand, as the team entered it; None without one.
        query: further query parameters that reopen it; `doel` is the level of the scenario,
            `tegen` what leegstand is held against.
    """

    pagina: str
    indicator_id: str
    van: int
    tot: int
    soort: str = "gemeente"
    norm: Norm | None = None
    query: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Opdracht:
    """What a document is about.

    Attributes:
        stand: figures in which the regio is judged (`build_regiobeeld`).
        landstand: figures of all gemeenten, for ranking and groups.
        regels: its scorekaart beside `groep`.
        prioriteiten: chosen indicators with their reason; empty without a dossier.
        doelen: goals of the dossier; empty without one.
        indicator_ids: only these; None = all.
        begroot: (sleutel of a goal, year) → planned figure, as the team entered it.
        jaren: years of the columns Begroting.
        eigenaars: key of a goal → who it belongs to.
        dossier: name of the dossier that goes along; "" without.
        eigen: series with a licence of the dossier, for its goals.
        verborgen: goals on such a series that this reader may not see.
        opgevallen: what the team wrote at the foto; "" without.
        notities: what the team wrote for itself, only when asked for.
        titel: of the document; "" = that of the nulmeting.
        beeld: what is in view on the page this comes from; None for the nulmeting as a whole.
        met_voorlopig: whether provisional years count in the trends of `regels`.
        hoofdstuk: key of the chapter of the Economische Agenda; "" = no such chapter.
        mede_ids: indicators that its sentences compute with besides; their sources are named too.
        pagina: name in the URL of the page that its kenmerk opens where `beeld` is None.
        toont_ids: of those that take part, the ones its chapters show: only their sources are
            named. None = all; the workbook has all figures, and names all their sources.
    """

    stand: Stand
    landstand: Stand
    regio: Regio
    groep: Groep
    regels: Sequence[Regel]
    moment: datetime
    prioriteiten: Sequence[tuple[str, str]] = ()
    doelen: Sequence[Doelregel] = ()
    indicator_ids: frozenset[str] | None = None
    begroot: Mapping[tuple[str, int], float] = field(default_factory=dict)
    jaren: Sequence[int] = ()
    eigenaars: Mapping[str, str] = field(default_factory=dict)
    dossier: str = ""
    eigen: Mapping[str, EigenReeks] = field(default_factory=dict)
    verborgen: int = 0
    opgevallen: str = ""
    notities: Sequence[Notitie] = ()
    titel: str = ""
    hoofdstuk: str = ""
    beeld: Paginabeeld | None = None
    mede_ids: Sequence[str] = ()
    met_voorlopig: bool = True
    pagina: str = "Nulmeting"
    toont_ids: frozenset[str] | None = None

    @cached_property
    def _kaarten(self) -> dict[str, Sequence[Regel]]:
        return {}

    def get_scorekaart(self, regio_code: str) -> Sequence[Regel]:
        """The scorekaart of a gemeente beside Nederland, built once for all parts of a document."""
        if regio_code not in self._kaarten:
            self._kaarten[regio_code] = self.landstand.build_scorekaart(regio_code)
        return self._kaarten[regio_code]

    @property
    def opent(self) -> str:
        """What the kenmerk opens: never the dossier, whose code stands in no document."""
        return "de cijfers, zonder het dossier" if self.dossier else "dit beeld"

    @cached_property
    def onbekend(self) -> list[str]:
        """What the dossier chose that is not among the figures, as messages."""
        ids = [indicator_id for indicator_id, _ in self.prioriteiten]
        return explain_onbekend(self.stand, self.eigen, ids, self.doelen)

    @property
    def gekozen(self) -> list[Regel]:
        """Lines that take part: asked for, and with a figure."""
        return [r for r in self.regels if r.heeft_waarde and self._asked(r)]

    @property
    def gebruikt(self) -> list[Indicator]:
        """Whose figures the document holds or computes with, each once."""
        ids = [r.indicator.indicator_id for r in self.gekozen]
        mede = [k for k in self.mede_ids if k not in ids]
        deeljaar = {x.indicator_id: x for x in self.landstand.deeljaar}
        alle = {**deeljaar, **self.landstand.indicatoren}
        return [r.indicator for r in self.gekozen] + [alle[k] for k in mede]

    @property
    def getoond(self) -> list[Indicator]:
        """Whose figures the chapters show or compute with, each once."""
        if self.toont_ids is None:
            return self.gebruikt
        toont = self.toont_ids | {*self.mede_ids}
        return [x for x in self.gebruikt if x.indicator_id in toont]

    def _asked(self, regel: Regel) -> bool:
        return self.indicator_ids is None or regel.indicator.indicator_id in self.indicator_ids

    @property
    def weggelaten(self) -> list[str]:
        """What is not in the document, each with its reason."""
        return [f"{titel}: {reden}" for titel, reden in self.redenen]

    @property
    def redenen(self) -> list[tuple[str, str]]:
        """What is not in the document: title and reason."""
        niet = [(x.titel, "niet gekozen voor dit document.") for x in self.ongekozen]
        return [*niet, *self.ontbrekend]

    @property
    def ongekozen(self) -> list[Indicator]:
        """Left out by choice, and not used by a sentence either."""
        niet = [r.indicator for r in self.regels if not self._asked(r)]
        return [x for x in niet if x.indicator_id not in self.mede_ids]

    @property
    def ontbrekend(self) -> list[tuple[str, str]]:
        """Asked for but without a figure: title and reason; of a page what it judges by."""
        alle = self.toont_ids is None
        regels = [r for r in self.regels if self._asked(r) and (alle or r.indicator.teken)]
        leeg = [r for r in regels if not r.heeft_waarde]
        return [(r.indicator.titel, r.ontbreekt_omdat) for r in leeg]


def build_kenmerk(opdracht: Opdracht, indicator_id: str = "") -> str:
    """Id that reopens the nulmeting, or the page that is in view; or one indicator of it.

    An indicator opens on the nulmeting, and so does the start page beside a group: it has no such
    choice itself.
    """
    o, beeld = opdracht, opdracht.beeld
    query = {"regio": o.regio.code, "indicator": indicator_id}
    if beeld is not None:
        query["indicator"] = indicator_id or beeld.indicator_id
        query |= {"van": str(beeld.van), "tot": str(beeld.tot)} | dict(beeld.query)
    if not o.met_voorlopig:
        query["voorlopig"] = "niet"
    if o.groep.soort != "land" and "vergelijk" not in query:
        query["vergelijk"] = o.groep.sleutel
    los = "Nulmeting" if indicator_id or (not o.pagina and "vergelijk" in query) else o.pagina
    return format_kenmerk(Weergave(beeld.pagina if beeld else los, query))
