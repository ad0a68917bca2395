"""What happened: event reports with their kind, day, place, toll and certainty."""
