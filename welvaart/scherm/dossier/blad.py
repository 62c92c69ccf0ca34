"""Fields of a dossier as widgets: what is typed is kept at once, and never over another's words.

The key of every widget holds the version that was shown. When somebody else wrote in between, both
texts stay on screen until one of them is chosen.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from html import escape
from typing import Any

import streamlit as st

from welvaart import opmaak
from welvaart.doel.maat import format_getypt
from welvaart.dossier.doelenlijst import get
from welvaart.dossier.dossier import Botsing, Toegang, Veld
from welvaart.dossier.eigenreeks import EigenReeks, count_verborgen
from welvaart.dossier.opslag import Opslag
from welvaart.dossier.velden import Waarde
from welvaart.fouten import DossierFout, KeuzeFout
from welvaart.opmaak import format_getal
from welvaart.scherm.dossier.getypt import GEEN, read_getal, read_jaar, read_tekst
from welvaart.scherm.melding import escape_label, warn

_BOTSING, _FOUT, _GEWEIGERD = "dossier_botsing", "dossier_fout", "dossier_geweigerd"
WIE = "dossier_wie"


@dataclass
class Blad:
    """The open dossier on this page.

    Attributes:
        velden: as read at the start of this run.
        personen: names by number.
        eigen: series with a licence that this person may see.
        weg: beginnings of the paths that this person may not see (`find_verborgen`).
        fotos: how many frozen nulmetingen there were at the start of this run.
        fouten: what went wrong in this session, by path; gone once it is shown.
        botsingen: by path, what one wrote and what somebody else wrote meanwhile.
    """

    opslag: Opslag
    toegang: Toegang
    velden: Mapping[str, Veld]
    personen: dict[int, str] = field(default_factory=dict)
    eigen: Mapping[str, EigenReeks] = field(default_factory=dict)
    weg: tuple[str, ...] = ()
    fotos: int = 0
    fouten: dict[str, str] = field(default_factory=lambda: _read_meldingen(_FOUT))
    botsingen: dict[str, tuple[Waarde, Veld]] = field(
        default_factory=lambda: _read_meldingen(_BOTSING)
    )

    @property
    def naam(self) -> str:
        """Name of the dossier."""
        return self.toegang.naam

    @property
    def mag_bewerken(self) -> bool:
        """False when the dossier was opened by the link to read."""
        return self.toegang.bewerkcode is not None

    @property
    def geweigerd(self) -> dict[str, str]:
        """What was typed and not kept, by path, for as long as it stands on screen, and why."""
        return _read_meldingen(f"{_GEWEIGERD} {self.toegang.dossier_id}")

    @property
    def verborgen(self) -> int:
        """Goals on a series with a licence that this person may not see."""
        return count_verborgen(self.weg)

    def get(self, pad: str) -> object:
        """Value of a field; None when empty."""
        return get(self.velden, pad)

    def get_tekst(self, pad: str) -> str:
        """Text of a field; "" when empty."""
        return str(self.get(pad) or "")

    def get_naam(self, pad: str) -> str:
        """Name behind a field that holds a person; "" when nobody."""
        nummer = self.get(pad)
        return self.personen.get(nummer, "") if isinstance(nummer, int) else ""

    def draw_tekst(self, pad: str, label: str, *, regel: bool = False, uitleg: str = "") -> None:
        """Draw a text of one line or more."""
        if not self._begin(pad, label, self.get_tekst(pad)):
            return
        teken = st.text_input if regel else st.text_area
        self._draw_getypt(teken, pad, label, self.get_tekst(pad), read_tekst, uitleg)

    def draw_getal(self, pad: str, label: str, *, decimalen: int = 1, uitleg: str = "") -> None:
        """Draw a number, typed the Dutch way."""
        waarde = self.get(pad)
        tekst = format_getypt(waarde, decimalen) if isinstance(waarde, int | float) else ""
        if not self._begin(pad, label, tekst):
            return
        self._draw_getypt(st.text_input, pad, label, tekst, read_getal, uitleg)

    def draw_jaar(self, pad: str, label: str) -> None:
        """Draw a calendar year."""
        waarde = self.get(pad)
        tekst = str(waarde) if isinstance(waarde, int) else ""
        if not self._begin(pad, label, tekst):
            return
        self._draw_getypt(st.text_input, pad, label, tekst, read_jaar)

    def draw_keuze(
        self, pad: str, label: str, keuzes: Mapping[Waarde, str], *, uitleg: str = ""
    ) -> None:
        """Draw a choice from a list; "–" empties the field."""
        waarde = self.get(pad)
        huidig = keuzes.get(waarde, "") if isinstance(waarde, str | int | float) else ""
        if not self._begin(pad, label, huidig):
            return
        sleutel, titels = self._sleutel(pad), [GEEN, *keuzes.values()]
        terug = {titel: sleutel_ for sleutel_, titel in keuzes.items()}
        st.selectbox(
            label,
            titels,
            index=titels.index(huidig) if huidig in titels else 0,
            key=sleutel,
            help=uitleg or None,
            on_change=self._write,
            args=(pad, sleutel, lambda titel: terug.get(str(titel))),
        )
        self.show_melding(pad)

    def draw_vink(self, pad: str, label: str) -> None:
        """Draw a yes or no."""
        waarde = self.get(pad) is True
        if not self.mag_bewerken:
            if waarde:
                st.html(f"<p>✓ {escape(label)}</p>")
            return
        sleutel = self._sleutel(pad)
        st.checkbox(
            escape_label(label),
            value=waarde,
            key=sleutel,
            on_change=self._write,
            args=(pad, sleutel, bool),
        )
        self.show_melding(pad)

    def draw_persoon(self, pad: str, label: str) -> None:
        """Draw a person: a known name, or a new one."""
        nu, sleutel = self.get_naam(pad), self._sleutel(pad)
        if not self._begin(pad, label, nu):
            return
        lijst = list(dict.fromkeys([GEEN, *self.personen.values()]))
        st.selectbox(
            label,
            lijst,
            index=lijst.index(nu or GEEN),
            key=sleutel,
            accept_new_options=True,
            placeholder="Kies of typ",
            on_change=self._write,
            args=(pad, sleutel, self._find_persoon),
        )
        self.show_melding(pad)

    def write(self, pad: str, waarde: Waarde, gezien: int | None = None) -> bool:
        """Write a field; True when it stands. What went wrong is shown at the field."""
        versie = self.velden[pad].versie if pad in self.velden else 0
        try:
            self.opslag.write_veld(
                self.toegang,
                pad,
                waarde,
                gezien=versie if gezien is None else gezien,
                persoon_id=self.find_mij(),
            )
        except Botsing as botsing:
            st.session_state.setdefault(_BOTSING, {})[pad] = (botsing.eigen, botsing.andere)
            return False
        except (KeuzeFout, DossierFout) as fout:
            self._refuse(pad, fout)
            return False
        self.geweigerd.pop(pad, None)
        return True

    def put(self, pad: str, waarde: Waarde) -> None:
        """Write a field from a button."""
        self.write(pad, waarde)

    def _draw_getypt(
        self,
        teken: Callable[..., Any],
        pad: str,
        label: str,
        tekst: str,
        lees: Callable[[object], Waarde],
        uitleg: str = "",
    ) -> None:
        """Draw something to type in.

        A browser that finds its server restarted still holds what was typed, and shows it; the
        change itself never came in. So what stands on screen is written here.
        """
        sleutel = self._sleutel(pad)
        doen = {"on_change": self._write, "args": (pad, sleutel, lees)}
        getypt = teken(label, value=tekst, key=sleutel, help=uitleg or None, **doen)
        gemeld = pad in self.fouten or pad in self.botsingen
        if getypt == tekst:  # what was refused is off the screen
            self.geweigerd.pop(pad, None)
        if getypt != tekst and not gemeld:
            self._write(pad, sleutel, lees)
            if self.opslag.read_velden(self.toegang).get(pad, Veld()) != self.velden.get(
                pad, Veld()
            ):
                st.rerun()
        self.show_melding(pad)

    def _write(self, pad: str, sleutel: str, lees: Callable[[object], Waarde]) -> None:
        gezien = int(sleutel.rsplit("@", 1)[1])
        try:
            waarde = lees(st.session_state[sleutel])
        except (KeuzeFout, DossierFout) as fout:
            self._refuse(pad, fout)
            return
        self.write(pad, waarde, gezien)

    def _refuse(self, pad: str, fout: Exception) -> None:
        st.session_state.setdefault(_FOUT, {})[pad] = str(fout)
        self.geweigerd[pad] = str(fout)

    def _find_persoon(self, naam: object) -> int | None:
        tekst = str(naam or "").strip()
        return None if tekst in ("", GEEN) else self.opslag.personen.add(self.toegang, tekst)

    def find_mij(self) -> int | None:
        """Number of the person who writes here; None when no name was given."""
        naam = str(st.session_state.get(WIE) or "").strip()
        return self.opslag.personen.add(self.toegang, naam) if naam else None

    def _sleutel(self, pad: str) -> str:
        versie = self.velden[pad].versie if pad in self.velden else 0
        return f"{self.toegang.dossier_id} {pad} @{versie}"

    def _begin(self, pad: str, label: str, tekst: str) -> bool:
        """Draw the field as text when the dossier is open to read; True to draw a widget."""
        if self.mag_bewerken:
            return True
        inhoud = escape(tekst).replace("\n", "<br>") or "nog niet ingevuld"
        st.html(f'<p class="bw-klein">{escape(label)}</p><p>{inhoud}</p>')
        return False

    def show_melding(self, pad: str) -> None:
        """Show below a field what went wrong with it."""
        if fout := self.fouten.pop(pad, None):
            warn(fout)
        if pad in self.botsingen:
            self._draw_botsing(pad, *self.botsingen[pad])

    def _draw_botsing(self, pad: str, eigen: Waarde, andere: Veld) -> None:
        wie = self.personen.get(andere.persoon_id or 0, "Iemand anders")
        st.html(
            f'<div class="bw-botsing"><p><strong>{escape(wie)} veranderde dit '
            f"{format_moment(andere.gewijzigd_op)}, terwijl u bezig was.</strong></p>"
            f"<p>Daar staat nu: {_quote(andere.waarde)}</p><p>U schreef: {_quote(eigen)}</p></div>"
        )
        links, rechts = st.columns(2)

        def keep(waarde: Waarde, versie: int) -> None:
            st.session_state[_BOTSING].pop(pad, None)
            if waarde != andere.waarde:
                self.write(pad, waarde, versie)

        links.button("Houd wat er staat", key=f"houd {pad}", on_click=keep, args=(andere.waarde, 0))
        rechts.button(
            "Zet mijn tekst erin",
            key=f"vervang {pad}",
            on_click=keep,
            args=(eigen, andere.versie),
        )


def _read_meldingen(naam: str) -> dict[str, Any]:
    """What the session holds under a name, to look in many times: reading the session is slow."""
    gevonden: dict[str, Any] = st.session_state.setdefault(naam, {})
    return gevonden


def _quote(waarde: Waarde) -> str:
    if waarde is None:
        return "niets"
    tekst = format_getal(float(waarde), 2) if isinstance(waarde, float) else str(waarde)
    return f"„{escape(tekst)}”".replace("\n", "<br>")


def format_moment(iso: str) -> str:
    """Write a moment in Dutch time: "op 22 november 2026 om 11:15 uur"; "" when unknown."""
    return f"op {opmaak.format_moment(datetime.fromisoformat(iso))}" if iso else ""
