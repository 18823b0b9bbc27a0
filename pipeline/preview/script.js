// The preview beside a page: loads it again when it changed, shows what the preview does and what is wrong.
// Everything that comes from outside is put in as text, never as markup.
(() => {
  "use strict";
  const own = document.currentScript;
  const page = own.dataset.page;
  const version = own.dataset.version;
  const language = page.split("/")[0];
  const memory = `gdgr-preview ${page}`;
  const reduced = matchMedia("(prefers-reduced-motion: reduce)").matches;

  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children.filter((child) => child !== null && child !== ""));
    return element;
  }

  // --- bar and panel, in a tree of their own so that the styles of the report and theirs do not meet
  const host = make("div", { id: "gdgr-preview", dir: "ltr", lang: "en" });
  const tree = host.attachShadow({ mode: "open" });
  tree.append(
    make("style", {}, `
      :host { position: fixed; inset: auto 0 0 0; z-index: 2147483000; font: 14px/1.45 system-ui, sans-serif; color: #1b1b1b; }
      .bar { display: flex; flex-wrap: wrap; gap: .2em 1.2em; align-items: baseline; padding: .45em 1em; background: #f4f4f1; border-top: 3px solid #2f6f4f; }
      .bar.building { border-top-color: #8a6100; }
      .bar.stopped, .bar.away { border-top-color: #a4262c; }
      .state { font-weight: 600; }
      .made { flex: 1 1 20em; min-width: 0; overflow-wrap: anywhere; }
      a { color: #004b87; }
      a:focus-visible, button:focus-visible { outline: 3px solid #004b87; outline-offset: 2px; }
      .panel { max-height: 55vh; overflow: auto; padding: .8em 1em; background: #fff; border-top: 3px solid #a4262c; box-shadow: 0 -4px 16px rgb(0 0 0 / 20%); }
      .panel h2 { margin: 0 0 .5em; font-size: 1.1em; }
      .problem { margin: 0 0 .9em; padding-left: .8em; border-left: 4px solid #a4262c; }
      .problem.warning { border-left-color: #8a6100; }
      .problem h3 { margin: 0; font: 600 1em/1.4 ui-monospace, monospace; overflow-wrap: anywhere; }
      dl { display: grid; grid-template-columns: max-content 1fr; gap: .1em .8em; margin: .2em 0 0; }
      dt { color: #555; } dd { margin: 0; overflow-wrap: anywhere; }
      button { font: inherit; }
      @media print { :host { display: none; } }`),
  );
  const panel = make("section", { class: "panel", role: "alert", "aria-label": "Problems", hidden: "" });
  const bar = make("div", { class: "bar", role: "status", "aria-live": "polite", "aria-label": "Preview" });
  tree.append(panel, bar);
  document.head.append(
    make("style", {}, `
      [data-gdgr-changed] { outline: 3px solid #8a6100; outline-offset: 6px; }
      body { padding-bottom: 4em; }
      @media print { [data-gdgr-changed] { outline: none; } body { padding-bottom: 0; } }`),
  );
  document.body.append(host);

  const WORDS = { building: "Making", ready: "Up to date", stopped: "Stopped", away: "No preview" };

  function show(state) {
    const words = [make("span", { class: "state" }, `${WORDS[state.phase]}${state.step ? `: ${state.step}` : ""}`)];
    const files = state.files.slice(0, 3).join(", ") + (state.files.length > 3 ? ` and ${state.files.length - 3} more` : "");
    if (state.phase === "building") words.push(make("span", { class: "made" }, files || "first round"));
    else words.push(make("span", { class: "made" }, `${state.at} · ${files ? `${files} › ` : ""}${state.made} · ${state.seconds.toFixed(1)} s`));
    if (state.missing) words.push(make("span", {}, `a draft: ${state.missing} texts missing (build/<year>/draft.csv)`));
    if (state.warnings) words.push(make("span", {}, `${state.warnings} warnings in the sheets (make check)`));
    for (const id of marked.slice(0, 6)) words.push(make("a", { href: `#${id}` }, id));
    for (const pdf of state.pdfs.filter((one) => one.language === language))
      words.push(make("a", { href: pdf.address, target: "_blank", rel: "noopener" }, `PDF ${pdf.volume} of ${pdf.at}`));
    bar.className = `bar ${state.phase}`;
    bar.replaceChildren(...words, again);
  }

  // --- problems
  const again = make("button", { type: "button", hidden: "" });
  again.addEventListener("click", () => { panel.hidden = false; again.hidden = true; });
  let told = "[]";
  function complain(problems) {
    const now = JSON.stringify(problems);
    if (now === told) return;
    told = now;
    panel.hidden = problems.length === 0;
    const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
    const close = make("button", { type: "button" }, "Hide");
    close.addEventListener("click", () => { panel.hidden = true; again.hidden = false; again.focus(); });
    again.textContent = `Show ${count}`;
    again.hidden = true;
    panel.replaceChildren(
      make("h2", {}, `${count}: the page is the last one that was made `, close),
      ...problems.slice(0, 100).map((one) =>
        make("article", { class: `problem ${one.severity}` },
          make("h3", {}, `${one.code} · ${one.place}`),
          make("dl", {},
            make("dt", {}, "found"), make("dd", {}, one.found),
            make("dt", {}, "allowed"), make("dd", {}, one.allowed),
            make("dt", {}, "do"), make("dd", {}, one.remedy)))),
      problems.length > 100 ? `and ${problems.length - 100} more` : "",
    );
  }

  // --- what changed in this page
  let marked = [];
  function mark(ids) {
    for (const element of document.querySelectorAll("[data-gdgr-changed]")) element.removeAttribute("data-gdgr-changed");
    marked = ids.filter((id) => document.getElementById(id));
    for (const id of marked) document.getElementById(id).setAttribute("data-gdgr-changed", "");
  }

  // --- the place in the page, kept by the piece of it that stands at the top of the window
  function keepPlace() {
    const pieces = [...document.querySelectorAll("main [id]")];
    const top = pieces.filter((piece) => piece.getBoundingClientRect().top <= 1).pop();
    const offset = top ? top.getBoundingClientRect().top : 0;
    sessionStorage.setItem(memory, JSON.stringify({ id: top ? top.id : "", offset, y: scrollY, of: document.documentElement.scrollHeight }));
  }
  function findPlace() {
    const kept = sessionStorage.getItem(memory);
    if (!kept) return;
    sessionStorage.removeItem(memory);
    const { id, offset, y, of } = JSON.parse(kept);
    const piece = document.documentElement.scrollHeight !== of && id ? document.getElementById(id) : null;
    const goal = piece ? scrollY + piece.getBoundingClientRect().top - offset : y;
    scrollTo({ top: goal, behavior: "instant" });
  }
  if (sessionStorage.getItem(memory)) {
    history.scrollRestoration = "manual";
    if (document.readyState === "complete") findPlace();
    else addEventListener("load", findPlace, { once: true });
    addEventListener("pagehide", () => { history.scrollRestoration = "auto"; });
  }

  let leaving = false;
  function follow(state) {
    if (leaving) return;
    const now = state.pages[page];
    if (now && now.version !== version) {
      leaving = true;
      keepPlace();
      location.reload();
      return;
    }
    if (!now && version && state.phase === "ready" && !page.endsWith("/index.html")) {
      leaving = true;
      location.replace(`/${language}/`);
      return;
    }
    mark(now ? now.changed : []);
    complain(state.problems);
    show(state);
  }

  // A hidden page lets its connection go: a browser opens only six to one place.
  let source = null;
  let last = { files: [], pdfs: [], at: "", made: "it is started by: make preview", seconds: 0, warnings: 0, missing: 0 };
  function listen() {
    if (source || document.hidden) return;
    source = new EventSource("/_events");
    source.addEventListener("state", (event) => { last = JSON.parse(event.data); follow(last); });
    source.addEventListener("error", () => { if (!leaving) show({ ...last, phase: "away", step: "", files: [] }); });
  }
  function rest() {
    if (source) source.close();
    source = null;
  }
  document.addEventListener("visibilitychange", () => (document.hidden ? rest() : listen()));
  addEventListener("pagehide", rest);
  addEventListener("pageshow", listen);
  listen();
  if (!reduced) bar.style.transition = "border-color .2s";
})();
