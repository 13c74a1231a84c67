"""From a pledge's plain data to a sealed file, and from a file back to what can be said of it.

Bytes in, bytes out: nothing here reads or writes the database. It stands between rules and models in this room.
"""
