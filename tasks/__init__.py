"""What is done: plain Python, one folder a stage; data moves from collect to brief."""
