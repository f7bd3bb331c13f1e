"""Small widgets shared by screens; they know the look, not the business."""
