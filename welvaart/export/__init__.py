"""What leaves the product: documents that a team hands over or prints."""
