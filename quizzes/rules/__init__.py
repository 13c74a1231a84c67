"""What the quizzes room decides, in plain Python."""
