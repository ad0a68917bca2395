"""Finders of contests: denials, doubts, caveats, reversals and answers, each set against the claim that it disputes."""
