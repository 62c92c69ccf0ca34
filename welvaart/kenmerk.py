"""A short id for a view: page, regio, indicator, group and years packed so that it can be reopened.

It stands in every picture. Nothing is stored: the id itself holds the view. The lists in this
module may only grow at the end; a picture printed years ago must still open.
"""

import hashlib
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from welvaart.fouten import KeuzeFout

PAGINAS = (
    "",  # the start page
    "Nulmeting",
    "Arbeidsparticipatie",
    "Leegstand",
    "Regiovergelijking",
    "Lokale_agenda",
    "Gegevens",
    "Methode",
    "Eigen_cijfers",
)
"""Names of the pages as they stand in the URL."""
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: no I, L, O, U
_GELIJKEND = str.maketrans({"I": "1", "L": "1", "O": "0", "-": "", " ": "", "\u2011": ""})
_VERSIE, _CONTROLE, _CONTROLETEKENS = 1, 1021, 2
_VELDEN = (
    "",  # 0 = no more fields
    "regio",
    "indicator",
    "vergelijk",
    "van",
    "tot",
    "jaar",
    "soort",
    "vorm",
    "toon",
    "tegen",
    "raad",
    "beeld",
)
_ANDERS = 15  # tag of a field that is not in the list: its name follows
_HASH = ("indicator", "tegen")
_JAREN, _JAARBITS, _EERSTE = ("van", "tot", "jaar"), 7, 1980
_PREFIX = ("NL", "LD", "PV", "CR", "AM", "VR", "GG", "GM")
_CIJFERS = {"GG": 4, "GM": 4}
_WOORDEN = (
    *("land", "provincie", "corop", "arbeidsmarktregio", "grootteklasse", "stedelijkheid"),
    *("lijkt_op", "g4", "gemeente", "kaart", "ranglijst", "stippen", "helling", "lijnen", "tabel"),
    *("jaren", "kansen", "gelijkenis", "aan", "ja", "index", "alles", "opvallend", "landsdeel"),
)
_WOORDBITS, _GEEN_WOORD, _EIGEN_WOORD, _EIGEN_MET_NAAM = 6, 63, 62, 61
_MAX_TEKENS = 1200
_EIGEN = re.compile(r"(?s)eigen:(GM[0-9]{4}(?:,GM[0-9]{4}){0,510})(?:;(.+))?")


@dataclass(frozen=True)
class Weergave:
    """One view of the dashboard.

    Attributes:
        pagina: one of `PAGINAS`.
        query: query parameters, as text.
    """

    pagina: str
    query: Mapping[str, str]


def format_kenmerk(weergave: Weergave) -> str:
    """Write a view as an id, "4M2K-…": letters and digits that cannot be mistaken for each other.

    Args:
        weergave: a page that is not in `PAGINAS` counts as the start page; empty values are
            left out.
    """
    bits = _Schrijver()
    bits.add(_VERSIE, 3)
    bits.add(PAGINAS.index(weergave.pagina) if weergave.pagina in PAGINAS else 0, 5)
    query = {naam: waarde for naam, waarde in weergave.query.items() if waarde}
    for naam in sorted(query, key=lambda naam: (naam not in _VELDEN, naam)):
        _write_veld(bits, naam, query[naam])
    getal, tekens = bits.close()
    lijf = _format_32(getal, tekens)
    alles = lijf + _format_32(getal % _CONTROLE, _CONTROLETEKENS)
    return "-".join(alles[k : k + 4] for k in range(0, len(alles), 4))


def parse_kenmerk(tekst: str, indicator_ids: Collection[str]) -> Weergave:
    """The view that an id names; small letters, spaces and I, L, O for 1, 1, 0 are understood.

    Args:
        tekst: as somebody typed it.
        indicator_ids: what the catalogue holds now.

    Raises:
        KeuzeFout: a typing error, an id of a newer version, or an indicator that is gone.
    """
    schoon = tekst.strip().upper().translate(_GELIJKEND)
    fout = KeuzeFout(
        f"'{tekst.strip()[:40]}' is geen kenmerk dat wij kennen. Kijk in het plaatje of er een "
        "teken ontbreekt of verwisseld is."
    )
    if not 4 <= len(schoon) <= _MAX_TEKENS or set(schoon) - set(_LETTERS):
        raise fout
    lijf, controle = schoon[:-_CONTROLETEKENS], schoon[-_CONTROLETEKENS:]
    getal = _parse_32(lijf)
    if getal % _CONTROLE != _parse_32(controle):
        raise fout
    bits = _Lezer(getal, len(lijf) * 5)
    try:
        if bits.take(3) != _VERSIE:
            raise KeuzeFout(
                "Dit kenmerk komt uit een andere versie van de monitor; die kunnen we niet openen."
            )
        pagina = PAGINAS[bits.take(5)]
        query = dict(_read_velden(bits, indicator_ids))
    except (IndexError, UnicodeDecodeError) as oorzaak:
        raise fout from oorzaak
    return Weergave(pagina, query)


