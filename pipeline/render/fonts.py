"""The fonts of the report as static files, made from the variable fonts of the font packages and kept in the store.

Matplotlib reads only the default instance of a variable font, and a static file is the same for figures, print and web.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.metadata
import io
import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from pipeline.ending import end_with
from pipeline.problems import ExitCode, Place, stop
from pipeline.store import Keep, make_anew
from pipeline.writing import write_if_new

# Latin with its marks, a few Greek letters, punctuation, currency, arrows, mathematics, shapes, ligatures.
LATIN = (
    (0x20, 0x17F), (0x18F, 0x18F), (0x192, 0x192), (0x1CD, 0x1DC), (0x218, 0x21B), (0x2BB, 0x2BC), (0x2C6, 0x2DD), (0x300, 0x304),
    (0x394, 0x394), (0x3A3, 0x3A3), (0x3B1, 0x3C9), (0x1EA0, 0x1EF9), (0x2000, 0x2150), (0x2190, 0x2199), (0x2200, 0x22FF),
    (0x25A0, 0x25FF), (0xFB00, 0xFB04),
)  # fmt: skip
CYRILLIC = ((0x400, 0x45F), (0x490, 0x4FF))
TRIES = 2  # how often a font is cut when the process that does it dies
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


class FontsInMaking:
    """The static fonts of one language while they are made, each variable font in a process of its own.

    Those made from variable fonts are kept under the content of the variable font; the same packages give the same bytes.
    Raises Stop (exit 6) where a font package is missing.
    """

    def __init__(self, language: str, keep: Keep = make_anew) -> None:
        wanted = INSTANCES + (ARABIC if language == "ar" else ())
        script = {"ru": "cyrillic", "ar": "arabic"}.get(language, "latin")
        groups: dict[Path, list[Instance]] = {}
        for instance in sorted(wanted, key=lambda one: not is_sans(one.file)):  # first those that figures wait for
            groups.setdefault(package_file(instance.package, instance.source), []).append(instance)
        self._whole = {path.name: path for path in (package_file(*one) for one in WHOLE.get(language, ()))}
        self._pool = ThreadPoolExecutor(max_workers=2)
        self._groups = [
            (tuple(one.file for one in group), self._pool.submit(_kept, source, group, script, keep))
            for source, group in groups.items()
        ]
        self._pool.shutdown(wait=False)

    def sans(self) -> dict[str, bytes]:
        """The families without serifs, which figures are drawn with, by name."""
        return self._files(is_sans)

    def all(self) -> dict[str, bytes]:
        """All of them by name, in the order of their names."""
        return self._files(lambda name: True)

    def _files(self, wanted: Callable[[str], bool]) -> dict[str, bytes]:
        found = {name: path.read_bytes() for name, path in self._whole.items() if wanted(name)}
        for names, making in self._groups:
            if any(wanted(name) for name in names):
                found |= {name: content for name, content in making.result().items() if wanted(name)}
        return dict(sorted(found.items()))


def is_sans(name: str) -> bool:
    """Whether a font file is one without serifs."""
    return "Sans" in name


def fonts(language: str, keep: Keep = make_anew) -> dict[str, bytes]:
    """The static font files of one language by name, in the order of their names. See ``FontsInMaking``."""
    return FontsInMaking(language, keep).all()


def _kept(source: Path, instances: Sequence[Instance], script: str, keep: Keep) -> dict[str, bytes]:
    """The files cut from one variable font, kept or made in a process of its own."""
    content = hashlib.sha256(source.read_bytes()).hexdigest()
    parts = {"source": content, "script": script, "instances": repr(instances)}

    def make(tries: int = TRIES) -> dict[str, bytes]:
        with ProcessPoolExecutor(
            max_workers=1, mp_context=get_context("spawn"), initializer=end_with, initargs=(os.getpid(),)
        ) as pool:
            try:
                return pool.submit(make_instances, source, instances, script).result()
            except BrokenProcessPool as error:
                if tries == 1:
                    from pipeline.crew.faults import lost, words  # with joblib, which the processes need not load

                    raise lost(f"processes that cut fonts died {TRIES} times ({words(error)})") from error
        return make(tries - 1)

    return keep(f"fonts {source.stem} {script}", parts, make)


def font_files(language: str, folder: Path, keep: Keep = make_anew) -> tuple[Path, ...]:
    """The static font files of one language, written into a folder where they are not there just so; in their order."""
    return write_fonts(fonts(language, keep), folder)


def write_fonts(files: Mapping[str, bytes], folder: Path) -> tuple[Path, ...]:
    """Write font files into a folder, each where it is not there just so; their paths."""
    for name, content in files.items():
        write_if_new(folder / name, content)
    return tuple(folder / name for name in files)


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


def make_instances(source: Path, instances: Sequence[Instance], script: str) -> dict[str, bytes]:
    """Cut static fonts from one variable font; returns the files by name: the script's characters, one place on each axis.

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
    made: dict[str, bytes] = {}
    for instance in instances:
        font = TTFont(io.BytesIO(small.getvalue()), recalcTimestamp=False)
        font = instancer.instantiateVariableFont(font, dict(instance.axes), inplace=True, static=True)
        _rename(font, instance)
        stream = io.BytesIO()
        font.save(stream)
        made[instance.file] = stream.getvalue()
    return made


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
