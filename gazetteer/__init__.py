"""Source tables of the actor gazetteer and what builds the shipped file from them."""
