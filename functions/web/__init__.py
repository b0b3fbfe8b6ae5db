"""Pages, the JSON API and sign-in."""
