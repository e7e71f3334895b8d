"""The author's tools: what students get, the proof of the exercises, a demonstration."""
