"""The chapters of the Economische Agenda: which indicators, and how each of them begins."""
