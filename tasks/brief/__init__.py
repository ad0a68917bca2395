"""What is new -> digest -> delivery."""
