"""Every slip of one letter in every question, and what becomes of the answer."""
