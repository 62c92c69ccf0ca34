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
VORM: dict[str, Any] = {
    "formatter_class": argparse.RawDescriptionHelpFormatter,
    "add_help": False,
    "allow_abbrev": False,
}
"""Settings that every parser and sub-parser is made with."""


class Ontleder(argparse.ArgumentParser):
    """ArgumentParser that speaks Dutch and leaves with code 2 on misuse."""

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


def translate_koppen(ontleder: argparse.ArgumentParser) -> None:
    """Give the headings of the help Dutch titles, and add a Dutch --help."""
    ontleder._positionals.title, ontleder._optionals.title = "argumenten", "opties"
    ontleder.add_argument("-h", "--help", action="help", help="toon deze uitleg")
