"""The argument parser of the commands: argparse that speaks Dutch."""

import argparse
from typing import Any, NoReturn

GESLAAGD, GEWEIGERD, VERKEERD_GEBRUIK = 0, 1, 2
"""Exit codes of every command."""
_VERTALING = {
    "the following arguments are required:": "dit ontbreekt:",
    "unrecognized arguments:": "onbekend:",
    "expected one argument": "hier hoort een waarde achter",
    "invalid choice:": "onbekende keuze:",
    "choose from": "kies uit",
    "invalid int value:": "geen geheel getal:",
    "invalid float value:": "geen getal (schrijf een punt):",
    "not allowed with argument": "gaat niet samen met",
    "ignored explicit argument": "hier hoort geen waarde achter:",
    "argument ": "bij ",
    "ambiguous option:": "onduidelijke optie:",
    "could match": "kan zijn",
}


class Ontleder(argparse.ArgumentParser):
    """ArgumentParser that speaks Dutch and leaves with code 2 on misuse; so do its sub-parsers."""

    def __init__(self, **opties: Any) -> None:  # noqa: ANN401 - those of argparse
        """Begin with Dutch headings and --help; examples keep their lines, options are whole."""
        super().__init__(
            formatter_class=argparse.RawDescriptionHelpFormatter,
            add_help=False,
            allow_abbrev=False,
            **opties,
        )
        self._positionals.title, self._optionals.title = "argumenten", "opties"
        self.add_argument("-h", "--help", action="help", help="toon deze uitleg")

    def format_usage(self) -> str:
        """Usage line, with the Dutch word in front."""
        return super().format_usage().replace("usage: ", "gebruik: ", 1)

    def format_help(self) -> str:
        """Whole help text, with the Dutch word in front of the usage line."""
        return super().format_help().replace("usage: ", "gebruik: ", 1)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong in Dutch, on stderr."""
        for engels, nederlands in _VERTALING.items():
            message = message.replace(engels, nederlands)
        self.exit(
            VERKEERD_GEBRUIK,
            f'Verkeerd gebruik: {message}\nZie "{self.prog} --help" voor een voorbeeld.\n',
        )
