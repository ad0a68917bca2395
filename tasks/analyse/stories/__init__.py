"""What is seen only across articles: reprints and stories, linked to what is known."""
