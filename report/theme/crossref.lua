-- What Quarto does by itself and pandoc does not: numbers and references of figures, tables and sections, callouts.
-- Only the built-in engine runs this filter, before gdgr.lua. Faults go to standard error as GDGR|code|subject|detail lines.

local TYPST = FORMAT:match("typst") ~= nil
local HTML = FORMAT:match("html") ~= nil
local NBSP = "\u{a0}"
local DEPTH = 2 -- headings deeper than this are not numbered

local labels = {}
local index = {} -- id -> { kind, number, title }
local sections = {}
local annexes = false -- chapters from the first heading with class annex on are lettered
local floats = { fig = 0, tbl = 0 }

local function fault(code, subject, detail)
  io.stderr:write("GDGR|" .. code .. "|" .. subject .. "|" .. (detail or "") .. "\n")
end

local function raw(text)
  return pandoc.RawBlock("typst", text)
end

local function typst_escape(text)
  return (text:gsub("([%[%]#*_`<>@$\\])", "\\%1"))
end

local function kind_of(id)
  return id:match("^(fig)%-") or id:match("^(tbl)%-") or id:match("^(sec)%-")
end

local function label(key, default)
  return labels[key] or default
end

local function read_labels(meta)
  for key, value in pairs(meta.language or {}) do
    labels[key] = pandoc.utils.stringify(value)
  end
  for key, value in pairs((meta.gdgr or {}).labels or {}) do
    labels[key] = pandoc.utils.stringify(value)
  end
end

local function register(id, entry)
  if id == "" then return end
  if index[id] then fault("duplicate-id", id) end
  index[id] = entry
end

local function number_header(header)
  if header.level > DEPTH and not header.classes:includes("unnumbered") then header.classes:insert("unnumbered") end
  local entry = { kind = "sec", title = header.content }
  if not header.classes:includes("unnumbered") then
    if header.level == 1 and header.classes:includes("annex") and not annexes then
      annexes = true
      sections = {}
    end
    for level = 1, header.level do sections[level] = sections[level] or 0 end
    sections[header.level] = sections[header.level] + 1
    for level = header.level + 1, DEPTH do sections[level] = 0 end
    local parts = {}
    for level = 1, header.level do parts[level] = tostring(sections[level]) end
    if annexes then parts[1] = string.char(64 + sections[1]) end
    entry.number = table.concat(parts, ".")
    entry.kind = header.level > 1 and "section" or (annexes and "annex" or "chapter")
    if HTML then header.attributes.number = entry.number end
  end
  register(header.identifier, entry)
  return header
end

local function number_float(id)
  local kind = kind_of(id)
  if kind == "fig" or kind == "tbl" then
    floats[kind] = floats[kind] + 1
    register(id, { kind = kind, number = tostring(floats[kind]) })
  end
end

local function prefix(kind)
  if kind == "fig" then return label("crossref-fig-title", "Figure") end
  if kind == "tbl" then return label("crossref-tbl-title", "Table") end
  return label("crossref-sec-prefix", "Section")
end

local DEFAULTS = {
  fig = "Figure {n}", tbl = "Table {n}", chapter = "Chapter {n}", section = "Section {n}", annex = "Annex {n}",
}

-- A reference in words: the pattern of labels.toml with the number in place of {n}, never broken over lines.
local function worded(entry)
  local pattern = label("reference-" .. entry.kind, DEFAULTS[entry.kind]):gsub(" ", NBSP)
  return (pattern:gsub("{n}", entry.number))
end

local function reference(citation)
  local id = citation.id
  local entry = index[id]
  if not entry then
    fault("unknown-reference", id)
    return pandoc.Inlines({ pandoc.Str("?" .. id) })
  end
  local bare = citation.mode == "SuppressAuthor"
  if not entry.number then
    return pandoc.Inlines({ pandoc.Link(entry.title, "#" .. id, "", pandoc.Attr("", { "xref" })) })
  end
  if TYPST then
    local supplement = bare and "none" or ("[" .. typst_escape(prefix(entry.kind)) .. "]")
    return pandoc.Inlines({ pandoc.RawInline("typst", "#ref(<" .. id .. ">, supplement: " .. supplement .. ")") })
  end
  local text = bare and entry.number or worded(entry)
  return pandoc.Inlines({ pandoc.Link({ pandoc.Str(text) }, "#" .. id, "", pandoc.Attr("", { "xref" })) })
end

local function references(cite)
  local out = pandoc.Inlines({})
  for position, citation in ipairs(cite.citations) do
    if not kind_of(citation.id) then
      fault("unknown-reference", citation.id)
    end
    if position > 1 then out:extend({ pandoc.Str(","), pandoc.Space() }) end
    out:extend(reference(citation))
  end
  return out
end

local function typst_float(id, kind, content, caption)
  local out = pandoc.Blocks({ raw("#figure([") })
  out:extend(content)
  local inlines = pandoc.Inlines({ pandoc.RawInline("typst", "], caption: figure.caption(position: top, [") })
  inlines:extend(caption)
  inlines:insert(pandoc.RawInline("typst", "]), kind: \"quarto-float-" .. kind .. "\", supplement: \""
    .. prefix(kind) .. "\", numbering: \"1\") <" .. id .. ">"))
  out:insert(pandoc.Plain(inlines))
  return out
