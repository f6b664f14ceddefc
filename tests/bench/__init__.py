"""Speed, as a ratio against something that runs beside it in the same minute."""
