infj = complex(0.0, float('inf'))
nanj = complex(0.0, float('nan'))