end

-- A picture in a region that a phone scrolls sideways; the hint is shown there only (gdgr.css).
local function scroller(para, caption)
  local only = #para.content == 1 and para.content[1]
  if not only or only.t ~= "Image" then return nil end
  local region = pandoc.Attr("", { "picture" }, {
    { "tabindex", "0" }, { "role", "region" }, { "aria-label", pandoc.utils.stringify(caption) },
  })
  local words = pandoc.Plain({ pandoc.Str(label("scroll", "")) })
  local hint = pandoc.Div({ words }, pandoc.Attr("", { "scroll-hint" }, { { "aria-hidden", "true" } }))
  return pandoc.Blocks({ hint, pandoc.Div({ para }, region) })
end

local function html_float(div, kind, content, caption)
  local heading = pandoc.Inlines({
    pandoc.Span({ pandoc.Str(worded(index[div.identifier])) }, pandoc.Attr("", { "exhibit-label" })),
    pandoc.Space(),
    pandoc.Span(caption, pandoc.Attr("", { "exhibit-title" })),
  })
  local out = pandoc.Blocks({
    pandoc.RawBlock("html", "<figure>"), pandoc.RawBlock("html", "<figcaption>"), pandoc.Plain(heading),
    pandoc.RawBlock("html", "</figcaption>"),
  })
  out:extend(content:walk({ Para = function(para) return scroller(para, caption) end }))
  out:insert(pandoc.RawBlock("html", "</figure>"))
  div.classes:insert("exhibit")
  div.classes:insert("exhibit-" .. kind)
  div.content = out
  return div
end

local function float(div)
  local kind = kind_of(div.identifier)
  if kind ~= "fig" and kind ~= "tbl" then return nil end
  local last = div.content[#div.content]
  local caption
  if last and last.t == "Para" then
    caption = last.content
    div.content:remove(#div.content)
  else
    fault("caption-missing", div.identifier)
    caption = pandoc.Inlines({})
  end
  local title = pandoc.utils.stringify(caption)
  local content = div.content:walk({
    Div = function(inner)
      if inner.classes:includes("gdgr-table") and not inner.attributes.label then inner.attributes.label = title end
      return inner
    end,
    Image = function(image)
      if (image.attributes["fig-alt"] or "") == "" then fault("alt-missing", div.identifier, image.src) end
    end,
  })
  if TYPST then
    -- The label of a table is for screen readers of the web page only.
    return typst_float(div.identifier, kind, content, caption)
  end
  return html_float(div, kind, content, caption)
end

local CALLOUTS = { note = true, tip = true, important = true, warning = true, caution = true }

local function callout(div)
  for _, class in ipairs(div.classes) do
    local kind = class:match("^callout%-(%a+)$")
    if kind and CALLOUTS[kind] then
      local title = div.attributes.title
      local title_inlines
      local first = div.content[1]
      if title then
        title_inlines = pandoc.utils.blocks_to_inlines(pandoc.read(title, "markdown-raw_html-raw_tex-raw_attribute").blocks)
      elseif first and first.t == "Header" then
        title_inlines = first.content
        div.content:remove(1)
      else
        title_inlines = pandoc.Inlines({ pandoc.Str(label("callout-" .. kind .. "-title", kind)) })
      end
      if TYPST then
        local head = pandoc.Inlines({ pandoc.RawInline("typst", "#callout(icon_color: gdgr-callout-colour(\"" .. kind .. "\"), title: [") })
        head:extend(title_inlines)
        head:insert(pandoc.RawInline("typst", "], body: ["))
        local out = pandoc.Blocks({ pandoc.Plain(head) })
        out:extend(div.content)
        out:insert(raw("])"))
        return out
      end
      local out = pandoc.Blocks({ pandoc.Div({ pandoc.Plain(title_inlines) }, pandoc.Attr("", { "callout-title" })) })
      out:extend(div.content)
      return pandoc.Div(out, pandoc.Attr(div.identifier, { "callout", class }, { role = "note" }))
    end
  end
end

-- The first level heading inside a callout is its title, not a section: taken before sections are numbered.
local function source_marker(div)
  if div.classes:includes("gdgr-source") then
    if TYPST then return raw("// gdgr-source: " .. div.attributes.file) end
    return pandoc.Blocks({})
  end
end

function Pandoc(doc)
  read_labels(doc.meta)
  doc.blocks = doc.blocks:walk({
    traverse = "topdown",
    Div = function(div) return source_marker(div) or callout(div) end,
  })
  doc.blocks = doc.blocks:walk({
    traverse = "topdown",
    Header = number_header,
    Div = function(div) number_float(div.identifier) end,
    Figure = function(figure) number_float(figure.identifier) end,
  })
  doc.blocks = doc.blocks:walk({ Cite = references })
  doc.blocks = doc.blocks:walk({
    Figure = function(figure)
      local kind = kind_of(figure.identifier)
      if kind ~= "fig" then return nil end
      local caption = pandoc.utils.blocks_to_inlines(figure.caption.long)
      local div = pandoc.Div(figure.content, pandoc.Attr(figure.identifier))
      div.content:insert(pandoc.Para(caption))
      return float(div)
    end,
    Div = float,
  })
  return doc
end
