"""What a chapter's template may call: facts, exhibits, tables and names, each giving Markdown in its language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict

from pipeline import __version__
from pipeline.assemble import news, statements
from pipeline.assemble.markdown import Markdown
from pipeline.assemble.templates import ClaimTurned, Later
from pipeline.figures.layout import WIDE
from pipeline.findings.accounting import group_labels
from pipeline.findings.exhibit import Words
from pipeline.findings.recipes.targets import unsd_rule
from pipeline.findings.standard import figure_id, standard_codes
from pipeline.findings.verdicts import rules
from pipeline.findings.wording import amount, clauses, escape, gettext_noop, is_percent, number, sentences
from pipeline.findings.wording.realise import labels
from pipeline.findings.workshop import WORLD, Workshop
from pipeline.language import Language
from pipeline.methods.divide import Resampling
from pipeline.methods.progress.projections import Draws
from pipeline.model.indicators import Framework, Indicator
from pipeline.model.printing import printed_in
from pipeline.tables import cards, composite, evidence, registers, statistics, trade
from pipeline.tables.releases import releases
from pipeline.tables.table import Table, markdown
from pipeline.versions import library_versions

# The title of a figure quoted elsewhere.
QUOTED = gettext_noop("{finding} ({figure}).")

COLUMNS_OF_GROUPS, COLUMNS_OF_ECONOMIES = 6, 4  # indicators that a table has room for
REGISTERS = (
    "platforms",
    "instruments",
    "meetings",
    "cyberlaw",
    "ai_laws",
    "corrections",
    "targets",
    "parameters",
    "sources",
)
EVIDENCE: Mapping[str, Callable[..., Table]] = {
    "identities": evidence.identity_summary,
    "gdp": evidence.gdp_three_ways,
    "world_verdicts": evidence.world_verdicts,
    "verdicts": evidence.verdicts,
    "disagreements": evidence.disagreement_list,
    "scale": evidence.verdict_scale,
    "agreements": evidence.agreements,
    "releases": releases,
    "trade": trade.trade_table,
    "digital_trade": trade.digital_trade_identity,
    "index": composite.index_table,
    "index_choices": composite.index_choices,
    "index_coherence": composite.index_weights,
}


class Desk:
    """The functions of one language's templates, and a record of the exhibits and tables that the chapters use."""

    def __init__(
        self, workshop: Workshop, words: Mapping[str, Words], language: Language, layouts: Mapping[str, str]
    ) -> None:
        self.workshop = workshop
        self.words = words
        self.language = language
        self.layouts = layouts
        self.used: list[str] = []
        self.tables: dict[str, Table] = {}

    def functions(self) -> dict[str, Callable[..., object] | object]:
        """Names that a template may use."""
        return {
            "amount": self.amount,
            "number": self.number,
            "headline": self.headline,
            "exhibit": self.exhibit,
            "findings": self.findings,
            "holds": self.holds,
            "cited": self.cited,
            "claim": self.claim,
            "messages": self.messages,
            "agenda": self.agenda,
            "turned": self.turned,
            "new_indicators": self.new_indicators,
            "name": self.name,
            "group_table": self.group_table,
            "economy_table": self.economy_table,
            "group_tables": self.group_tables,
            "economy_tables": self.economy_tables,
            "own_figures": self.own_figures,
            "region_table": self.region_table,
            "register": self.register,
            "evidence": self.evidence,
            "cards": self.cards,
            "facts_year": self.year,
            "last_year": self.last_year,
            "inputs_table": self.inputs_table,
            **{name: Later(make) for name, make in self._values().items()},
        }

    def _values(self) -> dict[str, Callable[[], object]]:
        """Values of the edition that chapters print, each worked out when it is asked for."""
        edition, whole = self.workshop.edition, self.language.number
        return {
            "number_of_year": lambda: str(edition.year),
            "cutoff": lambda: self.language.date(edition.data_cutoff),
            "oldest_latest": lambda: whole(edition.oldest_latest, 0),
            "coverage": lambda: {
                "population": whole(100 * edition.coverage_population, 0),
                "count": whole(100 * edition.coverage_count, 0),
            },
            "count": lambda: {name: whole(number, 0) for name, number in self._counts().items()},
            "rule": lambda: {name: f"{value:g}" for name, value in asdict(unsd_rule(self.workshop)).items()},
            "terms": lambda: {name: f"{value:g}" for name, value in asdict(rules(self.workshop).eurostat).items()},
            "digital_groups": lambda: clauses(labels(group_labels(), self.language).values(), self.language),
            "vintages": lambda: self.language.listing(
                [self.language.month(label) for label in self.workshop.data.vintages]
            ),
            "bootstrap": lambda: {"draws": whole(Resampling().count, 0), "seed": str(Resampling().seed)},
            "projections": lambda: {"draws": whole(Draws().count, 0), "seed": str(Draws().seed)},
            "closed_edition": lambda: str(self.workshop.data.closed.year) if self.workshop.data.closed else "",
            "version": lambda: __version__,
            "libraries": lambda: ", ".join(f"{name} {version}" for name, version in library_versions().items()),
        }

    def _counts(self) -> dict[str, int]:
        """What the data sheets hold, in numbers."""
        data = self.workshop.data
        indicators = data.observations.indicators
        return {
            "indicators": len(indicators),
            "workbooks": len({indicator.workbook for indicator in indicators.values()}),
            "observations": len(data.observations.frame),
            "accounts": len(data.supply_use),  # economies with supply and use tables
            "economies": data.observations.frame["REF_AREA"].nunique(),
            "listed": len(data.groups[WORLD].members),
            "populated": len(self.workshop.populated()),
            "corrections": len(data.corrections),
            "cyberlaw": len(data.laws.cyberlaw),
            "ai_laws": len(data.laws.ai_laws),
        }

    def last_year(self, code: str) -> str:
        """The last year for which an indicator has any value."""
        return str(int(self.workshop.data.observations.of(code)["TIME_PERIOD"].max()))

    def year(self, id: str) -> str:
        """The year of a fact."""
        return str(self.workshop.facts.get(id).parameters["year"])

    def amount(self, id: str) -> Markdown:
        """A fact with its unit."""
        return Markdown(escape(amount(self.workshop.facts.get(id), self.language)))

    def number(self, id: str) -> Markdown:
        """A fact's bare number."""
        return Markdown(escape(number(self.workshop.facts.get(id), self.language)))

    def headline(self, id: str) -> Markdown:
        """A fact as a key figure: percentages with their sign, so that the number fits on one line."""
        fact = self.workshop.facts.get(id)
        text = number(fact, self.language) + "%" if is_percent(fact.unit) else amount(fact, self.language)
        return Markdown(escape(text))

    def name(self, kind: str, code: str) -> str:
        """A printed name; the template escapes it."""
        return self.language.name(kind, code)

    def findings(self, *ids: str) -> Markdown:
        """The titles of figures as sentences, each with its reference."""
        quoted = [
            self.language.text(
                QUOTED, finding=escape(self._words(id).finding or self._words(id).title), figure=f"[@{id}]"
            )
            for id in ids
        ]
        return Markdown(sentences(quoted, self.language))

    def cited(self, *ids: str) -> Markdown:
        """References to figures after a finding, as the language sets them off."""
        if self.language.code == "zh":
            return Markdown("（" + "、".join(f"[@{id}]" for id in ids) + "）")
        return Markdown(" [" + "; ".join(f"@{id}" for id in ids) + "]")

    def holds(self, id: str, *says: str) -> str:
        """Rest the paragraph on a claim: prints nothing; ``says`` are outcomes of its test, of which one must hold.

        Raises UnknownClaim where there is none, ClaimTurned where it is not printed or says something else.
        """
        claim = self.workshop.claims.get(id)
        if not claim.printed or (says and claim.says not in says):
            raise ClaimTurned(claim, says)
        return ""

    def claim(self, id: str, *says: str) -> Markdown:
        """The headline of a claim that must hold (see `holds`)."""
        self.holds(id, *says)
        return Markdown(statements.headline(self.workshop.claims.get(id), self.language))

    def messages(self, *figures: str) -> Markdown:
        """The three weightiest firm findings of some figures: what opens a chapter."""
        return statements.messages(self.workshop, figures, self.language)

    def agenda(self) -> Markdown:
        """Platforms that will meet again, with findings and questions."""
        return statements.agenda_list(self.workshop, self.language)

    def turned(self) -> Markdown:
        """The statements that would have been others before, with what they said."""
        return news.turned(self.workshop, self.language)

    def new_indicators(self) -> Markdown:
        """The indicators that the closed edition did not have, and how many of its own are gone."""
        return news.indicators(self.workshop, self.language)

    def exhibit(self, id: str) -> Markdown:
        """A figure as one block: headline, subtitle, chart, story, note, source, and where its data and pictures are."""
        words = self._words(id)
        if id in self.used:
            raise ValueError(f"figure {id} is already in the report")
        self.used.append(id)
        alt = " ".join(words.alt.split()).replace("\\", "").replace('"', "”")
        parts = {"story": words.text, "note": words.note, "source": words.source}
        divs = "".join(
            f"::: {{.exhibit-{name}}}\n{escape(text)}\n:::\n\n" for name, text in parts.items() if text.strip()
        )
        return Markdown(
            f"::: {{#{id} .exhibit}}\n"
            f'::: {{.exhibit-block layout="{self.layouts.get(id, WIDE)}"}}\n'
            f"::: {{.exhibit-subtitle}}\n{escape(words.subtitle)}\n:::\n\n"
            f'![](figures/{id}.svg){{fig-alt="{alt}" width=100%}}\n\n'
            f"{divs}::: {{.exhibit-data}}\n{self._downloads(id)}\n:::\n:::\n\n"
            f"{escape(words.title)}\n:::\n"
        )

    def _downloads(self, id: str) -> str:
        """Links to the data of a figure and, on the web, to its pictures."""
        t = self.language.text
        data, svg, png = t("Data (CSV)"), t("Picture (SVG)"), t("Picture (PNG)")
        pictures = f"[{svg}](figures/{id}.svg) · [{png}](figures/{id}.png)"
        return f"[{data}](data/{id}.csv) [· {pictures}]{{.web-only}}"

    def group_table(self, id: str, indicators: list[str], kinds: list[str], subject: str) -> Markdown:
        """Groups by indicators; ``subject`` says in the caption what these are about."""
        asked = f"{indicators} {kinds} {subject}"
        return self._table(
            id, asked, lambda: statistics.group_table(self.workshop, id, indicators, kinds, subject, self.language)
        )

    def group_tables(self, id: str, framework: str, kinds: list[str], subject: str) -> Markdown:
        """Groups by the indicators of a framework that its chapter prints (data/reference/printed.xlsx), in tables that fit."""
        parts = self._parts(id, framework, "chapter", COLUMNS_OF_GROUPS)
        return Markdown(
            "\n".join(
                self.group_table(part, codes, kinds, subject if part == id else self._continued(subject))
                for part, codes in parts.items()
            )
        )

    def economy_tables(self, id: str, framework: str, caption: str) -> Markdown:
        """Every economy by the indicators of a framework that the annex prints, in tables that fit."""
        parts = self._parts(id, framework, "annex", COLUMNS_OF_ECONOMIES)
        return Markdown(
            "\n".join(
                self.economy_table(part, codes, caption if part == id else self._continued(caption))
                for part, codes in parts.items()
            )
        )

    def own_figures(self, framework: str) -> Markdown:
        """A section with the figures of a framework's indicators that no entry of report/exhibits.toml draws; blank where
        there are none. One of which nothing firm can be said is left out."""
        codes = standard_codes(self.workshop, Framework(framework))
        ids = [id for id in map(figure_id, codes) if any(one.printed for one in self.workshop.claims.of(id))]
        if not ids:
            return Markdown("")
        title = self.language.text("Further indicators")
        head = f"## {title} {{#sec-more-{framework}}}\n\n"
        return Markdown(head + "\n".join(self.exhibit(id) for id in ids))

    def _parts(self, id: str, framework: str, where: str, most: int) -> dict[str, list[str]]:
        """Ids of tables and their indicators: the first ``most`` of those printed there, the next, and so on."""
        register = self.workshop.data.printed
        if register is None:
            raise ValueError("data/reference/printed.xlsx is not there: nothing says which indicators the table has")
        indicators = self.workshop.data.observations.indicators.values()
        codes = printed_in(where, Framework(framework), indicators, register)
        starts = range(0, len(codes), most)
        return {id if not start else f"{id}-{start // most + 1}": codes[start : start + most] for start in starts}

    def _continued(self, text: str) -> str:
        """The caption of a table that goes on."""
        return self.language.text("{caption}, continued", caption=text)

    def region_table(self, id: str, region: str, indicators: list[str]) -> Markdown:
        """One region's main indicators."""
        asked = f"{region} {indicators}"
        return self._table(
            id, asked, lambda: statistics.region_table(self.workshop, id, region, indicators, self.language)
        )

    def inputs_table(self) -> Markdown:
        """Every input file with its checksum."""
        return self._print(registers.inputs(self.workshop, "tbl-inputs", self.language))

    def economy_table(self, id: str, indicators: list[str], caption: str) -> Markdown:
        """Every economy by indicators."""
        asked = f"{indicators} {caption}"
        return self._table(
            id, asked, lambda: statistics.economy_table(self.workshop, id, indicators, caption, self.language)
        )

    def register(self, id: str, which: str) -> Markdown:
        """A register or list: a function of ``tables.registers``."""
        makers = {name: getattr(registers, name) for name in REGISTERS}
        if which not in makers:
            raise ValueError(f"no register {which!r}; allowed: {', '.join(makers)}")
        return self._table(id, which, lambda: makers[which](self.workshop, id, self.language))

    def evidence(self, id: str, which: str, **arguments: object) -> Markdown:
        """A table of evidence: a function of ``tables.evidence`` or ``tables.composite`` and its arguments."""
        if which not in EVIDENCE:
            raise ValueError(f"no table of evidence {which!r}; allowed: {', '.join(EVIDENCE)}")
        asked = f"{which} {sorted(arguments.items())}"
        return self._table(id, asked, lambda: EVIDENCE[which](self.workshop, id, self.language, **arguments))

    def cards(self, framework: str) -> Markdown:
        """The cards of all indicators of a framework, in the order of pillars."""
        chosen = [i for i in self.workshop.data.observations.indicators.values() if i.framework == framework]
        return Markdown("\n".join(self._pillars(chosen)))

    def _pillars(self, indicators: list[Indicator]) -> Iterator[str]:
        """Cards under a heading for each pillar."""
        for pillar in dict.fromkeys(i.pillar for i in indicators):
            yield f"### {escape(self.language.name('pillar', pillar))}\n"
            for indicator in indicators:
                if indicator.pillar == pillar:
                    yield self._card(indicator)

    def _card(self, indicator: Indicator) -> str:
        """One card, kept from before where all that it reads is the same."""

        def make() -> str:
            return cards.card(self.workshop, indicator, self.language)

        return self.workshop.kept(f"card {self.language.code} {indicator.code}", make)[0]

    def _table(self, id: str, asked: str, make: Callable[[], Table]) -> Markdown:
        """A table, kept from before where what is asked and all that it reads are the same."""
        return self._print(self.workshop.kept(f"table {self.language.code} {id} {asked}", make)[0])

    def _words(self, id: str) -> Words:
        """Words of a figure; raises ValueError that names the id where there is none."""
        if id not in self.words:
            raise ValueError(f"there is no figure {id!r}; report/exhibits.toml lists them")
        return self.words[id]

    def _print(self, table: Table) -> Markdown:
        """The Markdown of a table, which is remembered for the annex."""
        if table.id in self.tables:
            raise ValueError(f"table {table.id} is already in the report")
        self.tables[table.id] = table
        return Markdown(markdown(table))
