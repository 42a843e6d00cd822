"""The dossier as one download: the fact sheets of what is public, made of the record alone."""
