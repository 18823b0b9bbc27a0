-- Own divs, tables, images and cell marks of the report. Quarto and the built-in engine both run this filter.
-- Input: the restricted dialect (see pipeline/render/__init__.py). Output: Typst calls of typst-template.typ, or HTML.

local TYPST = FORMAT:match("typst") ~= nil
local HTML = FORMAT:match("html") ~= nil
local DATA_BASE = "" -- address of the published data folder, where the edition has one
local SCROLL -- words of the hint for a phone
local annexes = false

-- Divs that become a call of the Typst function of the same name around their content.
local WRAPPED = {
  ["exhibit-subtitle"] = true, ["exhibit-source"] = true, ["abstract"] = true, ["card"] = true,
  ["small"] = true, ["disclaimer"] = true, ["pull"] = true, ["landscape"] = true, ["messages"] = true, ["glossary"] = true,
  ["foreword"] = true, ["signature"] = true, ["region-page"] = true, ["list-of-figures"] = true,
}
-- Boxes under a title of their own, which the theme words (labels.toml) unless the div has one.
local TITLED = { ["unknown"] = true, ["cite"] = true }
local WORDS = {} -- titles of boxes in the language of the document

local COLON = ": "
local TITLES = {} -- id of a heading without a number -> its title
local ELSEWHERE = {} -- id in the other volume -> words of a reference to it, its number where it is told, address in its PDF
local IN_ANNEX = false -- whether this document is the second volume
local top = 9 -- level of the chapters

local function read_meta(meta)
  local own = meta.gdgr or {}
  local words = own.labels or {}
  DATA_BASE = own["data-base"] and pandoc.utils.stringify(own["data-base"]) or ""
  for class in pairs(TITLED) do WORDS[class] = words[class] and pandoc.utils.stringify(words[class]) or class end
  SCROLL = words.scroll and pandoc.utils.stringify(words.scroll)
  if meta.lang and pandoc.utils.stringify(meta.lang):match("^zh") then COLON = "：" end
  IN_ANNEX = own.volume ~= nil
  for id, entry in pairs(own.references or {}) do
    ELSEWHERE[id] = { text = pandoc.utils.stringify(entry.text), href = pandoc.utils.stringify(entry.href) }
    ELSEWHERE[id].number = entry.number and pandoc.utils.stringify(entry.number)
  end
end

local function raw(text)
  return pandoc.RawBlock("typst", text)
end

local function typst_string(text)
  text = text:gsub("\\", "\\\\"):gsub('"', '\\"'):gsub("[\r\n]+", " ")
  return '"' .. text .. '"'
end

-- Quarto's cross-referencing knows the numbered targets of one document. A heading without a number and whatever stands in
-- another volume is cited here, before it: Quarto runs this filter after reading and before its own references. (With the
-- built-in engine crossref.lua has resolved every citation by now.)
local function remember_level(header)
  top = math.min(top, header.level)
end

-- Headings below the sections have no number in print and on the web; Quarto is told so here.
local function remember_title(header)
  local deep = header.level > top + 1
  if deep and not header.classes:includes("unnumbered") then header.classes:insert("unnumbered") end
  if header.identifier ~= "" and header.classes:includes("unnumbered") then TITLES[header.identifier] = header.content end
  if deep then return header end
end

local function cited_title(id)
  local title = TITLES[id]
  if not TYPST then return pandoc.Link(title, "#" .. id, "", pandoc.Attr("", { "xref" })) end
  local out = pandoc.Inlines({ pandoc.RawInline("typst", "#gdgr-xref(label(" .. typst_string(id) .. "), whole: false)[") })
  out:extend(title)
  out:insert(pandoc.RawInline("typst", "]"))
  return pandoc.Span(out)
end

local function cited_elsewhere(id, bare)
  local entry = ELSEWHERE[id]
  local text = bare and entry.number or entry.text
  return pandoc.Link({ pandoc.Str(text) }, TYPST and entry.href or ((IN_ANNEX and "report.html#" or "annex.html#") .. id))
end

