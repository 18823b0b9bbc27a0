-- What Quarto does by itself and pandoc does not: numbers, references, captions, callouts. Only the built-in engine and the web
-- edition use it, through convert.lua. All numbers and words come from the job, which pipeline/render/convert.py makes.

local M = {}

local function raw(text)
  return pandoc.RawBlock("typst", text)
end

local function typst_string(text)
  return '"' .. text:gsub("\\", "\\\\"):gsub('"', '\\"'):gsub("[\r\n]+", " ") .. '"'
end

local function kind_of(id)
  return id:match("^(fig)%-") or id:match("^(tbl)%-")
end

local CALLOUTS = { note = true, tip = true, important = true, warning = true, caution = true }

local function callout_kind(div)
  for _, class in ipairs(div.classes) do
    local kind = class:match("^callout%-(%a+)$")
    if kind and CALLOUTS[kind] then return kind, class end
  end
end

-- Callouts before anything is counted: a heading that is the title of one is no section.
local function callout(div, job, typst)
  local kind, class = callout_kind(div)
  if not kind then return nil end
  local title
  local first = div.content[1]
  if div.attributes.title then
    title = pandoc.utils.blocks_to_inlines(pandoc.read(div.attributes.title, job.reader).blocks)
  elseif first and first.t == "Header" then
    title = first.content
    div.content:remove(1)
  else
    title = pandoc.Inlines({ pandoc.Str(job.labels["callout-" .. kind .. "-title"] or kind) })
  end
  if typst then
    local head = pandoc.Inlines({ pandoc.RawInline("typst", "#callout(icon_color: gdgr-callout-colour(\"" .. kind .. "\"), title: [") })
    head:extend(title)
    head:insert(pandoc.RawInline("typst", "], body: ["))
    local out = pandoc.Blocks({ pandoc.Plain(head) })
    out:extend(div.content)
    out:insert(raw("])"))
    return out
  end
  local out = pandoc.Blocks({ pandoc.Div({ pandoc.Plain(title) }, pandoc.Attr("", { "callout-title" })) })
  out:extend(div.content)
  return pandoc.Div(out, pandoc.Attr(div.identifier, { "callout", class }, { role = "note" }))
end

-- The headings of the chapter in their order get the ids and numbers of the contents.
local function number_header(header, job, state, typst)
  state.headings = state.headings + 1
  local entry = job.headings[state.headings]
  if not entry or entry.level ~= header.level then
    error("heading " .. state.headings .. " of " .. job.file .. " is not that of the contents: " .. pandoc.utils.stringify(header))
  end
  header.identifier = entry.id
  state.titles[state.headings] = header.content
  if entry.number == "" then
    if not header.classes:includes("unnumbered") then header.classes:insert("unnumbered") end
  elseif not typst then
    header.attributes.number = entry.number
  end
  if header.level == 1 then header.attributes.counters = job.counters end
  return header
end

local function reference(id, entry, bare, job, typst)
  local words = bare and entry.bare ~= "" and { pandoc.Str(entry.bare) } or nil
  if not words then
    words = entry.title and pandoc.utils.blocks_to_inlines(pandoc.read(entry.title, job.reader).blocks)
      or { pandoc.Str(typst and entry.print or entry.words) }
  end
  if not typst then
    return pandoc.Inlines({ pandoc.Link(words, entry.page .. "#" .. id, "", pandoc.Attr("", { "xref" })) })
  end
  local call = entry.file and ("#gdgr-xfile(" .. typst_string(entry.file .. "#" .. id) .. ")[")
    or ("#gdgr-xref(label(" .. typst_string(id) .. "), whole: " .. tostring(not entry.title) .. ")[")
  local out = pandoc.Inlines({ pandoc.RawInline("typst", call) })
  out:extend(words)
  out:insert(pandoc.RawInline("typst", "]"))
  return out
end

local function references(cite, job, typst)
  local out = pandoc.Inlines({})
  for position, citation in ipairs(cite.citations) do
    if position > 1 then out:extend({ pandoc.Str(","), pandoc.Space() }) end
    local entry = job.refs[citation.id]
    if not entry then error("no target for the reference " .. citation.id) end
    out:extend(reference(citation.id, entry, citation.mode == "SuppressAuthor", job, typst))
  end
  return out
end

-- A link to an id of another page or volume.
local function link(element, job, typst)
  local id = element.target:match("^#(.+)$")
  local entry = id and job.refs[id]
  if not entry then return nil end
  if not typst then
    element.target = entry.page .. "#" .. id
  elseif entry.file then
    element.target = entry.file .. "#" .. id
  end
  return element
end

