"""The interfaces that are known by name, with what of each is documented.

Addresses and forms as the publishers state them: World Bank, Developer Information (Indicators API v2, Metadata API);
UNSD, SDG API (Swagger UI of UNSDGAPIV5); SDMX REST of each publisher on its page of data access. The ITU publishes no
description of the interface of its DataHub: what stands in ``itu`` was observed by others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.fetching.codes import stopped
from pipeline.problems import ExitCode

WORLD_BANK = "https://api.worldbank.org/v2"
UNSD = "https://unstats.un.org/sdgs/UNSDGAPIV5/v1/sdg"
ITU = "https://api.datahub.itu.int/v2"
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.\-]+(?::\d{1,5})?(?:/[A-Za-z0-9._~\-/]*)?", re.IGNORECASE)


@dataclass(frozen=True)
class Service:
    """An SDMX REST service: ``generation`` 2 (SDMX 2.1, REST 1.x) or 3 (SDMX 3.0, REST 2.x), the agency of its flows,
    queries that it wants besides, whether it answers large questions later (Eurostat)."""

    name: str
    publisher: str
    address: str
    generation: int
    agency: str = ""
    query: tuple[tuple[str, str], ...] = ()
    queues: bool = False


_EUROSTAT = "https://ec.europa.eu/eurostat/api/dissemination/sdmx"
_ALL = (
    Service("ESTAT", "Eurostat", f"{_EUROSTAT}/2.1", 2, "ESTAT", (("format", "SDMX-CSV"),), True),
    Service("ESTAT3", "Eurostat", f"{_EUROSTAT}/3.0", 3, "ESTAT", (("format", "csvdata"), ("formatVersion", "2.0")), True),
    Service("OECD", "OECD", "https://sdmx.oecd.org/public/rest", 2),
    Service("OECD3", "OECD", "https://sdmx.oecd.org/public/rest/v2", 3),
    Service("ECB", "European Central Bank", "https://data-api.ecb.europa.eu/service", 2, "ECB"),
    Service("ILO", "International Labour Organization", "https://sdmx.ilo.org/rest", 2, "ILO"),
    Service("UNSD", "United Nations Statistics Division", "https://data.un.org/ws/rest", 2),
    Service("IMF", "International Monetary Fund", "https://api.imf.org/external/sdmx/2.1", 2),
    Service("IMF3", "International Monetary Fund", "https://api.imf.org/external/sdmx/3.0", 3),
    Service("BIS", "Bank for International Settlements", "https://stats.bis.org/api/v1", 2, "BIS"),
    Service("BIS3", "Bank for International Settlements", "https://stats.bis.org/api/v2", 3, "BIS"),
    Service("UNICEF", "UNICEF", "https://sdmx.data.unicef.org/ws/public/sdmxapi/rest", 2, "UNICEF"),
    Service("SPC", "Pacific Community", "https://stats-sdmx-disseminate.pacificdata.org/rest", 2, "SPC"),
)  # fmt: skip
SERVICES = {service.name: service for service in _ALL}


def checked_address(text: str) -> str:
    """The address of an interface without a slash at its end. Raises Stop (exit 2) where it holds more than that."""
    if not _ADDRESS.fullmatch(text):
        shown = re.sub(r"//[^/@]*@", "//…@", text).split("?", 1)[0]
        raise stopped(
            "fetch-address", shown[:200], "an address with more than host and path, or of another kind", ExitCode.USAGE
        )
    return text.rstrip("/")


def known() -> list[str]:
    """Every known interface, a line each."""
    lines = [
        f"worldbank     World Bank, Indicators API v2 (documented)         {WORLD_BANK}",
        f"unsd          UNSD, SDG API v5 (documented)                      {UNSD}",
        f"itu           ITU DataHub (not documented: as observed)          {ITU}",
    ]
    for one in _ALL:
        version = "SDMX 2.1" if one.generation == 2 else "SDMX 3.0"
        lines.append(f"sdmx {one.name:<8} {f'{one.publisher}, {version}':<50} {one.address}")
    return lines
