"""How each era of OpenHands turns `[llm]` and its sections into configurations."""
