"""What makes the shipped model: the annotated corpus, its checker, the recipe and the scores."""
