"""What people see: the command line, tables, explanations and briefs."""
