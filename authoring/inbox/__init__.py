"""What visitors could not find into the next entry: questions that ask alike, and edits tried beforehand."""
