"""The last chapter of a document: how the figures were made, what is left out, and the sources."""

from collections.abc import Sequence
from typing import Final

from welvaart.cijfers.indicator import Indicator
from welvaart.export.bouwen.opdracht import Opdracht, build_kenmerk
from welvaart.export.inhoud import Alinea, Bron, Hoofdstuk, Kop, Lijst, Tabel
from welvaart.opmaak import LEGENDA
from welvaart.regio.regio import RegioSoort
from welvaart.zin.duiding import lower_naam
from welvaart.zin.herkomst import describe_bron

_KORT: Final = 400  # letters of a list that a slide can hold


def find_bronnen(indicatoren: Sequence[Indicator]) -> tuple[Bron, ...]:
    """The sources of these indicators with their edition, each once."""
    uniek = {(x.bron_naam, x.bron_tabel or "", x.editie): x.bron_url for x in indicatoren}
    return tuple(Bron(naam, tabel, editie, url) for (naam, tabel, editie), url in uniek.items())


def find_berekend(indicatoren: Sequence[Indicator]) -> tuple[str, ...]:
    """What we did ourselves with the figures of these indicators, in sentences."""
    return group_redenen([(x.titel, x.bewerking) for x in indicatoren if _is_bewerkt(x.bewerking)])


def group_redenen(paren: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Sentences "titles: reason", each reason once, in the order in which they come."""
    per: dict[str, list[str]] = {}
    for titel, reden in paren:
        per.setdefault(reden, []).append(titel)
    return tuple(f"{'; '.join(titels)}: {reden}" for reden, titels in per.items())


def _is_bewerkt(bewerking: str) -> bool:
    """False where the text only tells what the source did, or that we did nothing."""
    if bewerking in ("", "geen") or bewerking.startswith("Niets"):
        return False
    return "wij reken" in bewerking or not bewerking.startswith("Het CBS")


def _count_bewerkt(berekend: Sequence[str]) -> str:
    """How many indicators a long list is about; "" for a short one."""
    if sum(map(len, berekend)) <= _KORT:
        return ""
    n = sum(zin.count("; ") + 1 for zin in (zin.partition(": ")[0] for zin in berekend))
    wat = "1 indicator" if n == 1 else f"{n} indicatoren"
    return f"{wat}, bijvoorbeeld opgeteld of omgerekend uit de cijfers van de bron."


def _build_dossier(o: Opdracht) -> list[Alinea]:
    """Which dossier the choices are from, and how it opens again: its link stands nowhere here."""
    if not o.dossier:
        return []
    zin = (
        f"Keuzes, doelen en begroting komen uit het dossier ‘{o.dossier}’. Dat opent u met de link "
        "die het team bewaart; die staat niet in dit stuk: wie de link heeft, kan meeschrijven."
    )
    return [Alinea(zin, klein=True, op_dia=False)]


def build_verantwoording(o: Opdracht) -> Hoofdstuk:
    """The chapter that ends every document."""
    bronnen = tuple((b.naam, b.tabel, b.editie, b.url) for b in find_bronnen(o.getoond))
    wie = next((regel.soort.meervoud for regel in o.regels), "gemeenten")
    zonder = "" if o.met_voorlopig else " Voorlopige cijfers tellen daarin op uw verzoek niet mee."
    delen: list[Alinea | Kop | Tabel | Lijst] = [
        *_build_groep(o),
        Alinea(
            f"Gelijke cijfers delen een plaats, en alleen {wie} met een cijfer tellen mee. Een "
            "ontwikkeling is een rechte lijn door acht jaar, getoetst op 5 procent."
            f"{zonder} De pagina Methode legt alle keuzes uit."
        ),
        Alinea(f"{describe_bron(o.landstand)}"),
        Alinea(f"Tekens: {LEGENDA}.", klein=True),
        Alinea(f"Kenmerk (opent {o.opent}): {build_kenmerk(o)}.", klein=True, op_dia=False),
        *_build_dossier(o),
    ]
    if o.hoofdstuk and o.ongekozen:
        hier = f"In dit hoofdstuk staan {len(o.gekozen)} van de {len(o.regels)} indicatoren"
        delen.append(Alinea(f"{hier}; de andere staan in de nulmeting.", klein=True))
    if o.ontbrekend:
        redenen = group_redenen(o.ontbrekend)
        delen += [Kop("Hier zijn geen cijfers van"), Lijst(redenen, klein=True)]
    delen += _build_ongekozen(o)
    if berekend := find_berekend(o.getoond):
        lijst = Lijst(berekend, _count_bewerkt(berekend), klein=True)
        delen += [Kop("Door ons bewerkt"), lijst]
    if bronnen:
        delen.append(Tabel("Bronnen", ("Bron", "Tabel", "Editie", "Te vinden op"), bronnen))
    return Hoofdstuk("verantwoording", "Bronnen en verantwoording", tuple(delen))


def _build_groep(o: Opdracht) -> list[Alinea]:
    """Which gemeenten stand beside the regio; of Nederland that goes without saying."""
    if o.groep.soort == RegioSoort.LAND:
        return []
    wie = f"Vergeleken met {lower_naam(o.groep.titel)}. {o.groep.uitleg}"
    return [Alinea(wie, op_dia=len(wie) <= _KORT)]


def _build_ongekozen(o: Opdracht) -> list[Kop | Lijst]:
    """The indicators left out by choice, one line per thema; [] when there are none.

    A chapter of the Economische Agenda chose them itself: one line that tells where the rest is.
    """
    if o.hoofdstuk:
        return []
    per_thema = {
        thema.titel: [x.titel for x in o.ongekozen if x.thema == thema.thema]
        for thema in o.stand.themas
    }
    punten = tuple(f"{thema}: {'; '.join(namen)}" for thema, namen in per_thema.items() if namen)
    if not punten:
        return []
    n = len(o.ongekozen)
    kort = f"{n} {'indicator' if n == 1 else 'indicatoren'}, verdeeld over {len(punten)} thema's."
    return [Kop("Niet gekozen voor dit document"), Lijst(punten, kort)]
