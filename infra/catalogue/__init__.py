"""The catalogue of events: samples, their JSON Schemas and docs/events.md, made from the models.

`python -m infra.catalogue` writes what is out of date; files of older versions are never touched.
"""
