"""Citations, similar matters and topics between resolutions."""
