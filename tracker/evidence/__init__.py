"""Evidence: how words, dates and origins are weighed, in pure Python and without Django."""
