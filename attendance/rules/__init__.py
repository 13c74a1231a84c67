"""What counts as studying, as being there, and as a credit hour. Plain values in, plain values out."""
