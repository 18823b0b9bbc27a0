"""What can go wrong when figures are fetched from publishers; ``pipeline.fetching.codes`` gives them."""

from __future__ import annotations

from pipeline.problems import Severity
from pipeline.sheets.codes import Code

_E, _W = Severity.ERROR, Severity.WARNING
_AGAIN = "run the command again later; pages that were fetched are kept and not asked for again"
CODES = (
    Code("fetch-address", _E, "Address that is not asked", "An address with a name, a password or a query could end up in the record of the file.",
         "http:// or https://, a host, and a path", "give the address of the interface alone",
         "`https://me:secret@example.org/api`", "`https://example.org/api`"),
    Code("fetch-unreachable", _E, "Publisher out of reach", "No whole answer came, however often it was asked.",
         "an answer of the publisher", _AGAIN,
         "a machine without a network", "the same command when the network is back"),
    Code("fetch-refused", _E, "Publisher refuses", "The interface answers that it does not serve this question.",
         "a question that the interface serves", "ask for less (years, one series, a narrower key), or look at the publisher's pages",
         "a question for all series and all years at once", "`--start 2015 --end 2024`"),
    Code("fetch-unknown", _E, "Unknown to the publisher", "The interface does not know what was asked for.",
         "a code that the publisher has", "check the code{near}",
         "`IT.NET.USER.Z`", "`IT.NET.USER.ZS`"),
    Code("fetch-empty", _E, "Empty answer", "The interface answered, and no figure is in its answer.",
         "at least one figure", "check code, years and key; nothing was written",
         "years in which the series has no figure", "years that the publisher's page shows"),
    Code("fetch-answer", _E, "Answer of another kind", "What came is not what the interface is known to answer, so nothing of it is trusted.",
         "{allowed}", "look at the address in a browser; if the interface has changed, download the file by hand and import it",
         "a page that asks to log in", "the figures in the form of the interface"),
    Code("fetch-partial", _E, "Pages that do not add up", "Figures are missing or come twice.",
         "as many rows as the interface announces, each once", "run the command again with --fresh; nothing was written",
         "1,000 rows announced, 950 came", "1,000 rows, each once"),
    Code("fetch-changed", _E, "Publisher changed it meanwhile", "Pages of two releases would be mixed.",
         "all pages of one release", "run the command again; nothing was written",
         "page 1 of the release of May, page 2 of the release of June", "all pages of the release of June"),
    Code("fetch-too-large", _E, "Answer too large", "An answer without end would fill memory and disk.",
         "at most {limit} bytes", "ask for less (years, one series, a narrower key)",
         "every series of the publisher in one question", "one series"),
    Code("fetch-redirect", _E, "Sent elsewhere", "Another host is not the publisher that was asked, and a file of this machine is none at all.",
         "redirects within {host}, by http or https", "look at the address in a browser; give the new one with --endpoint if it is the publisher's",
         "an address that leads to another site", "an address of the publisher"),
    Code("fetch-queued", _E, "Publisher is still at work", "The publisher prepares large answers in a queue.",
         "an answer that is ready", "run the same command again in some minutes: it asks for the answer that is being prepared",
         "the first answer to a large question", "the same command some minutes later"),
    Code("fetch-in-the-way", _E, "File in the way", "A file that was not fetched is not replaced.",
         "a new name, or a file that was fetched", "name another file with --output, or move this one",
         "`--output notes.csv`, a file of yours", "`--output wdi.csv`, which is free"),
    Code("fetch-fewer-economies", _W, "Far fewer economies than before", "The interface may have answered in part, or the series may be another one.",
         "about as many economies as the sheet holds", "compare with the publisher's pages before you keep the import",
         "40 economies where the sheet holds 190", "190 economies"),
    Code("fetch-series-shrunk", _E, "Far fewer economies than before", "--whole-series would take the figures of the others out of the sheet.",
         "about as many economies as the sheet holds", "compare with the publisher's pages; import the file without --whole-series to keep the others",
         "`--whole-series` with 40 economies where the sheet holds 190", "the import without `--whole-series`"),
)  # fmt: skip
