"""Measure and report: `python -m bench [--only a,b]`."""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path

from bench.figures import MEASURES, Bench, Figure
from bench.server import ROOT, running

ALWAYS = "bare_view_rps"


def main() -> None:
    """Measure the figures asked for, print each, and write them all to VAR/bench.json."""
    known = [name for names in MEASURES for name in names]
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--only", default="", help="figures to measure, separated by commas: " + ", ".join(known))
    wanted = {name for name in parser.parse_args().only.split(",") if name} or set(known)
    unknown = wanted - set(known)
    if unknown:
        parser.error(f"no such figure: {', '.join(sorted(unknown))}")
    var = Path(os.environ.get("KHAITRI_VAR") or ROOT / "var").resolve()
    var.mkdir(parents=True, exist_ok=True)
    figures = measure(var / "bench", wanted | {ALWAYS})
    report = {name: {"value": figure.value, "unit": figure.unit} for name, figure in figures.items()}
    (var / "bench.json").write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")


def measure(folder: Path, wanted: set[str]) -> dict[str, Figure]:
    """Run the measures that give a wanted figure, printing each as it is known."""
    figures: dict[str, Figure] = {}
    with running(folder) as (address, made, environment):
        bench = Bench(address, json.loads(made.read_text(encoding="utf-8")), environment)
        for names, function in MEASURES.items():
            if wanted.isdisjoint(names):
                continue
            for name, figure in function(bench).items():
                if name in wanted:
                    figures[name] = figure
                    print(name, figure.value, figure.unit, flush=True)
    return figures


if __name__ == "__main__":
    main()
