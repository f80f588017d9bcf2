"""From what was found in a text to sourced events."""
