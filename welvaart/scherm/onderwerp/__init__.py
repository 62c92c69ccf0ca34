"""The pages Arbeidsparticipatie and Leegstand."""