local function Cite(cite)
  local out, ours = pandoc.Inlines({}), false
  for position, citation in ipairs(cite.citations) do
    if position > 1 then out:extend({ pandoc.Str(","), pandoc.Space() }) end
    if TITLES[citation.id] then
      out:insert(cited_title(citation.id))
      ours = true
    elseif ELSEWHERE[citation.id] then
      out:insert(cited_elsewhere(citation.id, citation.mode == "SuppressAuthor"))
      ours = true
    else
      out:insert(pandoc.Cite({ pandoc.Str("@" .. citation.id) }, { citation }))
    end
  end
  if ours then return out end
end

local function inlines_of(blocks)
  local first = blocks[1]
  if not first then return pandoc.Inlines({}) end
  if first.t == "Plain" and not blocks[2] then return first.content end
  return pandoc.utils.blocks_to_inlines(blocks, { pandoc.LineBreak() })
end

-- Text at the start of a content block could be read as Typst markup of a list or heading.
local function guarded(inlines)
  local first = inlines[1]
  if first and first.t == "Str" and (first.text:match("^[-+=/]+$") or first.text:match("^%d+%.$")) then
    inlines:insert(1, pandoc.RawInline("typst", "#[]"))
  end
  return inlines
end

-- The mark of a cell, which is the class of a span that is its only content, and that span.
local function cell_mark(inlines)
  local only
  for _, inline in ipairs(inlines) do
    if inline.t ~= "Space" and inline.t ~= "SoftBreak" then
      if only then return nil end
      only = inline
    end
  end
  if only and only.t == "Span" then
    for _, class in ipairs(only.classes) do
      if class:match("^shade%-%d$") or class:match("^good%-%d$") or class:match("^bad%-%d$") or class:match("^mark%-%a+$") then
        return class, only
      end
    end
  end
  return nil
end

local function alignment(spec, index, given)
  if given[index] then return given[index] end
  local name = spec[1]
  if name == pandoc.AlignRight then return "right" end
  if name == pandoc.AlignCenter then return "center" end
  return "left"
end

