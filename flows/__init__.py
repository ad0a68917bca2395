"""What runs when: one thin Prefect flow a file, and the command line."""
