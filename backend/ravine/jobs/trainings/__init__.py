"""Jobs on networks: training, compiling ahead, and a look at the data."""
