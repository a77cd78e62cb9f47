"""Jobs on surfaces: comparing optimizers, and drawing."""
