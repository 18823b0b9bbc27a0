"""What can go wrong when figures are fetched: codes with meaning, what is allowed, what to do."""

from __future__ import annotations

from pipeline.problems import ExitCode, Place, Severity, Stop
from pipeline.sheets.codes import Code

_E, _W = Severity.ERROR, Severity.WARNING
_AGAIN = "run the command again later; pages that were fetched are kept and not asked for again"
_ALL = (
    Code("fetch-address", _E, "Address that is not asked", "An address with a name, a password or a query could end up in the record of the file.",
         "http:// or https://, a host, and a path", "give the address of the interface alone"),
    Code("fetch-unreachable", _E, "Publisher out of reach", "No whole answer came, however often it was asked.",
         "an answer of the publisher", _AGAIN),
    Code("fetch-refused", _E, "Publisher refuses", "The interface answers that it does not serve this question.",
         "a question that the interface serves", "ask for less (years, one series, a narrower key), or look at the publisher's pages"),
    Code("fetch-unknown", _E, "Unknown to the publisher", "The interface does not know what was asked for.",
         "a code that the publisher has", "check the code{near}"),
    Code("fetch-empty", _E, "Empty answer", "The interface answered, and no figure is in its answer.",
         "at least one figure", "check code, years and key; nothing was written"),
    Code("fetch-answer", _E, "Answer of another kind", "What came is not what the interface is known to answer, so nothing of it is trusted.",
         "{allowed}", "look at the address in a browser; if the interface has changed, download the file by hand and import it"),
    Code("fetch-partial", _E, "Pages that do not add up", "Figures are missing or come twice.",
         "as many rows as the interface announces, each once", "run the command again with --fresh; nothing was written"),
    Code("fetch-changed", _E, "Publisher changed it meanwhile", "Pages of two releases would be mixed.",
         "all pages of one release", "run the command again; nothing was written"),
    Code("fetch-too-large", _E, "Answer too large", "An answer without end would fill memory and disk.",
         "at most {limit} bytes", "ask for less (years, one series, a narrower key)"),
    Code("fetch-redirect", _E, "Sent elsewhere", "Another host is not the publisher that was asked, and a file of this machine is none at all.",
         "redirects within {host}, by http or https", "look at the address in a browser; give the new one with --endpoint if it is the publisher's"),
    Code("fetch-queued", _E, "Publisher is still at work", "The publisher prepares large answers in a queue.",
         "an answer that is ready", "run the same command again in some minutes: it asks for the answer that is being prepared"),
    Code("fetch-in-the-way", _E, "File in the way", "A file that was not fetched is not replaced.",
         "a new name, or a file that was fetched", "name another file with --output, or move this one"),
    Code("fetch-fewer-economies", _W, "Far fewer economies than before", "The interface may have answered in part, or the series may be another one.",
         "about as many economies as the sheet holds", "compare with the publisher's pages before you keep the import"),
    Code("fetch-series-shrunk", _E, "Far fewer economies than before", "--whole-series would take the figures of the others out of the sheet.",
         "about as many economies as the sheet holds", "compare with the publisher's pages; import the file without --whole-series to keep the others"),
)  # fmt: skip
CODES = {code.code: code for code in _ALL}


def stopped(code: str, place: str, found: str, /, exit_code: ExitCode = ExitCode.DATA, **values: object) -> Stop:
    """The Stop of one registered error; ``place`` is the address that was asked, or a file."""
    return Stop(exit_code, [CODES[code].at(Place(place), found, **values)])
