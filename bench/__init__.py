"""`make bench`: figures of speed, measured on a server and a database of their own with made data.

Each figure is a function registered in `bench.figures`; the result is printed as `name value unit` and written to
`bench.json` in VAR. `bare_view_rps` is always measured, so that the others can be read as ratios on noisy machines.
"""