local function typst_float(id, kind, content, caption, job)
  local out = pandoc.Blocks({ raw("#figure([") })
  out:extend(content)
  local inlines = pandoc.Inlines({ pandoc.RawInline("typst", "], caption: figure.caption(position: top, [") })
  inlines:extend(caption)
  inlines:insert(pandoc.RawInline("typst", "]), kind: \"quarto-float-" .. kind .. "\", supplement: "
    .. typst_string(job.labels["crossref-" .. kind .. "-title"]) .. ", numbering: \"1\") <" .. id .. ">"))
  out:insert(pandoc.Plain(inlines))
  return out
end

-- A picture in a region that a phone scrolls sideways; the hint is shown there only (gdgr.css).
local function scroller(para, caption, job)
  local only = #para.content == 1 and para.content[1]
  if not only or only.t ~= "Image" then return nil end
  local region = pandoc.Attr("", { "picture" }, {
    { "tabindex", "0" }, { "role", "region" }, { "aria-label", pandoc.utils.stringify(caption) },
  })
  local words = pandoc.Plain({ pandoc.Str(job.labels.scroll) })
  local hint = pandoc.Div({ words }, pandoc.Attr("", { "scroll-hint" }, { { "aria-hidden", "true" } }))
  return pandoc.Blocks({ hint, pandoc.Div({ para }, region) })
end

local function html_float(div, kind, content, caption, job)
  local heading = pandoc.Inlines({
    pandoc.Span({ pandoc.Str(job.items[div.identifier]) }, pandoc.Attr("", { "exhibit-label" })),
    pandoc.Space(),
    pandoc.Span(caption, pandoc.Attr("", { "exhibit-title" })),
  })
  local out = pandoc.Blocks({
    pandoc.RawBlock("html", "<figure>"), pandoc.RawBlock("html", "<figcaption>"), pandoc.Plain(heading),
    pandoc.RawBlock("html", "</figcaption>"),
  })
  out:extend(content:walk({ Para = function(para) return scroller(para, caption, job) end }))
  out:insert(pandoc.RawBlock("html", "</figure>"))
  if not div.classes:includes("exhibit") then div.classes:insert("exhibit") end
  div.classes:insert("exhibit-" .. kind)
  div.content = out
  return div
end

local function float(div, job, typst)
  local kind = kind_of(div.identifier)
  if not kind then return nil end
  if not job.items[div.identifier] then error(div.identifier .. " is not in the contents") end
  local last = div.content[#div.content]
  if not last or last.t ~= "Para" then error(div.identifier .. " has no caption") end
  local caption = last.content
  div.content:remove(#div.content)
  if typst then return typst_float(div.identifier, kind, div.content, caption, job) end
  local title = pandoc.utils.stringify(caption)
  for _, inner in ipairs(div.content) do
    if inner.t == "Div" and inner.classes:includes("gdgr-table") and not inner.attributes.label then
      inner.attributes.label = title
    end
  end
  return html_float(div, kind, div.content, caption, job)
end

local function wide(code)
  return code and (code >= 0x2e80 and code <= 0xd7a3 or code >= 0xf900 and code <= 0xfaff or code >= 0xfe30 and code <= 0xfe6f
    or code >= 0xff00 and code <= 0xff60 or code >= 0x20000 and code <= 0x3ffff)
end

-- The end of a line between two wide characters is no blank (pandoc's command line does this, its Lua interface does not).
function M.join_lines(inlines)
  local kept = pandoc.Inlines({})
  for position, inline in ipairs(inlines) do
    local before, after = inlines[position - 1], inlines[position + 1]
    local joined = false
    if inline.t == "SoftBreak" and before and after then
      local left, right = pandoc.utils.stringify(before), pandoc.utils.stringify(after)
      local last = left ~= "" and utf8.codepoint(left, utf8.offset(left, -1)) or nil
      joined = wide(last) and wide(right ~= "" and utf8.codepoint(right, 1) or nil)
    end
    if not joined then kept:insert(inline) end
  end
  return kept
end

-- Apply to the blocks of a chapter; returns them and the titles of the headings in order.
function M.apply(blocks, job, format)
  local typst = format == "typst"
  local state = { headings = 0, titles = {} }
  blocks = blocks:walk({ traverse = "topdown", Div = function(div) return callout(div, job, typst) end })
  blocks = blocks:walk({ traverse = "topdown", Header = function(header) return number_header(header, job, state, typst) end })
  blocks = blocks:walk({
    Cite = function(cite) return references(cite, job, typst) end,
    Link = function(element) return link(element, job, typst) end,
    -- A chapter's Typst lies in a folder of its own: a picture is named from the top of the project.
    Image = typst and function(image)
      if not image.src:match("^/") then image.src = "/" .. image.src end
      return image
    end or nil,
    Div = function(div) return float(div, job, typst) end,
  })
  if state.headings ~= #job.headings then
    error("the contents have " .. #job.headings .. " headings, pandoc found " .. state.headings)
  end
  return blocks, state.titles
end

return M
