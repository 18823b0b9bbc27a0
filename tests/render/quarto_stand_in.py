"""A stand-in for the ``quarto`` program: what Quarto 1.10 was seen to do with a project of the report, as far as pandoc and
Typst from their wheels can do it.

It reads _quarto.yml and obeys it: the files to render, the formats, heading shift, depths, filters at their place (after
Quarto's reading, before its cross-references), partials, fonts, PDF standard, output folder. It leaves out what a project
of the report does not use. `install` writes an executable; ``quarto_before.lua`` and ``quarto_after.lua`` are the filters
around those of the project, ``quarto_template.typ`` the template that takes the partials.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
VERSION = "1.10.18"
INCLUDE = re.compile(r"^\{\{<\s*include\s+(\S+)\s*>\}\}\s*$", re.MULTILINE)
REFERENCE = re.compile(r'(?:href|src)="([^"#?:]+)"')
STYLE_REFERENCE = re.compile(r"url\(([^)]+)\)")
SHIFTS = {"typst": -1, "html": 0}
Settings = dict[str, Any]


def install(folder: Path) -> Path:
    """Write the program into a folder; returns its path."""
    folder.mkdir(parents=True, exist_ok=True)
    program = folder / "quarto"
    program.write_text(
        f"#!{sys.executable}\nimport sys\nsys.path.insert(0, {str(ROOT)!r})\n"
        "from tests.render.quarto_stand_in import main\nsys.exit(main(sys.argv[1:]))\n",
        encoding="utf-8",
    )
    program.chmod(0o755)
    return program


def main(words: list[str]) -> int:
    """The command line: ``--version``, ``pandoc --version``, ``typst --version``, ``render [target] [--to format] [--no-clean]``."""
    answers = {
        ("--version",): VERSION,
        ("pandoc", "--version"): "pandoc 3.10\nFeatures: +server +lua",
        ("typst", "--version"): "typst 0.15.1 (stand-in)",
    }
    if tuple(words) in answers:
        print(answers[tuple(words)])
        return 0
    if not words or words[0] != "render":
        say(f"ERROR: unknown command {words}")
        return 2
    target, to = Path(), ""
    rest = iter(words[1:])
    for word in rest:
        if word == "--to":
            to = next(rest)
        elif not word.startswith("--"):
            target = Path(word)
    return render(target, to)


def say(text: str, end: str = "\n") -> None:
    """A word to the console; Quarto uses standard error."""
    print(text, file=sys.stderr, end=end, flush=True)


def render(target: Path, to: str) -> int:
    """Render a project, or one file of it."""
    folder = (target if target.is_dir() else target.parent).resolve()
    settings = read_settings(folder / "_quarto.yml")
    files = [target.name] if target.is_file() else list(settings["project"]["render"])
    formats = [to] if to else list(settings["format"])
    output = folder / settings["project"]["output-dir"]
    output.mkdir(exist_ok=True)
    made: list[str] = []
    for number, name in enumerate(files, 1):
        if len(files) > 1:
            say(f"\r[{number}/{len(files)}] {name}")
        for format in formats:
            own = {**settings, **(settings["format"].get(format) or {})}
            if len(files) == 1:
                say(f"\x1b[1mpandoc \x1b[22m\n  to: {format}\n  toc: {own.get('toc')}\n")
            code = {"typst": to_pdf, "html": to_html}[format](folder, name, own, output)
            if code:
                return code
            made.append(
                f"{settings['project']['output-dir']}/{Path(name).stem}.{'pdf' if format == 'typst' else 'html'}"
            )
    say(f"Output created: {made[0]}\n")
    return 0


def read_settings(path: Path) -> Settings:
    """A YAML file as pandoc reads it."""
    with tempfile.TemporaryDirectory() as scratch:
        template = Path(scratch) / "json.txt"
        template.write_text("$meta-json$", encoding="utf-8")
        done = subprocess.run(
            [pandoc(), "--from=markdown", "--to=plain", "--wrap=none", f"--metadata-file={path}", f"--template={template}", os.devnull],
            capture_output=True, text=True, check=True, encoding="utf-8",
        )  # fmt: skip
    return dict(json.loads(done.stdout))


def pandoc() -> str:
    """Path of the wheel's pandoc."""
    import pypandoc

    return str(pypandoc.get_pandoc_path())


