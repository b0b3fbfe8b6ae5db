"""Mail in and out: addresses, composing, reading, understanding.

Import the module that you need; this one imports none of them, for the sake of cold starts.
"""
