"""A sheet to draw on: shapes and text as SVG, all text escaped, coordinates in pixels."""

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from welvaart.export.beeld.zetsel import LETTERNAAM
from welvaart.export.schoon import clean_inhoud

Punt = tuple[float, float]
ARCERING = "url(#arcering)"
"""A fill: hatched, for what has no figure."""
_ARCERING = (
    '<defs><pattern id="arcering" width="8" height="8" patternUnits="userSpaceOnUse">'
    '<rect width="8" height="8" fill="#FFFFFF"/>'
    '<path d="M-2 2L2 -2M0 8L8 0M6 10L10 6" stroke="#8A94A3" stroke-width="1.5"/></pattern></defs>'
)


def _write(getal: float) -> str:
    return f"{getal:.1f}".removesuffix(".0")


class Tekenblad:
    """Collects shapes; `build` gives the whole picture.

    Attributes:
        breedte: in pixels.
        hoogte: in pixels.
    """

    def __init__(self, breedte: float, hoogte: float) -> None:
        self.breedte, self.hoogte = breedte, hoogte
        self._delen: list[str] = []

    def add_tekst(
        self,
        plek: Punt,
        tekst: str,
        maat: float,
        kleur: str,
        *,
        vet: bool = False,
        anker: str = "start",
        halo: float = 0,
    ) -> None:
        """Write one line with its baseline at this point; anker is start, middle or end.

        A `halo` of so many pixels of white keeps the letters readable on any colour.
        """
        if halo:
            self.add_halo(plek, tekst, maat, halo, vet=vet, anker=anker)
        dik = ' font-weight="700"' if vet else ""
        waar = "" if anker == "start" else f' text-anchor="{anker}"'
        self._delen.append(
            f'<text x="{_write(plek[0])}" y="{_write(plek[1])}" font-size="{_write(maat)}"'
            f' fill="{kleur}"{dik}{waar}>{escape(clean_inhoud(tekst))}</text>'
        )

    def add_halo(
        self, plek: Punt, tekst: str, maat: float, dikte: float, *, vet: bool, anker: str
    ) -> None:
        """The white below letters that stand on a colour; no text for who has it read aloud."""
        dik = ' font-weight="700"' if vet else ""
        waar = "" if anker == "start" else f' text-anchor="{anker}"'
        self._delen.append(
            f'<text aria-hidden="true" x="{_write(plek[0])}" y="{_write(plek[1])}"'
            f' font-size="{_write(maat)}"{dik}{waar} fill="#FFFFFF" stroke="#FFFFFF"'
            f' stroke-width="{_write(dikte * 2)}" stroke-linejoin="round"'
            f">{escape(clean_inhoud(tekst))}</text>"
        )

    def begin_venster(self, van: Punt, tot: Punt) -> None:
        """What is drawn from here to `end_venster` shows only within these two corners."""
        x, y = _write(van[0]), _write(van[1])
        breed, hoog = _write(tot[0] - van[0]), _write(tot[1] - van[1])
        self._delen.append(
            f'<clipPath id="venster"><rect x="{x}" y="{y}" width="{breed}" height="{hoog}"/>'
            '</clipPath><g clip-path="url(#venster)">'
        )

    def end_venster(self) -> None:
        """Close what `begin_venster` opened."""
        self._delen.append("</g>")

    def add_lijn(
        self, punten: Sequence[Punt], kleur: str, dikte: float, streep: Sequence[float] = ()
    ) -> None:
        """Draw a line through these points, dashed when asked for."""
        pad = " ".join(f"{_write(x)},{_write(y)}" for x, y in punten)
        patroon = (
            f' stroke-dasharray="{" ".join(_write(deel) for deel in streep)}"' if streep else ""
        )
        self._delen.append(
            f'<polyline points="{pad}" fill="none" stroke="{kleur}"'
            f' stroke-width="{_write(dikte)}" stroke-linejoin="round"{patroon}/>'
        )

    def add_vlak(
        self, punten: Sequence[Punt], vulling: str, rand: str, dikte: float, streep: float = 0
    ) -> None:
        """Draw a closed shape."""
        pad = " ".join(f"{_write(x)},{_write(y)}" for x, y in punten)
        patroon = f' stroke-dasharray="{_write(streep)}"' if streep else ""
        self._delen.append(
            f'<polygon points="{pad}" fill="{vulling}" stroke="{rand}"'
            f' stroke-width="{_write(dikte)}"{patroon}/>'
        )

    def add_gebied(
        self, ringen: Sequence[Sequence[Punt]], vulling: str, rand: str, dikte: float
    ) -> None:
        """Draw an area of one or more rings; a ring inside another is a hole."""
        pad = "".join(
            "M" + "L".join(f"{_write(x)} {_write(y)}" for x, y in ring) + "Z" for ring in ringen
        )
        self._delen.append(
            f'<path d="{pad}" fill="{vulling}" fill-rule="evenodd" stroke="{rand}"'
            f' stroke-width="{_write(dikte)}" stroke-linejoin="round"/>'
        )

    def add_rondje(self, plek: Punt, straal: float, vulling: str, rand: str, dikte: float) -> None:
        """Draw a circle."""
        self._delen.append(
            f'<circle cx="{_write(plek[0])}" cy="{_write(plek[1])}" r="{_write(straal)}"'
            f' fill="{vulling}" stroke="{rand}" stroke-width="{_write(dikte)}"/>'
        )

    def build(self, titel: str, uitleg: str) -> str:
        """The picture, with a name and an explanation for who cannot see it."""
        b, h = _write(self.breedte), _write(self.hoogte)
        delen = "".join(self._delen)
        arcering = _ARCERING if ARCERING in delen else ""
        letters = quoteattr(f"'{LETTERNAAM}', 'Source Sans 3', 'Segoe UI', Arial, sans-serif")
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{b}" height="{h}"'
            f' viewBox="0 0 {b} {h}" role="img" aria-labelledby="titel uitleg" lang="nl"'
            f" font-family={letters}>"
            f'<title id="titel">{escape(clean_inhoud(titel))}</title>'
            f'<desc id="uitleg">{escape(clean_inhoud(uitleg))}</desc>'
            f'<rect width="{b}" height="{h}" fill="#FFFFFF"/>{arcering}{delen}</svg>\n'
        )
