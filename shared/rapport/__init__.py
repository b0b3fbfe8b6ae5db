"""Rapport: every interview is the start of a relationship. Facts in, plan out."""
