"""What each step of a build would do, and why; nothing is made but what must be read to know."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.steps import building
from pipeline.steps.state import Build, Foreseen


def check(build: Build) -> Iterator[Foreseen]:
    """The sheets: they are read, because only then is it known which series changed."""
    building.check(build)
    for made in build.keeper.made:
        yield Foreseen(made.name, not made.kept, made.why or "unchanged")


def compute(build: Build) -> Iterator[Foreseen]:
    """Exhibits and their words."""
    build.words = {code: {} for code in build.tongues}
    for id in build.exhibits.entries:
        module = build.exhibits.module(id)
        found, value, why = build.workshop.recalled(f"exhibit {id}", module)
        yield Foreseen(f"exhibit {id}", not found, why or "all that it reads is unchanged")
        if found:
            build.made[id] = build.exhibits.restored(id, value)  # type: ignore[arg-type]
            for code, tongue in build.tongues.items():
                build.words[code][id] = build.exhibits.words(id, tongue)
    yield from _restated(build)


def _restated(build: Build) -> Iterator[Foreseen]:
    """Exhibits with the earlier releases, of the figures that are known."""
    from pipeline.findings import restating
    from pipeline.findings.making import Exhibits

    figures = restating.figures_to_restate(build.workshop, build.exhibits, build.made)
    if not figures:
        return
    earlier = building.earlier_workshop(build)
    exhibits, unmade, known = Exhibits(earlier, build.root), set(), len(build.made) == len(build.exhibits.entries)
    for id in figures:
        name, module = restating.name_of(id), build.exhibits.module(id)
        found, able, why = earlier.recalled(name, module)
        yield Foreseen(name, not found, why or "all that it reads is unchanged")
        there, value, _ = earlier.recalled(f"exhibit {id}", module) if found and able else (False, None, "")
        if there:
            exhibits.restored(id, value)  # type: ignore[arg-type]
        elif found and not able:
            unmade.add(id)
        else:
            known = False
    if known:
        restating.enter_news(build.workshop, earlier, figures, frozenset(unmade), build.published)


def draw(build: Build) -> Iterator[Foreseen]:
    """Figures."""
    from pipeline.figures.key import poster_key

    building.lay_out_fonts(build)
    for id in build.exhibits.entries:
        for code in build.tongues:
            name = f"figure {code} {id}"
            if id not in build.made or id not in build.words[code]:
                yield Foreseen(name, None, "drawn again if the exhibit or its words come out different")
                continue
            key, drawing = building.figure_key(build, build.made[id], build.words[code][id], code)
            found, _ = build.keeper.find(name, key)
            yield Foreseen(
                name, not found, "what it shows is unchanged" if found else "there is no picture of what it shows"
            )
            whole = poster_key(drawing, key, building.edition_line(build, code))
            found, _ = build.keeper.find(f"poster {code} {id}", whole)
            yield Foreseen(
                f"poster {code} {id}",
                not found,
                "picture and words are unchanged" if found else "picture or words are new",
            )


def assemble(build: Build) -> Iterator[Foreseen]:
    """Chapters."""
    from pipeline.assemble import chapters
    from pipeline.assemble.templates import template_names

    for code, tongue in build.tongues.items():
        chapters.watch_templates(build.root, build.workshop, build.words[code], tongue, building.layouts_of(build))
        for name in template_names(build.root):
            found, _, why = build.workshop.recalled(f"chapter {code} {name}", chapters.__name__)
            if found:
                build.chapters.setdefault(code, {})[name] = None  # type: ignore[assignment]
            yield Foreseen(f"chapter {code} {name}", not found, why or "all that it reads is unchanged")


def render(build: Build) -> Iterator[Foreseen]:
    """Volumes and pages, which are set again only where a chapter or a figure comes out different."""
    from pipeline.assemble.templates import template_names

    for code in build.order.languages:
        figures = [id for id in build.exhibits.entries if id not in build.made or id not in build.words[code]]
        texts = [name for name in template_names(build.root) if name not in build.chapters.get(code, {})]
        for what in ("PDFs", "web pages"):
            why = f"set again if a chapter ({len(texts)}) or figure ({len(figures)}) comes out different"
            yield Foreseen(
                f"{what} {code}", None if figures or texts else False, why if figures or texts else "unchanged"
            )


def publish(build: Build) -> Iterator[Foreseen]:
    """The edition, which is put in place whole."""
    yield Foreseen(
        str(build.order.output.relative_to(build.order.root)), True, "exchanged whole at the end of every build"
    )
