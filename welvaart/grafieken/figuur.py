"""A figure as plain dicts in the shape that Plotly draws, not checked again at every look.

Plotly's own Figure copies and checks each property whenever it is made and once more when it is
sent: more work than the rest of a page. What our builders write is of a fixed kind, so the tests
let Plotly check each kind (tests/test_figuur.py).
"""

from typing import Any

from plotly.basedatatypes import BaseFigure


class Figuur(BaseFigure):  # type: ignore[misc]  # Plotly has no types
    """What `st.plotly_chart` takes for a figure of Plotly.

    A property without a value must be left out; None is only for gaps in a list of figures.
    """

    def __init__(self, data: list[dict[str, Any]], layout: dict[str, Any]) -> None:
        self._spec = {"data": data, "layout": layout}

    def to_dict(self) -> dict[str, Any]:
        """Traces and layout, not a copy: only to be read."""
        return self._spec
