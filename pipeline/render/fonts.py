"""The fonts of the report as static files, made once from the variable fonts of the font packages and kept on disk.

Matplotlib reads only the default instance of a variable font, and a static file is the same for figures, print and web.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import io
import os
import tempfile
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from pipeline.problems import ExitCode, Place, stop

RECIPE = "3"  # raised when the making below changes, so that a cache made before is not used
# Latin with its marks, a few Greek letters, punctuation, currency, arrows, mathematics, shapes, ligatures.
LATIN = (
    (0x20, 0x17F), (0x18F, 0x18F), (0x192, 0x192), (0x1CD, 0x1DC), (0x218, 0x21B), (0x2BB, 0x2BC), (0x2C6, 0x2DD), (0x300, 0x304),
    (0x394, 0x394), (0x3A3, 0x3A3), (0x3B1, 0x3C9), (0x1EA0, 0x1EF9), (0x2000, 0x2150), (0x2190, 0x2199), (0x2200, 0x22FF),
    (0x25A0, 0x25FF), (0xFB00, 0xFB04),
)  # fmt: skip
CYRILLIC = ((0x400, 0x45F), (0x490, 0x4FF))
FEATURES = ["kern", "liga", "locl", "ccmp", "mark", "mkmk", "tnum", "pnum", "lnum", "onum"]


@dataclass(frozen=True)
class Instance:
    """One static font: the package and file it is cut from, its family and style names, where on the axes it sits."""

    package: str
    source: str
    family: str
    style: str
    axes: tuple[tuple[str, float], ...]

    @property
    def file(self) -> str:
        """Name of the static file."""
        return f"{self.family.replace(' ', '')}-{self.style.replace(' ', '')}.ttf"


def _sans(style: str, weight: float, italic: bool = False) -> Instance:
    source = "NotoSans-Italic[wdth,wght].ttf" if italic else "NotoSans[wdth,wght].ttf"
    return Instance("fontpkg-noto-sans", source, "Noto Sans", style, (("wght", weight), ("wdth", 100)))


def _serif(style: str, weight: float, italic: bool = False) -> Instance:
    source = "SourceSerif4-Italic[opsz,wght].ttf" if italic else "SourceSerif4[opsz,wght].ttf"
    return Instance("fontpkg-source-serif-4", source, "Source Serif 4", style, (("wght", weight), ("opsz", 11)))


INSTANCES = (
    _serif("Regular", 400), _serif("Bold", 700), _serif("Italic", 400, italic=True),
    _sans("Regular", 400), _sans("Bold", 700), _sans("Italic", 400, italic=True),
)  # fmt: skip
# Whole files that a language needs besides: language -> (package, file).
WHOLE = {
    "zh": (("pylopdf-fonts-zh-cn", "NotoSansSC-Regular.otf"), ("pylopdf-fonts-zh-cn", "NotoSerifSC-Regular.otf")),
}
ARABIC = tuple(
    Instance(
        "fontpkg-noto-sans-arabic",
        "NotoSansArabic[wdth,wght].ttf",
        "Noto Sans Arabic",
        style,
        (("wght", weight), ("wdth", 100)),
    )
    for style, weight in (("Regular", 400), ("Bold", 700))
)


def font_files(language: str, cache: Path) -> tuple[Path, ...]:
    """Static font files for one language, in the order of their names.

    Files made from variable fonts are kept in ``cache`` in a folder named after the versions of the packages, of fontTools
    and of the recipe; the same versions give the same bytes. Raises Stop (exit 6) where a font package is missing.
    """
    wanted = INSTANCES + (ARABIC if language == "ar" else ())
    sources = {instance: package_file(instance.package, instance.source) for instance in wanted}
    packages = sorted({instance.package for instance in wanted} | {"fonttools"})
    script = {"ru": "cyrillic", "ar": "arabic"}.get(language, "latin")
    folder = cache / "-".join(
        [f"{script}{RECIPE}", *(f"{name}_{importlib.metadata.version(name)}" for name in packages)]
    )
    folder.mkdir(parents=True, exist_ok=True)
    missing: dict[Path, list[Instance]] = {}
    for instance in wanted:
        if not (folder / instance.file).is_file():
            missing.setdefault(sources[instance], []).append(instance)
    if missing:
        with ProcessPoolExecutor(max_workers=min(len(missing), os.cpu_count() or 1)) as pool:
            jobs = [pool.submit(make_instances, source, group, folder, script) for source, group in missing.items()]
            for job in jobs:
                job.result()
    whole = [package_file(package, name) for package, name in WHOLE.get(language, ())]
    return tuple(sorted([folder / instance.file for instance in wanted] + whole, key=lambda path: path.name))


def package_file(package: str, name: str) -> Path:
    """A font file inside an installed font package. Raises Stop (exit 6) that names the package to install."""
    module = package.replace("-", "_")
    try:
        root = Path(importlib.import_module(module).__file__ or "").parent
        importlib.metadata.version(package)
    except (ImportError, importlib.metadata.PackageNotFoundError):
        raise _missing(package, "the package is not installed") from None
    for path in (root / name, root / "files" / name):
        if path.is_file():
            return path
    raise _missing(package, f"the installed package has no file {name}")


def _missing(package: str, found: str) -> Exception:
    return stop(
        ExitCode.ENVIRONMENT,
        "render-font-missing",
        Place(package),
        found,
        "the font packages of the lock file",
        f"install it: pip install {package} (or run 'make report', which installs the lock file)",
    )


def make_instances(source: Path, instances: Sequence[Instance], folder: Path, script: str) -> None:
    """Cut static fonts from one variable font and write each whole: the script's characters, one place on each axis.

    The characters are taken first, once for all instances: that is most of the time.
    """
    from fontTools import subset
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    variable = TTFont(source, recalcTimestamp=False, lazy=True)
    if script != "arabic" or "Arabic" not in source.name:
        options = subset.Options(layout_features=FEATURES, name_IDs=["*"], hinting=False, recalc_timestamp=False)
        options.drop_tables += ["BASE"]
        cutter = subset.Subsetter(options)
        ranges = LATIN + (CYRILLIC if script == "cyrillic" else ())
        cutter.populate(unicodes=[code for first, last in ranges for code in range(first, last + 1)])
        cutter.subset(variable)
    small = io.BytesIO()
    variable.save(small)
    for instance in instances:
        font = TTFont(io.BytesIO(small.getvalue()), recalcTimestamp=False)
        font = instancer.instantiateVariableFont(font, dict(instance.axes), inplace=True, static=True)
        _rename(font, instance)
        with tempfile.NamedTemporaryFile(dir=folder, suffix=".part", delete=False) as stream:
            font.save(stream)
        Path(stream.name).chmod(0o644)
        Path(stream.name).replace(folder / instance.file)


def _rename(font: object, instance: Instance) -> None:
    """Names and style bits by which Typst, matplotlib and browsers tell the static files of a family apart."""
    names = font["name"]  # type: ignore[index]
    basic = instance.style in ("Regular", "Bold", "Italic", "Bold Italic")
    family = instance.family if basic else f"{instance.family} {instance.style}"
    values = {
        1: family, 2: instance.style if basic else "Regular", 3: f"{instance.family} {instance.style}",
        4: f"{instance.family} {instance.style}", 6: f"{instance.family.replace(' ', '')}-{instance.style.replace(' ', '')}",
        16: instance.family, 17: instance.style,
    }  # fmt: skip
    names.names = [record for record in names.names if record.nameID in (0, 7, 8, 9, 11, 13, 14)]
    for number, value in values.items():
        names.setName(value, number, 3, 1, 0x409)
    weight = int(dict(instance.axes)["wght"])
    os2, head = font["OS/2"], font["head"]  # type: ignore[index]
    italic = "Italic" in instance.style
    os2.usWeightClass = weight
    selection = os2.fsSelection & ~0b1100001
    os2.fsSelection = (
        selection | (1 if italic else 0) | (32 if weight == 700 else 0) | (64 if instance.style == "Regular" else 0)
    )
    head.macStyle = (1 if weight == 700 else 0) | (2 if italic else 0)
