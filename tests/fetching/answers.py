"""Answers in the form that the publishers document; every figure is made up."""

from __future__ import annotations

import io
import zipfile

from tests.fetching.publisher import Asked, Publisher, Reply, as_json

CODE = "IT.NET.USER.ZS"
WB_UNKNOWN = as_json(
    [{"message": [{"id": "120", "key": "Invalid value", "value": "The provided parameter value is not valid"}]}]
)
WB_EMPTY = as_json([{"page": 0, "pages": 0, "per_page": 0, "total": 0, "sourceid": None, "lastupdated": None}, None])
WB_ABOUT = as_json(
    [
        {"page": 1, "pages": 1, "per_page": "50", "total": 1},
        [
            {
                "id": CODE,
                "name": "Individuals using the Internet (% of population)",
                "unit": "",
                "source": {"id": "2", "value": "World Development Indicators"},
                "sourceNote": "Made up.",
                "sourceOrganization": "ITU, made up",
                "topics": [],
            }
        ],
    ]
)
WB_METADATA = as_json(
    {
        "page": 1,
        "pages": 1,
        "per_page": "1000",
        "total": 2,
        "source": [
            {
                "id": "2",
                "name": "World Development Indicators",
                "concept": [
                    {
                        "id": "Series",
                        "variable": [
                            {
                                "id": CODE,
                                "metatype": [
                                    {"id": "License_Type", "value": "CC BY-4.0"},
                                    {"id": "License_URL", "value": "https://example.org/licence"},
                                ],
                            }
                        ],
                    }
                ],
            }
        ],
    }
)


def wb_row(iso3: str, iso2: str, date: str, value: float | None, **more: object) -> dict[str, object]:
    return {
        "indicator": {"id": CODE, "value": "Individuals using the Internet (% of population)"},
        "country": {"id": iso2, "value": iso3},
        "countryiso3code": iso3,
        "date": date,
        "value": value,
        "unit": "",
        "obs_status": "",
        "decimal": 0,
        **more,
    }


WB_ROWS = [
    wb_row("KEN", "KE", "2022", 31.5),
    wb_row("KEN", "KE", "2021", None),
    wb_row("PAK", "PK", "2022", 21.25, obs_status="E"),
    wb_row("", "XD", "2022", 90.1),
    wb_row("BRA", "BR", "2022", 80.53),
]


def wb_page(number: int, rows: list[dict[str, object]], pages: int, total: int, updated: str = "2026-07-13") -> Reply:
    head = {"page": number, "pages": pages, "per_page": 2, "total": total, "sourceid": "2", "lastupdated": updated}
    return as_json([head, rows])


def world_bank(publisher: Publisher, rows: list[dict[str, object]] = WB_ROWS, size: int = 2) -> str:
    """Have the publisher answer as the World Bank does, in pages of ``size`` rows; the path of the figures."""
    pages = [rows[start : start + size] for start in range(0, len(rows), size)]

    def page(asked: Asked) -> Reply:
        number = int(asked.query["page"][0])
        return wb_page(number, pages[number - 1], len(pages), len(rows))

    path = f"/v2/country/all/indicator/{CODE}"
    publisher.replies |= {
        f"/v2/indicator/{CODE}": WB_ABOUT,
        path: page,
        f"/v2/sources/2/series/{CODE}/metadata": WB_METADATA,
    }
    return path


SERIES = "IT_USE_ii99"


def sdg_row(area: str, year: float, value: str, sex: str = "BOTHSEX", **more: object) -> dict[str, object]:
    return {
        "goal": ["17"],
        "target": ["17.8"],
        "indicator": ["17.8.1"],
        "series": SERIES,
        "seriesDescription": "Internet users per 100 inhabitants",
        "seriesCount": "3",
        "geoAreaCode": area,
        "geoAreaName": "a place",
        "timePeriodStart": year,
        "value": value,
        "valueType": "Float",
        "time_detail": None,
        "source": "ITU",
        "footnotes": ["", "made up"],
        "attributes": {"Nature": "E", "Units": "PERCENT", "Observation Status": "A"},
        "dimensions": {"Reporting Type": "G", "Sex": sex},
        **more,
    }


