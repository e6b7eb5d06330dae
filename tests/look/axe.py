"""axe-core, which looks at the page that a browser shows by the rules of WCAG 2.2 AA."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from browser import Browser, settle

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


def violations(browser: Browser, axe: str) -> list[str]:
    """Return what axe finds wrong, each as its rule and the beginning of the element."""
    settle(browser)
    if not browser.execute_script("return Boolean(window.axe)"):
        browser.execute_script(axe)
    found: list[dict[str, Any]] = browser.execute_async_script(
        "const done = arguments[1];"
        "axe.run(document, {resultTypes: ['violations'], runOnly: arguments[0]})"
        ".then(result => done(result.violations))",
        list(RULES),
    )
    return [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]]
