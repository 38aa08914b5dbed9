"""What every floor stands on: texts, problems, sources, durations, terms, and files that keep their lines."""
