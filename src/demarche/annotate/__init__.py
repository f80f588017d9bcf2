"""From text to marks: sentences, tokens, and what the encoder finds in them."""
