-- Stand-in for Quarto, second part: what it does after the filters of a project. Sections and floats are numbered, references
-- resolved, and its own nodes written in the form of the output. Sections count from the shallowest heading; a heading with
-- the class unnumbered is no target. References that lead nowhere are warned of and printed as ?@id.

local TYPST = FORMAT:match("typst") ~= nil
local NBSP = "\u{a0}"
local COLOURS = { note = "0758E5", tip = "00A047", important = "CC1914", warning = "EB9113", caution = "FC5300" }
local PALE = { note = "dae6fb", tip = "ccf1e3", important = "f7dddc", warning = "fcefdc", caution = "ffe5d0" }
local ICONS = { note = "fa-info", tip = "fa-lightbulb", important = "fa-exclamation", warning = "fa-exclamation-triangle", caution = "fa-fire" }
local NAMES = { fig = "Figure", tbl = "Table" }
local words, depth, entries = {}, 6, {}
local delimiter = ":"

local function raw(text) return pandoc.RawInline("typst", text) end

local function word(key, default) return words[key] or default end

local function read_meta(meta)
  for key, value in pairs(meta.language or {}) do words[key] = pandoc.utils.stringify(value) end
  depth = tonumber(meta["number-depth"] and pandoc.utils.stringify(meta["number-depth"])) or 6
  local own = (meta.crossref or {})["title-delim"]
  if own then delimiter = pandoc.utils.stringify(own) end
end

local function index(doc)
  local shallowest, section, counts = 7, { 0, 0, 0, 0, 0, 0, 0 }, { fig = 0, tbl = 0 }
  doc:walk({ Header = function(header) shallowest = math.min(shallowest, header.level) end })
  return doc:walk({
    traverse = "topdown",
    Header = function(header)
      if header.classes:includes("unnumbered") then return nil end
      section[header.level] = section[header.level] + 1
      for level = header.level + 1, 7 do section[level] = 0 end
      local parts = {}
      for level = shallowest, header.level do parts[#parts + 1] = tostring(section[level]) end
      local number = table.concat(parts, ".")
      if header.identifier:match("^sec%-") then entries[header.identifier] = { kind = "sec", number = number } end
      if TYPST or header.level > depth then return nil end
      header.attributes.number = number
      header.content:insert(1, pandoc.Space())
      header.content:insert(1, pandoc.Span({ pandoc.Str(number) }, pandoc.Attr("", { "header-section-number" })))
      return header
    end,
    Div = function(div)
      if div.attributes.__quarto_custom_type ~= "FloatRefTarget" then return nil end
      local kind = div.attributes.stand_in_kind
      counts[kind] = counts[kind] + 1
      entries[div.attributes.stand_in_id] = { kind = kind, number = tostring(counts[kind]) }
    end,
  })
end

local function prefix(kind)
  return word("crossref-" .. kind .. "-prefix", kind == "sec" and "Section" or word("crossref-" .. kind .. "-title", NAMES[kind]))
end

local function resolve(cite)
  local out = pandoc.Inlines({})
  for position, citation in ipairs(cite.citations) do
    local kind, entry = citation.id:match("^(%a+)%-"), entries[citation.id]
    if not (kind == "fig" or kind == "tbl" or kind == "sec") then return cite end
    if position > 1 then out:extend({ pandoc.Str(","), pandoc.Space() }) end
    local bare = citation.mode == "SuppressAuthor"
    if not entry then
      io.stderr:write("\27[33mWARNING (/opt/quarto/share/filters/main.lua:14840) Unable to resolve crossref @" .. citation.id .. "\27[39m\n")
      out:insert(pandoc.Strong({ pandoc.Str("?@" .. citation.id) }))
    elseif TYPST then
      out:insert(raw("#ref(<" .. citation.id .. ">, supplement: [" .. (bare and "" or prefix(kind)) .. "])"))
    else
      local text = (bare and "" or (prefix(kind) .. NBSP)) .. entry.number
      out:insert(pandoc.Link({ pandoc.Str(text) }, "#" .. citation.id, "", pandoc.Attr("", { "quarto-xref" })))
    end
  end
  return out
end

local function float(div)
  local id, kind = div.attributes.stand_in_id, div.attributes.stand_in_kind
  local content, caption = div.content[1].content, pandoc.utils.blocks_to_inlines(div.content[2].content)
  local name = word("crossref-" .. kind .. "-title", NAMES[kind])
  if TYPST then
    local out = pandoc.Blocks({ pandoc.RawBlock("typst", "#figure([") })
    out:extend(content)
    local tail = pandoc.Inlines({ raw("], caption: figure.caption(position: top, [") })
    tail:extend(caption)
    tail:insert(raw("]), kind: \"quarto-float-" .. kind .. "\", supplement: \"" .. name .. "\", numbering: \"1\", )\n<" .. id .. ">"))
    out:insert(pandoc.Plain(tail))
    return out
  end
  caption:insert(1, pandoc.Space())
  caption:insert(1, pandoc.Str(name .. NBSP .. entries[id].number .. delimiter))
  local mark = "0ceaefa1-69ba-4598-a22c-09a6ac19f8ca"
  local out = pandoc.Blocks({
    pandoc.RawBlock("html", '<figure class="quarto-float quarto-float-' .. kind .. '"><figcaption class="quarto-float-caption-top '
      .. 'quarto-float-caption quarto-float-' .. kind .. '" id="' .. id .. "-caption-" .. mark .. '">'),
    pandoc.Plain(caption), pandoc.RawBlock("html", "</figcaption>"),
    pandoc.Div(content, pandoc.Attr("", {}, { ["aria-describedby"] = id .. "-caption-" .. mark })), pandoc.RawBlock("html", "</figure>"),
  })
  local classes = div.attributes.stand_in_classes .. " quarto-float quarto-figure quarto-figure-center anchored"
  return pandoc.Div(out, pandoc.Attr(id, pandoc.List(classes:gmatch("%S+")), {}))
end

local function callout(div)
  local kind = div.attributes.stand_in_kind
  local title = pandoc.utils.blocks_to_inlines(div.content[1].content)
  if #title == 0 then title = pandoc.Inlines({ pandoc.Str(word("callout-" .. kind .. "-title", kind)) }) end
  if not TYPST then
    local content = pandoc.Blocks({ pandoc.Para({ pandoc.Strong(title) }) })
    content:extend(div.content[2].content)
    return pandoc.Div({ pandoc.BlockQuote(content) })
  end
  local out = pandoc.Blocks({ pandoc.RawBlock("typst", "#callout(\nbody: \n[") })
  out:extend(div.content[2].content)
  local tail = pandoc.Inlines({ raw("]\n, \ntitle: \n[") })
  tail:extend(title)
  tail:insert(raw("]\n, \nbackground_color: \nrgb(\"#" .. PALE[kind] .. "\")\n, \nicon_color: \nrgb(\"#" .. COLOURS[kind]
    .. "\")\n, \nicon: \n" .. ICONS[kind] .. "()\n, \nbody_background_color: \nwhite\n)"))
  out:insert(pandoc.Plain(tail))
  return out
end

function Pandoc(doc)
  read_meta(doc.meta)
  doc = index(doc)
  doc = doc:walk({ Cite = resolve })
  return doc:walk({
    Div = function(div)
      local kind = div.attributes.__quarto_custom_type
      if kind == "FloatRefTarget" then return float(div) end
      if kind == "Callout" then return callout(div) end
    end,
  })
end
