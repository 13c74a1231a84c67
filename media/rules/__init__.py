"""What is decided about films and pictures, in plain values."""
