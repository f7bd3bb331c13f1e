"""The domain of the kiosk: reading, judging and journalling badges; knows no Qt and no HTTP."""
