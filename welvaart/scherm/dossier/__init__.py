"""The ten steps on screen: one dossier, one step at a time."""
