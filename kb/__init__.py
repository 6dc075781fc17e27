"""Knowledge base and semantic search over Thai cabinet resolutions."""