SDG_ROWS = [sdg_row("404", 2021.0, "28.8"), sdg_row("586", 2021.0, "21.0"), sdg_row("76", 2022.0, "NaN")]
SDG_LIST = as_json([{"code": SERIES, "description": "Internet users per 100 inhabitants", "release": "2026.Q2.G.01"}])


def sdg(publisher: Publisher, rows: list[dict[str, object]] = SDG_ROWS, size: int = 2) -> str:
    pages = [rows[start : start + size] for start in range(0, len(rows), size)]

    def page(asked: Asked) -> Reply:
        number = int(asked.query["page"][0])
        head = {"size": size, "totalElements": len(rows), "totalPages": len(pages), "pageNumber": number}
        return as_json({**head, "attributes": [], "dimensions": [], "data": pages[number - 1]})

    publisher.replies |= {"/sdg/Series/List": SDG_LIST, "/sdg/Series/Data": page}
    return "/sdg/Series/Data"


ITU_CSV = (
    b"seriesID,seriesCode,seriesName,seriesParent,seriesUnits,entityID,entityIso,entityName,dataValue,dataYear,dataNote,dataSource,"
    b"seriesDescription\n"
    b'11624,i99H,"Individuals using the Internet",,%,4,ABW,Aruba,17.1,2001,"a note\nin two lines",ITU estimate.,made up\n'
    b"11624,i99H,Individuals using the Internet,,%,90,KEN,Kenya,28.8,2021,,Ministry,made up\n"
)


def zipped(*files: tuple[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return stream.getvalue()


SDMX_CSV = (
    b"DATAFLOW,LAST UPDATE,freq,indic_is,unit,ind_type,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG\n"
    b"ESTAT:ISOC_CI_IFP_IU(1.0),11/07/26 11:00:00,A,I_IU3,PC_IND,IND_TOTAL,FR,2023,91.1,b\n"
    b"ESTAT:ISOC_CI_IFP_IU(1.0),11/07/26 11:00:00,A,I_IU3,PC_IND,IND_TOTAL,EL,2023,86.4,\n"
)
SDMX_ML = (
    b'<?xml version="1.0" encoding="UTF-8"?><mes:StructureSpecificData xmlns:mes="urn:m"><mes:DataSet><Series REF_AREA="FRA">'
    b'<Obs TIME_PERIOD="2023" OBS_VALUE="91.1"/></Series></mes:DataSet></mes:StructureSpecificData>\n'
)
QUEUED = (
    b'<?xml version="1.0" encoding="UTF-8" ?><env:Envelope xmlns:env="http://schemas.xmlsoap.org/soap/envelope/"><env:Header/>'
    b'<env:Body><ns0:syncResponse xmlns:ns0="urn:e"><processingTime>92</processingTime><queued><id>e3d3-9a1b</id>'
    b"<status>SUBMITTED</status></queued></ns0:syncResponse></env:Body></env:Envelope>"
)
TOO_BIG = (
    b'<S:Fault xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><faultcode>413</faultcode><faultstring>EXTRACTION_TOO_BIG: '
    b"the requested extraction is too big</faultstring></S:Fault>"
)
NOTHING = (
    b'<?xml version="1.0"?><mes:Error xmlns:mes="urn:m"><mes:ErrorMessage code="100"><com:Text xmlns:com="urn:c">No Results Found'
    b"</com:Text></mes:ErrorMessage></mes:Error>"
)
PAGE = b"<!DOCTYPE html><html><head><title>Down for maintenance</title></head><body>Come back</body></html>"


def state(word: str) -> Reply:
    return Reply(f"<env:Envelope><queued><id>e3d3-9a1b</id><status>{word}</status></queued></env:Envelope>".encode())
