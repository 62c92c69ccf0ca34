"""The few things PowerPoint can do and python-pptx cannot, written in the XML itself."""

from copy import deepcopy
from typing import Any

from lxml import etree
from pptx.oxml.ns import qn
from pptx.slide import Slide


def make(naam: str, **eigenschappen: str) -> Any:  # noqa: ANN401 - lxml has no types
    """An element of DrawingML, "c:lang", with its attributes."""
    element = etree.Element(qn(naam))
    for sleutel, waarde in eigenschappen.items():
        element.set(sleutel, waarde)
    return element


def add_eerst(ouder: Any, na: str, *elementen: Any) -> None:  # noqa: ANN401
    """Add elements, in this order, right after the first child with this name."""
    for element in reversed(elementen):
        ouder.find(qn(na)).addnext(element)


def set_plek(
    element: Any,  # noqa: ANN401
    x: float,
    y: float,
    breedte: float | None = None,
    hoogte: float | None = None,
) -> None:
    """Fix the place of a title or of the inside of the plotting area, as part of the chart."""
    layout = element.find(qn("c:layout"))
    if layout is None:
        layout = make("c:layout")
        tekst = element.find(qn("c:tx"))
        if tekst is None:
            element.insert(0, layout)
        else:
            tekst.addnext(layout)
    for oud in list(layout):
        layout.remove(oud)
    hand = etree.SubElement(layout, qn("c:manualLayout"))
    if breedte is not None:
        hand.append(make("c:layoutTarget", val="inner"))
    hand.append(make("c:xMode", val="edge"))
    hand.append(make("c:yMode", val="edge"))
    for naam, waarde in (("x", x), ("y", y), ("w", breedte), ("h", hoogte)):
        if waarde is not None:
            hand.append(make(f"c:{naam}", val=f"{waarde:.4f}"))


def set_alt(vorm: Any, naam: str, tekst: str) -> None:  # noqa: ANN401
    """Give a shape a name and a text alternative."""
    eigen = next(vorm._element.iter(qn("p:cNvPr")))
    eigen.set("name", naam)
    eigen.set("descr", tekst)


def set_taal(element: Any) -> None:  # noqa: ANN401
    """Mark all text under an element as Dutch."""
    for run in element.iter(qn("a:r"), qn("a:fld"), qn("a:br")):
        if run.find(qn("a:rPr")) is None:
            run.insert(0, make("a:rPr"))
    for naam in ("a:rPr", "a:endParaRPr", "a:defRPr"):
        for eigenschap in element.iter(qn(naam)):
            eigenschap.set("lang", "nl-NL")


def copy_voet(dia: Slide, soort: str) -> Any:  # noqa: ANN401
    """Copy the footer ("ftr") or slide number ("sldNum") of the layout; returns its element.

    python-pptx leaves these out when it makes a slide.
    """
    for vorm in dia.slide_layout.placeholders:
        houder = vorm._element.find(".//" + qn("p:ph"))
        if houder is not None and houder.get("type") == soort:
            kopie = deepcopy(vorm._element)
            boom = dia.shapes._spTree
            nummer = max(int(e.get("id")) for e in boom.iter(qn("p:cNvPr")))
            boom.append(kopie)
            next(kopie.iter(qn("p:cNvPr"))).set("id", str(nummer + 1))
            return kopie
    raise KeyError(soort)
