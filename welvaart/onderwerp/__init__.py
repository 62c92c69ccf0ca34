"""Subjects with a page of their own: arbeidsparticipatie and leegstand."""
