"""House rules of the templates, for `cfn-lint --append-rules infra/lint`.

The linter loads each file here by itself, and shows the rules a template as it is written, before
the SAM transform.
"""
