"""A dossier to look into, from a saved file or by its code: what may be seen, and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from welvaart.dossier.bestand import MAX_BYTES, parse_dossier
from welvaart.dossier.doelenlijst import follow_namen, get
from welvaart.dossier.dossier import Veld
from welvaart.dossier.eigenreeks import EigenReeks, count_verborgen, find_gedeeld, find_verborgen
from welvaart.dossier.opslag import Opslag
from welvaart.dossier.verbinding import open_engine
from welvaart.fouten import DossierFout


@dataclass(frozen=True)
class Inzage:
    """What somebody may see of a dossier.

    Attributes:
        regio: as in the URL.
        velden: by path, under the indicator ids of now.
        personen: names by number.
        eigen: series with a licence.
        verborgen: goals on such a series that may not be seen.
    """

    naam: str
    regio: str
    velden: Mapping[str, Veld]
    personen: Mapping[int, str]
    eigen: Mapping[str, EigenReeks]
    verborgen: int = 0

    def get_tekst(self, pad: str) -> str:
        """Text of a field; "" when empty."""
        return str(get(self.velden, pad) or "")

    def get_naam(self, pad: str) -> str:
        """Name behind a field that holds a person; "" when nobody."""
        nummer = get(self.velden, pad)
        return self.personen.get(nummer, "") if isinstance(nummer, int) else ""


def read_inzage(tekst: str, url: str, hernoemd: Mapping[str, str]) -> Inzage:
    """Look into a dossier.

    Args:
        tekst: path of a file that 'Bewaar als bestand' made, or a code of a dossier.
        url: of the database of dossiers.
        hernoemd: old indicator_id → the id of now.

    Raises:
        DossierFout: no such file or code, or a file that is no dossier.
    """
    pad = Path(tekst)
    if pad.is_file():
        return _read_bestand(pad, hernoemd)
    if pad.suffix or "/" in tekst or "\\" in tekst:
        raise DossierFout(
            f"Het bestand {tekst[:200]} is er niet. Geef bij --dossier een bestand dat met 'Bewaar "
            "als bestand' is gemaakt, of de code uit de link van het dossier."
        )
    return _read_opslag(tekst.strip(), url, hernoemd)


def _read_bestand(pad: Path, hernoemd: Mapping[str, str]) -> Inzage:
    try:
        groot = pad.stat().st_size > MAX_BYTES
        inhoud = parse_dossier(b" " * (MAX_BYTES + 1) if groot else pad.read_bytes())
    except OSError as fout:
        raise DossierFout(f"{pad} is niet te lezen: {fout.strerror}.") from fout
    velden = {
        veld.pad: Veld(veld.waarde, 1, veld.gewijzigd_op, veld.persoon) for veld in inhoud.velden
    }
    return Inzage(
        inhoud.naam, inhoud.regio, follow_namen(velden, hernoemd), inhoud.personen, inhoud.eigen
    )


def _read_opslag(code: str, url: str, hernoemd: Mapping[str, str]) -> Inzage:
    """By its code; by the code to read only what the team shares."""
    _check_bestaat(url)
    opslag = Opslag(open_engine(url))
    try:
        toegang = opslag.open_dossier(code)
        velden = follow_namen(opslag.read_velden(toegang), hernoemd)
        eigen, personen = opslag.eigen.read(toegang), opslag.personen.read(toegang)
    finally:
        opslag.close()
    weg: tuple[str, ...] = ()
    if toegang.bewerkcode is None:
        weg, eigen = find_verborgen(velden), find_gedeeld(eigen, velden)
        velden = {pad: veld for pad, veld in velden.items() if not pad.startswith(weg)}
    return Inzage(toegang.naam, toegang.regio, velden, personen, eigen, count_verborgen(weg))


def _check_bestaat(url: str) -> None:
    """Looking never makes a database.

    Raises:
        DossierFout: the file is not there.
    """
    pad = url.removeprefix("sqlite:///")
    if pad != url and pad not in ("", ":memory:") and not Path(pad).is_file():
        raise DossierFout(
            f"Hier zijn nog geen dossiers bewaard ({pad} is er niet). Zet WELVAART_DOSSIERS op de "
            "database van het dashboard, of geef bij --dossier een bewaard bestand."
        )
