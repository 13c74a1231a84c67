"""What a pledge is held to: plain values in, plain values or a named refusal out.

Every refusal carries one English sentence that is also its msgid; views translate it.
"""
