"""The scorekaart as rows that leave the program: what `python -m welvaart scorekaart` gives.

The numbers are those of the screen; only NaN becomes None, and a missing figure stays a row.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Groepscijfer:
    """What one comparison group has on one indicator, in the period of the gemeente.

    Attributes:
        titel: name of the group.
        waarde: in the indicator's eenheid, not rounded; None = none.
        methode: bron, som, verhouding, gewogen or mediaan; None without a value.
        volledig: True when the value may bear the name of the group.
        n: gemeenten behind the value; None for an official figure and without a value.
        n_gemeenten: gemeenten of the group.
        tekst: the value as on screen; "" without.
        wat: what the value is, in words; "" without.
        relatieve_trend: the gemeente against the others of this group (for land: Nederland).
        relatieve_helling: change of the difference per year.
        relatieve_p: of that change.
        relatief_tekst: the same in words.
    """

    titel: str
    waarde: float | None
    methode: str | None
    volledig: bool
    n: int | None
    n_gemeenten: int
    tekst: str
    wat: str
    relatieve_trend: str
    relatieve_helling: float | None
    relatieve_p: float | None
    relatief_tekst: str


@dataclass(frozen=True)
class Kaartregel:
    """One indicator of one regio; the names are public (docs of the command).

    Of a missing figure `periode_code`, `n` and `vergelijking` are about the newest period of the
    indicator. With a figure of a larger area `niveau` says so, and there is no rank or trend.

    Attributes:
        decimalen: of the value; fewer than usual where the source rounds it more coarsely.
        waarde: in `eenheid`, not rounded; None = missing, then `ontbreekt_omdat` says why.
        onder: lower end of what a coarsely rounded figure can be; None = no margin.
        boven: upper end.
        tekst: the value as on screen; "." when missing.
        is_nieuwste: False where other gemeenten have a newer figure, or the figure is missing.
        niveau: kind of regio the value is about: gemeente, corop, provincie … eigen.
        niveau_code: code of that regio.
        niveau_label: what must stand beside the figure: whose it is with a fallback, or what it
            is where it may not bear the name of the area ("mediaan van 6 gemeenten"); else "".
        n: regio's of this kind with a value in this period; 0 for an own regio.
        rang_van: best possible place, 1 = best; None for neutral and without a value.
        rang_tot: worst possible place.
        trend_helling: per year; trend_jaren are the years used.
        zelfde_trend_als: how many regio's of this kind have this trend, of the `trend_n` that can
            be tested.
        duiding: the figure in plain sentences; of a missing one the reason.
        relatieve_trend: against Nederland (of an area: the rest of it), seen from brede
            welvaart.
        vergelijking: the chosen groups by their key.
        snapshot_id: payload of this very figure; None where the warehouse has no row for it.
    """

    regio_code: str
    regio_naam: str
    indicator_id: str
    titel: str
    thema: str
    thema_titel: str
    eenheid: str
    eenheid_kort: str
    decimalen: int
    richting: str
    waarde: float | None
    onder: float | None
    boven: float | None
    tekst: str
    periode_code: str | None
    is_nieuwste: bool
    status: str | None
    ontbreekt_omdat: str | None
    niveau: str
    niveau_code: str
    niveau_label: str
    n: int
    rang_van: int | None
    rang_tot: int | None
    positie: str
    trend: str
    trend_helling: float | None
    trend_p: float | None
    trend_jaren: tuple[int, ...]
    trend_oordeel: str
    zelfde_trend_als: int
    trend_n: int
    relatieve_trend: str
    relatieve_helling: float | None
    relatieve_p: float | None
    relatief_tekst: str
    vergelijking: dict[str, Groepscijfer]
    duiding: str
    bron: str
    tabel: str | None
    editie: str
    snapshot_id: str | None
