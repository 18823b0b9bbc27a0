-- Stand-in for Quarto, first part: what it makes of a document before it runs the filters of a project.
-- A float (#fig-, #tbl-) and a callout become a node of Quarto's own: a div whose id and classes a project's filter does not
-- see and whose children are its slots. Citations are still Cite elements.

local FLOATS = { fig = true, tbl = true }
local CALLOUTS = { note = true, tip = true, important = true, warning = true, caution = true }

local function slot(blocks)
  return pandoc.Div(blocks, pandoc.Attr("", {}, { __quarto_custom_scaffold = "true" }))
end

local function node(kind, slots, kept)
  local attributes = { __quarto_custom = "true", __quarto_custom_type = kind, __quarto_custom_context = "Block" }
  for key, value in pairs(kept) do attributes["stand_in_" .. key] = value end
  return pandoc.Div(slots, pandoc.Attr("", {}, attributes))
end

local function float(div, kind)
  local last = div.content[#div.content]
  local caption = pandoc.Blocks({})
  if last and last.t == "Para" then
    caption = pandoc.Blocks({ pandoc.Plain(last.content) })
    div.content:remove(#div.content)
  end
  local kept = { id = div.identifier, kind = kind, classes = table.concat(div.classes, " ") }
  return node("FloatRefTarget", { slot(div.content), slot(caption) }, kept)
end

local function callout(div, kind)
  local title = pandoc.Blocks({})
  local first = div.content[1]
  if div.attributes.title then
    title = pandoc.read(div.attributes.title, "markdown").blocks
  elseif first and first.t == "Header" then
    title = pandoc.Blocks({ pandoc.Plain(first.content) })
    div.content:remove(1)
  end
  return node("Callout", { slot(title), slot(div.content) }, { kind = kind })
end

function Div(div)
  local kind = div.identifier:match("^(%a+)%-")
  if kind and FLOATS[kind] then return float(div, kind) end
  for _, class in ipairs(div.classes) do
    local name = class:match("^callout%-(%a+)$")
    if name and CALLOUTS[name] then return callout(div, name) end
  end
end
