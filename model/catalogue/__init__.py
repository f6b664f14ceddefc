"""Models and providers: prices and limits, what an endpoint serves, how calls fail."""