local function split(text)
  local parts = {}
  for part in (text or ""):gmatch("[^,%s]+") do parts[#parts + 1] = part end
  return parts
end

local TYPST_ALIGN = { left = "start", right = "end", center = "center" }

-- One row as Typst arguments. Text between two cells is one raw inline: a long table has tens of thousands of them.
local function typst_row(row, as_header)
  local out = {}
  local between = as_header and "table.header(repeat: true, " or ""
  for _, cell in ipairs(row.cells) do
    local content = inlines_of(cell.contents)
    local mark, span = cell_mark(content)
    if span then content = span.content end
    out[#out + 1] = pandoc.RawInline("typst", between .. (mark and ("gdgr-cell(" .. typst_string(mark) .. ")[") or "["))
    for _, inline in ipairs(guarded(content)) do out[#out + 1] = inline end
    between = "], "
  end
  out[#out + 1] = pandoc.RawInline("typst", as_header and "])," or "],")
  return pandoc.Plain(out)
end

local function typst_table(tbl, attributes)
  local widths, aligns = split(attributes.widths), split(attributes.align)
  local columns, align = {}, {}
  for i, spec in ipairs(tbl.colspecs) do
    columns[i] = widths[i] and (widths[i] .. "fr") or "auto"
    align[i] = TYPST_ALIGN[alignment(spec, i, aligns)] or "start"
  end
  local blocks = pandoc.Blocks({
    raw("#gdgr-table(columns: (" .. table.concat(columns, ", ") .. ",), align: (" .. table.concat(align, ", ")
      .. ",), size: " .. typst_string(attributes.size or "normal") .. ","),
  })
  for _, row in ipairs(tbl.head.rows) do blocks:insert(typst_row(row, true)) end
  for _, body in ipairs(tbl.bodies) do
    for _, row in ipairs(body.head) do blocks:insert(typst_row(row, false)) end
    for _, row in ipairs(body.body) do blocks:insert(typst_row(row, false)) end
  end
  blocks:insert(raw(")"))
  return blocks
end

local function html_table(tbl, attributes)
  local aligns = split(attributes.align)
  for i, spec in ipairs(tbl.colspecs) do
    local name = alignment(spec, i, aligns)
    tbl.colspecs[i] = { name == "right" and pandoc.AlignRight or name == "center" and pandoc.AlignCenter or pandoc.AlignLeft, nil }
  end
  for _, row in ipairs(tbl.head.rows) do
    for _, cell in ipairs(row.cells) do cell.attr.attributes.scope = "col" end
  end
  for _, body in ipairs(tbl.bodies) do
    body.row_head_columns = attributes["row-heads"] == "0" and 0 or 1
    for _, row in ipairs(body.body) do
      for index, cell in ipairs(row.cells) do
        if index <= body.row_head_columns then cell.attr.attributes.scope = "row" end
        local mark = cell_mark(inlines_of(cell.contents))
        if mark then cell.attr.classes:insert(mark) end
      end
    end
  end
  return tbl
end

-- A table in a .gdgr-table div; the div's own attributes are widths, align, size and row-heads.
local function table_div(div)
  local attributes = div.attributes
  if TYPST then
    local out = pandoc.Blocks({})
    for _, block in ipairs(div.content) do
      if block.t == "Table" then out:extend(typst_table(block, attributes)) else out:insert(block) end
    end
    return out
  end
  if HTML then
    for index, block in ipairs(div.content) do
      if block.t == "Table" then div.content[index] = html_table(block, attributes) end
    end
    local count = 0
    for _, block in ipairs(div.content) do if block.t == "Table" then count = #block.colspecs end end
    if count > 3 then div.classes:insert(count > 6 and "columns-many" or "columns-some") end
    div.classes:insert("size-" .. (attributes.size or "normal"))
    for _, key in ipairs({ "widths", "align", "size", "row-heads" }) do attributes[key] = nil end
    attributes.tabindex = "0"
    attributes.role = "region"
    if not attributes["aria-label"] then attributes["aria-label"] = attributes.label or "Table" end
    attributes.label = nil
    if not SCROLL or count < 4 then return div end
    return pandoc.Blocks({ pandoc.Div({ pandoc.Plain({ pandoc.Str(SCROLL) }) }, pandoc.Attr("", { "scroll-hint" }, { { "aria-hidden", "true" } })), div })
  end
end

-- A figure with its words as one block: the parts by their classes, all else is the chart. Seen before its parts are.
local PARTS = { "subtitle", "story", "note", "source", "data" }

local function exhibit_block(div)
  if not div.classes:includes("exhibit-block") then return nil end
  local layout = div.attributes.layout or "wide"
  div.attributes.layout = nil
  if HTML then
    div.classes:insert("layout-" .. layout)
    return div
  end
  if not TYPST then return nil end
  local parts, chart = {}, pandoc.Blocks({})
  for _, block in ipairs(div.content) do
    local name
    for _, one in ipairs(PARTS) do
      if block.t == "Div" and block.classes:includes("exhibit-" .. one) then name = one end
    end
    if name then parts[name] = block.content else chart:insert(block) end
  end
  local out = pandoc.Blocks({ raw("#gdgr-exhibit-block(layout: " .. typst_string(layout) .. ", chart: [") })
  out:extend(chart)
  for _, name in ipairs(PARTS) do
    if parts[name] then
      out:insert(raw("], " .. name .. ": ["))
      out:extend(parts[name])
    end
  end
  out:insert(raw("])"))
  return out
end

local function tables(div)
  if div.classes:includes("gdgr-table") then return table_div(div) end
end

-- Cards of .key-figures: the first paragraph is the number, the rest says what it is.
local function key_figures(div)
  local out = pandoc.Blocks({})
  if TYPST then
    out:insert(raw("#gdgr-key-figures(columns: " .. (tonumber(div.attributes.columns) or 3) .. ","))
  end
  for _, child in ipairs(div.content) do
    if child.t == "Div" and child.classes:includes("key-figure") then
      local number = child.content[1]
      local rest = pandoc.Blocks({})
      for index = 2, #child.content do rest:insert(child.content[index]) end
      if TYPST then
        local line = pandoc.Inlines({
          pandoc.RawInline("typst", "gdgr-key-figure(framework: " .. typst_string(child.attributes.framework or "") .. ", number: ["),
        })
        line:extend(guarded(number and inlines_of({ number }) or pandoc.Inlines({})))
        line:insert(pandoc.RawInline("typst", "])["))
        line:extend(guarded(inlines_of(rest)))
        line:insert(pandoc.RawInline("typst", "],"))
        out:insert(pandoc.Plain(line))
      elseif HTML then
        if child.attributes.framework then child.classes:insert("framework-" .. child.attributes.framework) end
        child.attributes.framework = nil
        child.content = pandoc.Blocks({})
        if number then child.content:insert(pandoc.Div({ number }, pandoc.Attr("", { "key-number" }))) end
        child.content:extend(rest)
      end
    end
  end
  if TYPST then
    out:insert(raw(")"))
    return out
  end
  return div
end

-- The page of findings: of each finding the first paragraph is the number, the second the headline, the rest what follows from it.
local function findings_page(div)
  local out = pandoc.Blocks({})
  if TYPST then out:insert(raw("#gdgr-findings-page(")) end
  for _, child in ipairs(div.content) do
    if child.t == "Div" and child.classes:includes("finding") then
      local framework = child.attributes.framework or ""
      child.attributes.framework = nil
      local number, headline = child.content[1], child.content[2]
      local rest = pandoc.Blocks({})
      for index = 3, #child.content do rest:insert(child.content[index]) end
      if TYPST then
        local line = pandoc.Inlines({
          pandoc.RawInline("typst", "gdgr-finding(framework: " .. typst_string(framework) .. ", number: ["),
        })
        line:extend(guarded(number and inlines_of({ number }) or pandoc.Inlines({})))
        line:insert(pandoc.RawInline("typst", "], headline: ["))
        line:extend(guarded(headline and inlines_of({ headline }) or pandoc.Inlines({})))
        line:insert(pandoc.RawInline("typst", "])["))
        line:extend(guarded(inlines_of(rest)))
        line:insert(pandoc.RawInline("typst", "],"))
        out:insert(pandoc.Plain(line))
      elseif HTML then
        if framework ~= "" then child.classes:insert("framework-" .. framework) end
        child.content = pandoc.Blocks({})
        if number then child.content:insert(pandoc.Div({ number }, pandoc.Attr("", { "finding-number" }))) end
        local words = pandoc.Blocks({})
        if headline then words:insert(pandoc.Div({ headline }, pandoc.Attr("", { "finding-headline" }))) end
        words:extend(rest)
        child.content:insert(pandoc.Div(words, pandoc.Attr("", { "finding-words" })))
      end
    end
  end
  if not TYPST then return div end
  out:insert(raw(")"))
  return out
end

-- A box under its title.
local function titled(div, class)
  local title = div.attributes.title or WORDS[class] or class
  div.attributes.title = nil
  if HTML then
    div.content:insert(1, pandoc.Div({ pandoc.Plain({ pandoc.Str(title) }) }, pandoc.Attr("", { "box-title" })))
    return div
  end
  if not TYPST then return nil end
  local out = pandoc.Blocks({ raw("#gdgr-" .. class .. "(title: " .. typst_string(title) .. ")[") })
  out:extend(div.content)
  out:insert(raw("]"))
  return out
end

-- Two columns: the blocks of the div side by side, row by row (in print; balanced columns on a page of the web).
local function columns(div)
  if not TYPST then return nil end
  local out = pandoc.Blocks({ raw("#gdgr-columns-2(") })
  local cell
  for _, block in ipairs(div.content) do
    if block.t == "RawBlock" and block.text:match("^#gdgr%-card") then cell = pandoc.Blocks({}) end
    if cell then cell:insert(block) end
    if not cell or (block.t == "RawBlock" and block.text:match("^%]")) then
      out:insert(raw("["))
      out:extend(cell or pandoc.Blocks({ block }))
      out:insert(raw("],"))
      cell = nil
    end
  end
  out:insert(raw(")"))
  return out
end

local function Div(div)
  if div.classes:includes("columns-2") then return columns(div) end
  if div.classes:includes("key-figures") then return key_figures(div) end
  if div.classes:includes("findings-page") then return findings_page(div) end
  for class in pairs(TITLED) do
    if div.classes:includes(class) then return titled(div, class) end
  end
  if not TYPST then
    if HTML and div.attributes.framework and not div.classes:includes("key-figure") then
      div.classes:insert("framework-" .. div.attributes.framework)
      div.attributes.framework = nil
      return div
    end
    return nil
  end
  for _, class in ipairs(div.classes) do
    if WRAPPED[class] then
      local out = pandoc.Blocks({
        raw("#gdgr-" .. class .. "(framework: " .. typst_string(div.attributes.framework or "") .. ")["),
      })
      out:extend(div.content)
      out:insert(raw("]" .. (div.identifier ~= "" and (" #label(" .. typst_string(div.identifier) .. ")") or "")))
      return out
    end
  end
end

local function Image(image)
  local alt = image.attributes["fig-alt"] or image.attributes.alt or pandoc.utils.stringify(image.caption)
  if TYPST then
    local width = image.attributes.width
    local arguments = typst_string(image.src) .. ", alt: " .. typst_string(alt)
    if width and width:match("^[%d.]+%%$") then arguments = arguments .. ", width: " .. width end
    return pandoc.RawInline("typst", "#gdgr-image(" .. arguments .. ")")
  end
  if HTML then
    image.attributes.alt = alt
    image.attributes["fig-alt"] = nil
    image.attributes.loading = "lazy"
    return image
  end
end

-- A link leads to a web page, a mail address, a place of the report or a file beside it; a data file is downloaded.
local function Link(link)
  local scheme = link.target:match("^%s*(%a[%w+.-]*):")
  if scheme and not ({ http = true, https = true, mailto = true, doi = true })[scheme:lower()] then return link.content end
  local file = link.target:match("^data/(.+)$")
  if not file then return nil end
  if HTML then
    link.attributes.download = ""
    return link
  end
  -- A PDF leaves the folder it was made in: a data file is linked at its published address, or named.
  if DATA_BASE ~= "" then
    link.target = (DATA_BASE:gsub("/*$", "/")) .. file
    return link
  end
  local words = pandoc.Inlines(link.content)
  words:extend({ pandoc.Str(COLON), pandoc.Str(file) })
  return words
end

local function guarded_block(block)
  if not TYPST then return nil end
  local before = #block.content
  block.content = guarded(block.content)
  if #block.content ~= before then return block end
end


-- Spans that are not the only content of a cell: dots, and small marks inside a sentence.
local function Span(span)
  for _, class in ipairs(span.classes) do
    local kind = class:match("^dot%-(%a+)$")
    local words = pandoc.utils.stringify(span.content)
    if kind and TYPST then
      return pandoc.RawInline("typst", "#gdgr-dot(" .. typst_string(kind) .. ", " .. typst_string(words) .. ")")
    elseif kind and HTML then
      span.classes:insert("dot")
      span.attributes.title = words
      return span
    end
  end
  if not TYPST then return nil end
  for _, class in ipairs(span.classes) do
    if class == "web-only" then return pandoc.Inlines({}) end
    if class == "card-title" then
      local out = pandoc.Inlines({ pandoc.RawInline("typst", "#gdgr-card-title[") })
      out:extend(span.content)
      out:insert(pandoc.RawInline("typst", "]"))
      return out
    end
    if class:match("^mark%-%a+$") then
      local out = pandoc.Inlines({ pandoc.RawInline("typst", "#gdgr-mark(" .. typst_string(class) .. ")[") })
      out:extend(span.content)
      out:insert(pandoc.RawInline("typst", "]"))
      return out
    end
  end
end

-- The framework of a chapter colours its opening page.
local function Header(header)
  local framework = header.attributes.framework or ""
  local counters = header.attributes.counters -- set by crossref.lua, where each chapter is converted on its own
  header.attributes.framework, header.attributes.counters = nil, nil
  if TYPST and header.level == 1 then
    local before = "#gdgr-chapter(" .. typst_string(framework) .. ")"
    if header.classes:includes("annex") and (counters or not annexes) then
      annexes = true
      before = before .. (counters and "" or "\n#gdgr-annexes()") .. "\n#set heading(numbering: \"A.1\")"
    end
    if counters then before = before .. "\n#gdgr-numbers(" .. counters .. ")" end
    return pandoc.Blocks({ raw(before), header })
  end
  if HTML and framework ~= "" then header.classes:insert("framework-" .. framework) end
  return header
end

return {
  { Meta = read_meta, Header = remember_level },
  { Header = remember_title },
  { Cite = Cite },
  { traverse = "topdown", Div = exhibit_block },
  { Div = tables }, -- before spans: a mark that is all of a cell colours the cell
  { Div = Div, Image = Image, Link = Link, Para = guarded_block, Plain = guarded_block, Span = Span, Header = Header },
}
