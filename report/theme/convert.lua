-- Converts chapters to Typst and HTML fragments in one process:  pandoc lua theme/convert.lua JOBS.json RESULTS.json
-- A job is made by pipeline/render/convert.py. Each chapter is read once; crossref.lua and then gdgr.lua work on it, once a format.

local folder = arg[0]:match("^(.*)/[^/]*$") or "."

local function load_file(name, format)
  local environment = setmetatable({ FORMAT = format }, { __index = _G })
  return assert(loadfile(folder .. "/" .. name, "t", environment))()
end

local function read_file(path)
  local file = assert(io.open(path, "r"))
  local text = file:read("a")
  file:close()
  return text
end

local crossref = load_file("crossref.lua", "")

local function written(blocks, meta, format)
  local options = pandoc.WriterOptions({ number_sections = true, wrap_text = "wrap-none", html_math_method = "plain" })
  return pandoc.write(pandoc.Pandoc(blocks, meta), format, options)
end

local function chapter(job)
  local document = pandoc.read(job.text, job.reader)
  if job.lang:match("^zh") then document = document:walk({ Inlines = crossref.join_lines }) end
  local meta = { lang = job.lang, gdgr = { ["data-base"] = job["data-base"], labels = { scroll = job.labels.scroll, unknown = job.labels.unknown, cite = job.labels.cite } } }
  local result = {}
  for _, format in ipairs({ "typst", "html" }) do
    local blocks, titles = crossref.apply(document.blocks, job, format)
    local whole = pandoc.Pandoc(blocks, meta)
    for _, filter in ipairs(load_file("gdgr.lua", format)) do whole = whole:walk(filter) end
    result[format] = written(whole.blocks, {}, format)
    if format == "html" then
      result.titles = {}
      for index, title in ipairs(titles) do result.titles[index] = written({ pandoc.Plain(title) }, {}, "html") end
    end
  end
  return result
end

-- The front of a volume: the metadata of report.qmd or annex.qmd in a template of each format.
local function front(job)
  local document = pandoc.read(job.text, job.reader)
  local result = {}
  for name, template in pairs(job.templates) do
    local variables = {}
    for key, value in pairs(template.variables or {}) do variables[key] = value end
    for key, value in pairs({ lang = job.lang, dir = job.dir }) do if value ~= "" then document.meta[key] = value end end
    result[name] = pandoc.write(pandoc.Pandoc({}, document.meta), template.format, pandoc.WriterOptions({
      template = pandoc.template.compile(read_file(template.path), template.path), variables = variables, wrap_text = "wrap-none",
    }))
  end
  return result
end

local jobs = pandoc.json.decode(read_file(arg[1]), false)
local results = {}
for index, job in ipairs(jobs) do
  local done, result = pcall(job.templates and front or chapter, job)
  results[index] = done and result or { fault = tostring(result) }
end
local file = assert(io.open(arg[2], "w"))
assert(file:write(pandoc.json.encode(results)))
assert(file:close())
