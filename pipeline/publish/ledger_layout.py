"""The tables of an edition's ledger, ``lineage.sqlite`` (see ``publish.ledger``).

What is repeated stands once: an address is the name of its block and the rest, words (kinds, units, roles) have numbers,
the figures of an economy are one list in JSON, and so is a row of parameters. The views ``numbers``, ``inputs``,
``observations`` and ``areas`` give them back joined. There are only the indexes that make an answer quicker than a
look through a whole table of some ten thousand rows, which takes milliseconds.
"""

from __future__ import annotations

NAME = "lineage.sqlite"
VERSION = "2"  # of the layout
NORMAL = "A"  # the OBS_STATUS of most observations
SCHEMA = """
PRAGMA page_size = 4096;
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE terms (term INTEGER PRIMARY KEY, word TEXT);
CREATE TABLE sheets (sheet INTEGER PRIMARY KEY, workbook TEXT, name TEXT, indicator TEXT, release TEXT, heads TEXT);
CREATE TABLE series (sheet INTEGER PRIMARY KEY, indicator TEXT, name TEXT, unit TEXT, source TEXT, citation TEXT, url TEXT,
  licence TEXT, accessed TEXT);
CREATE TABLE years (sheet INTEGER, col INTEGER, year INTEGER, PRIMARY KEY (sheet, col)) WITHOUT ROWID;
CREATE TABLE figures (sheet INTEGER, row INTEGER, area TEXT, first_col INTEGER, line TEXT, statuses TEXT,
  PRIMARY KEY (sheet, row)) WITHOUT ROWID;
CREATE TABLE rows (sheet INTEGER, row INTEGER, content TEXT, PRIMARY KEY (sheet, row)) WITHOUT ROWID;
CREATE TABLE methods (method INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE parameters (parameters INTEGER PRIMARY KEY, content TEXT);
CREATE TABLE made_with (figure TEXT PRIMARY KEY, recipe TEXT, arguments TEXT) WITHOUT ROWID;
CREATE TABLE blocks (block INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE entries (number INTEGER PRIMARY KEY, block INTEGER, rest TEXT, kind INTEGER, value REAL, unit INTEGER,
  decimals INTEGER, printed TEXT, status TEXT, method INTEGER, parameters INTEGER, inputs INTEGER);
CREATE TABLE parts (number INTEGER, part INTEGER, place INTEGER, PRIMARY KEY (number, place)) WITHOUT ROWID;
CREATE TABLE sets (cells INTEGER PRIMARY KEY, sheet INTEGER, listed TEXT, first_row INTEGER, last_row INTEGER,
  first_col INTEGER, last_col INTEGER);
CREATE TABLE takes (inputs INTEGER, place INTEGER, role INTEGER, cells INTEGER, PRIMARY KEY (inputs, place)) WITHOUT ROWID;
CREATE TABLE claims (claim TEXT, standing TEXT, text TEXT, number INTEGER, PRIMARY KEY (claim, number)) WITHOUT ROWID;
CREATE TABLE places (place INTEGER PRIMARY KEY, language TEXT, volume TEXT, file TEXT, section TEXT, title TEXT, block TEXT,
  block_number TEXT, first_page INTEGER, last_page INTEGER);
CREATE TABLE prints (number INTEGER, place INTEGER, shown TEXT, context TEXT,
  PRIMARY KEY (number, place, shown, context)) WITHOUT ROWID;
CREATE VIEW numbers AS SELECT number, b.name || rest AS address, b.name AS whole, rest, k.word AS kind, value, u.word AS unit,
  decimals, printed, status, method, parameters, inputs
  FROM entries JOIN blocks b USING (block) JOIN terms k ON k.term = kind JOIN terms u ON u.term = unit;
CREATE VIEW inputs AS SELECT inputs, place, r.word AS role, cells FROM takes JOIN terms r ON r.term = role;
CREATE VIEW areas AS SELECT sheet, row, area FROM figures;
CREATE VIEW observations AS SELECT f.sheet, y.col, row, area, year, j.value,
  coalesce(json_extract(statuses, '$."' || y.col || '"'), 'A') AS status
  FROM figures f, json_each(f.line) j JOIN years y ON y.sheet = f.sheet AND y.col = first_col + j.key WHERE j.value IS NOT NULL;
"""
INDEXES = """
CREATE INDEX parts_by_part ON parts (part);
CREATE INDEX claims_by_number ON claims (number);
"""