class _Schrijver:
    """Collects bits, the first one most significant."""

    def __init__(self) -> None:
        self._getal = 0
        self._lengte = 0

    def add(self, waarde: int, bits: int) -> None:
        self._getal = (self._getal << bits) | waarde
        self._lengte += bits

    def add_tekst(self, tekst: str) -> None:
        rauw = tekst.encode()
        lengte = len(rauw)
        while lengte > 127:
            self.add(128 | (lengte & 127), 8)
            lengte >>= 7
        self.add(lengte, 8)
        for byte in rauw:
            self.add(byte, 8)

    def close(self) -> tuple[int, int]:
        """The bits filled up with zeros to whole characters, and how many characters."""
        rest = -self._lengte % 5
        return self._getal << rest, (self._lengte + rest) // 5


class _Lezer:
    """Gives bits back in the order in which they were written."""

    def __init__(self, getal: int, lengte: int) -> None:
        self._getal = getal
        self.over = lengte

    def take(self, bits: int) -> int:
        if bits > self.over:
            raise IndexError
        self.over -= bits
        return (self._getal >> self.over) & ((1 << bits) - 1)

    def take_tekst(self) -> str:
        lengte, schuif = 0, 0
        while (stuk := self.take(8)) > 127:
            lengte |= (stuk & 127) << schuif
            schuif += 7
        lengte |= stuk << schuif
        if lengte * 8 > self.over:
            raise IndexError
        return bytes(self.take(8) for _ in range(lengte)).decode()


def _write_veld(bits: _Schrijver, naam: str, waarde: str) -> None:
    if naam not in _VELDEN:
        bits.add(_ANDERS, 4)
        bits.add_tekst(naam)
        bits.add_tekst(waarde)
    elif naam in _HASH:
        bits.add(_VELDEN.index(naam), 4)
        bits.add(_hash_indicator(waarde), 24)
    elif naam in _JAREN:
        if waarde.isascii() and waarde.isdigit() and 0 <= int(waarde) - _EERSTE < 1 << _JAARBITS:
            bits.add(_VELDEN.index(naam), 4)
            bits.add(int(waarde) - _EERSTE, _JAARBITS)
    else:
        bits.add(_VELDEN.index(naam), 4)
        _write_woord(bits, waarde)


def _read_velden(bits: _Lezer, indicator_ids: Collection[str]) -> Iterator[tuple[str, str]]:
    while bits.over >= 4 and (veld := bits.take(4)):
        if veld == _ANDERS:
            yield bits.take_tekst(), bits.take_tekst()
            continue
        naam = _VELDEN[veld]
        if naam in _HASH:
            yield naam, _find_indicator(bits.take(24), indicator_ids)
        elif naam in _JAREN:
            yield naam, str(bits.take(_JAARBITS) + _EERSTE)
        else:
            yield naam, _read_woord(bits)


def _write_woord(bits: _Schrijver, waarde: str) -> None:
    """A code of a regio, a known word, an own group of gemeenten, or any other text."""
    code = re.fullmatch(r"([A-Z]{2})([0-9]+)", waarde)
    if code and code[1] in _PREFIX and len(code[2]) == _CIJFERS.get(code[1], 2):
        bits.add(40 + _PREFIX.index(code[1]), _WOORDBITS)
        bits.add(int(code[2]), 14 if code[1] in _CIJFERS else 7)
    elif waarde in _WOORDEN:
        bits.add(_WOORDEN.index(waarde), _WOORDBITS)
    elif eigen := _EIGEN.fullmatch(waarde):
        codes = eigen[1].split(",")
        bits.add(_EIGEN_MET_NAAM if eigen[2] else _EIGEN_WOORD, _WOORDBITS)
        bits.add(len(codes), 9)
        for deel in codes:
            bits.add(int(deel[2:]), 14)
        if eigen[2]:
            bits.add_tekst(eigen[2])
    else:
        bits.add(_GEEN_WOORD, _WOORDBITS)
        bits.add_tekst(waarde)


def _read_woord(bits: _Lezer) -> str:
    nummer = bits.take(_WOORDBITS)
    if nummer == _GEEN_WOORD:
        return bits.take_tekst()
    if nummer in (_EIGEN_WOORD, _EIGEN_MET_NAAM):
        codes = "eigen:" + ",".join(f"GM{bits.take(14):04}" for _ in range(bits.take(9)))
        return codes if nummer == _EIGEN_WOORD else f"{codes};{bits.take_tekst()}"
    if nummer < 40:
        return _WOORDEN[nummer]
    prefix = _PREFIX[nummer - 40]
    if prefix in _CIJFERS:
        return f"{prefix}{bits.take(14):04}"
    return f"{prefix}{bits.take(7):02}"


def _find_indicator(gezocht: int, indicator_ids: Collection[str]) -> str:
    for indicator_id in indicator_ids:
        if _hash_indicator(indicator_id) == gezocht:
            return indicator_id
    raise KeuzeFout(
        "De indicator van dit kenmerk staat niet meer in de monitor. Kies een andere indicator."
    )


def _hash_indicator(indicator_id: str) -> int:
    """24 bits that stay the same when the catalogue grows."""
    return int.from_bytes(hashlib.sha256(indicator_id.encode()).digest()[:3])


def _format_32(getal: int, tekens: int) -> str:
    return "".join(_LETTERS[(getal >> (5 * k)) & 31] for k in reversed(range(tekens)))


def _parse_32(tekst: str) -> int:
    getal = 0
    for teken in tekst:
        getal = getal * 32 + _LETTERS.index(teken)
    return getal
