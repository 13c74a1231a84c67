"""What a regulation's text means: numerals, structure, dates, citations. Plain Python, no database."""
