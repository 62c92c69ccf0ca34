"""From a stand or a dossier to the content of a document."""
