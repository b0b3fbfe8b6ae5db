"""Makes what `sam build` packs: the layer and the code of each function, with their bytecode.

SAM calls it through `shared/Makefile` and `functions/Makefile`. Only the standard library,
botocore and uv.
"""
