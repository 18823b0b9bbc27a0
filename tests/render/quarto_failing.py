"""Programs that act as a ``quarto`` in trouble: each fails, dies, hangs or lies in one way."""

from __future__ import annotations

import sys
from pathlib import Path

SOURCE = """#!{python}
import json, os, pathlib, signal, subprocess, sys, time
mode, version = {mode!r}, {version!r}

def say(text, end="\\n"):
    print(text, end=end, file=sys.stderr, flush=True)

def child(ignore=False):
    code = ("import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); " if ignore else "") + "import time; time.sleep(60)"
    return subprocess.Popen([sys.executable, "-c", code])

def note(*processes):
    here.joinpath("pids").write_text(" ".join(str(one) for one in [os.getpid(), *(p.pid for p in processes)]))

here = pathlib.Path.cwd()
if sys.argv[1:] == ["--version"]:
    if mode == "slow-version":
        note(child())
        time.sleep(60)
    print(version)
    sys.exit(0)
if sys.argv[2:] == ["--version"]:
    print({{"pandoc": "pandoc 3.10", "typst": "typst 0.15.1 (b)"}}[sys.argv[1]] if mode != "no-tools" else "what?")
    sys.exit(mode == "no-tools")
asked = [sys.argv[1:], os.environ.get("SOURCE_DATE_EPOCH"), sys.stdin.read()]
here.joinpath("called.json").write_text(json.dumps(asked))
if mode != "dumb":
    say("\\x1b[1mpandoc \\x1b[22m\\n  to: typst\\n  toc-depth: 2\\n\\nmetadata\\n  lang: en\\n\\n\\r[1/2] report.qmd")
if mode in ("hang", "stubborn"):
    if mode == "stubborn":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    note(child(mode == "stubborn"))
    time.sleep(60)
if mode == "deaf":  # nothing more is said, and it does not end
    note()
    os.close(1); os.close(2)
    time.sleep(60)
if mode == "named":
    say("ERROR: Error in chapters/02-development.qmd:7: invalid div"); sys.exit(1)
if mode == "quoted":
    say("error: unclosed delimiter\\n   \\u250c\\u2500 report.typ:312:4\\n    \\u2502\\n312 \\u2502 The designations employed in this sample do not #imply[\\n"); sys.exit(1)
if mode == "missing-image":
    path = here.resolve() / "figures" / "fig-progress.svg"
    say("[typst]: Compiling report.typ to report.pdf...error: file not found (searched at " + str(path) + ")\\n"
        "    \\u250c\\u2500 report.typ:90:59\\n    \\u2502\\n"
        "90 \\u2502 #let gdgr-image(path, alt: \\"\\", width: 100%) = image(path, alt: alt, width: width)\\n"
        "    \\u2502                                                     ^^^^\\n\\n"
        "help: error occurred in this call of function `gdgr-image`\\n    \\u250c\\u2500 report.typ:512:1\\n    \\u2502\\n"
        "512 \\u2502 #gdgr-image(\\"figures/fig-progress.svg\\", alt: \\"Line chart\\", width: 100%)\\n\\nERROR: Typst compilation failed")
    sys.exit(1)
if mode == "no-alt":
    say("error: PDF/UA-1 error: missing alt text\\n    \\u250c\\u2500 report.typ:90:59\\n    \\u2502\\n"
        "90 \\u2502 #let gdgr-image(path, alt: \\"\\", width: 100%) = image(path, alt: alt, width: width)\\n"
        "    \\u2502                                                     ^^^^\\n\\n"
        "512 \\u2502 #gdgr-image(\\"figures/fig-online.svg\\", alt: \\"\\", width: 100%)\\nERROR: Typst compilation failed")
    sys.exit(1)
if mode == "no-label":
    say("error: label `<fig-progress>` does not exist in the document\\n   \\u250c\\u2500 report.typ:80:4\\n"
        "80 \\u2502 The sample #ref(<fig-progress>, supplement: [Figure])\\nERROR: Typst compilation failed")
    sys.exit(1)
if mode == "blank":
    sys.exit(3)
if mode == "killed":
    os.kill(os.getpid(), signal.SIGKILL)
if mode == "full":
    say("ERROR: No space left on device (os error 28)"); sys.exit(1)
if mode == "unresolved":
    say("\\x1b[33mWARNING (/opt/quarto/share/filters/main.lua:14840) Unable to resolve crossref @fig-online\\x1b[39m")
if mode == "slow":
    say("[typst]: Compiling report.typ to report.pdf...", end="")
    time.sleep(1.5)
    say("DONE\\n")
if mode == "dumb":
    time.sleep(1.5)
out = here / "_output"
out.mkdir()
whole = b"%PDF-1.7\\n" + os.urandom(5000) + b"\\n%%EOF\\n"
made = {{"no-pdf": None, "empty-pdf": b"", "cut-pdf": whole[:3000], "no-such-pdf": b"<html></html>"}}.get(mode, whole)
for name in json.loads({volumes!r}):
    if made is not None:
        (out / f"{{'Other' if mode == 'other-name' else name}}.pdf").write_bytes(made)
if mode == "child-left":
    note(child())
say("Output created: _output/report.pdf")
"""


def failing(folder: Path, mode: str = "ok", version: str = "1.10.3", volumes: tuple[str, ...] = ("report",)) -> Path:
    """Write the program into a folder; ``ok`` makes whole files of random bytes."""
    import json

    folder.mkdir(parents=True, exist_ok=True)
    program = folder / "quarto"
    text = SOURCE.format(python=sys.executable, mode=mode, version=version, volumes=json.dumps(volumes))
    program.write_text(text, encoding="utf-8")
    program.chmod(0o755)
    return program


def alive(pid: int) -> bool:
    """Whether a process is there and not dead; one that nobody has reaped yet is dead."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"
