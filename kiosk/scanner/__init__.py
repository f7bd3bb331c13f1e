"""From a camera or hand scanner to a Reading; knows nothing of badges' meaning, zones or rules."""