def convert(folder: Path, name: str, settings: Settings, format: str, arguments: list[str]) -> int:
    """Run pandoc with the filters in Quarto's order; returns its exit code."""
    text = (folder / name).read_text(encoding="utf-8")
    text = INCLUDE.sub(lambda match: (folder / match.group(1)).read_text(encoding="utf-8"), text)
    filters = [HERE / "quarto_before.lua", *(folder / one for one in settings["filters"]), HERE / "quarto_after.lua"]
    shift = settings.get("shift-heading-level-by", SHIFTS[format])
    with tempfile.TemporaryDirectory() as scratch:
        source, metadata = Path(scratch) / "quarto-input.md", Path(scratch) / "quarto-metadata.json"
        source.write_text(text, encoding="utf-8")
        kept = {key: value for key, value in settings.items() if key not in ("project", "format", "filters")}
        metadata.write_text(json.dumps(kept), encoding="utf-8")
        command = [
            pandoc(), f"--from={settings['from']}", f"--to={format}", "--standalone", "--wrap=none", f"--metadata-file={metadata}",
            f"--shift-heading-level-by={shift}", *(f"--lua-filter={path}" for path in filters), *arguments, str(source),
        ]  # fmt: skip
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, encoding="utf-8")
    for line in done.stderr.splitlines():
        if ("WARNING" in line and "main.lua" in line) or done.returncode:
            say(line)
    return done.returncode


def to_pdf(folder: Path, name: str, settings: Settings, output: Path) -> int:
    """Typst source beside the file, then the PDF, then the PDF to the output folder."""
    import typst

    source, pdf = folder / f"{Path(name).stem}.typ", folder / f"{Path(name).stem}.pdf"
    with tempfile.TemporaryDirectory() as scratch:
        template = Path(scratch) / "template.typ"
        shutil.copyfile(HERE / "quarto_template.typ", template)
        for partial in settings["template-partials"]:
            if not (folder / partial).is_file():
                say(
                    f"ERROR: Template partial {partial} was not found. Please confirm that the path to the file is correct."
                )
                return 1
            shutil.copyfile(folder / partial, Path(scratch) / Path(partial).name)
        code = convert(folder, name, settings, "typst", [f"--template={template}", f"--output={source}"])
    if code:
        return code
    say(f"[typst]: Compiling {source.name} to {pdf.name}...", end="")
    try:
        compiler = typst.Compiler(
            str(source), root=str(folder), font_paths=[str(folder / one) for one in settings["font-paths"]],
            ignore_system_fonts=os.environ.get("TYPST_IGNORE_SYSTEM_FONTS") == "true",
        )  # fmt: skip
        data = compiler.compile(
            format="pdf", pdf_standards=settings["pdf-standard"], timestamp=int(os.environ.get("SOURCE_DATE_EPOCH", time.time())),
        )  # fmt: skip
    except typst.TypstError as error:
        say(f"{error.diagnostic}\nERROR: Typst compilation failed")
        return 1
    say("DONE\n")
    pdf.write_bytes(data)
    if os.environ.get("STAND_IN_KEEP_TYP") is None:
        source.unlink()
    pdf.replace(output / pdf.name)
    return 0


def to_html(folder: Path, name: str, settings: Settings, output: Path) -> int:
    """One page with title block and contents, its library files, and every file of the project that it refers to."""
    page, libraries = folder / f"{Path(name).stem}.html", folder / f"{Path(name).stem}_files" / "libs" / "quarto-html"
    libraries.mkdir(parents=True, exist_ok=True)
    styles = []
    for style in ("tippy.css", "light-border.css", "quarto-html-0123.css"):
        (libraries / style).write_text("/* of Quarto */\n", encoding="utf-8")
        styles.append(str((libraries / style).relative_to(folder)))
    arguments = [f"--css={style}" for style in [*styles, *settings["css"]]]
    if settings.get("toc"):
        arguments += ["--toc", f"--toc-depth={settings.get('toc-depth', 3)}"]
        arguments.append(f"--variable=toc-title:{settings['language']['toc-title-document']}")
    code = convert(folder, name, settings, "html", [*arguments, f"--output={page}"])
    if code:
        return code
    for found in sorted(set(REFERENCE.findall(page.read_text(encoding="utf-8")))):
        copy_resource(folder, folder / found, output)
    page.replace(output / page.name)
    shutil.rmtree(output / f"{page.stem}_files", ignore_errors=True)
    shutil.move(libraries.parents[1], output / f"{page.stem}_files")
    return 0


def copy_resource(folder: Path, path: Path, output: Path) -> None:
    """Copy a file of the project to the same place in the output, a style sheet with the files that it names."""
    if not path.is_file() or not path.resolve().is_relative_to(folder) or path.suffix in (".qmd", ".html"):
        return
    goal = output / path.relative_to(folder)
    goal.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, goal)
    if path.suffix == ".css":
        for found in STYLE_REFERENCE.findall(path.read_text(encoding="utf-8")):
            beside = Path(os.path.normpath(path.parent / found.strip("'\"")))
            if beside.is_file() and beside.is_relative_to(folder):
                (output / beside.relative_to(folder)).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(beside, output / beside.relative_to(folder))
