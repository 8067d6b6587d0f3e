"use strict";
// What the page can do beyond being read: say what a bar is beside it, show what was
// believed on a day, narrow itself down, copy a link. All it shows is in the page already.
(() => {
  const all = (query, within) => Array.from((within || document).querySelectorAll(query));
  const one = (id) => document.getElementById(id);
  const make = (name, text, into) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (into) into.append(made);
    return made;
  };
  const tip = one("tip");
  const said = one("said");

  // Names move from <title> to aria-label: a browser's own hint would cover ours.
  for (const svg of all("svg[role=group]")) {
    const name = svg.querySelector(":scope > title");
    svg.setAttribute("aria-label", name.textContent);
    svg.removeAttribute("aria-labelledby");
    name.remove();
    const bars = all("a.m", svg);
    for (const [at, bar] of bars.entries()) {
      const title = bar.querySelector("title");
      bar.setAttribute("aria-label", title.textContent);
      title.remove();
      bar.setAttribute("tabindex", at ? "-1" : "0");
    }
    svg.addEventListener("keydown", (event) => walk(event, bars));
    svg.addEventListener("pointermove", (event) => {
      if (event.pointerType !== "touch") near(event, bars, 28);
    });
    svg.addEventListener("pointerleave", () => hideSoon());
    svg.addEventListener("click", (event) => tapped(event, bars));
  }

  // Not on the charts themselves: an <svg> that listens for focus is a stop of the Tab key.
  document.addEventListener("focusin", (event) => {
    const bar = event.target.closest("svg[role=group] a.m");
    if (bar && bar.matches(":focus-visible")) show(bar);
  });
  document.addEventListener("focusout", (event) => {
    if (event.target.closest("svg[role=group]")) hideSoon();
  });

  // One stop of the Tab key for each chart; arrows go from bar to bar.
  function walk(event, bars) {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const at = bars.indexOf(event.target.closest("a.m"));
    let next = step && at >= 0 ? at + step : -1;
    if (event.key === "Home") next = 0;
    if (event.key === "End") next = bars.length - 1;
    if (next < 0 || next >= bars.length) return;
    event.preventDefault();
    bars[at] && bars[at].setAttribute("tabindex", "-1");
    bars[next].setAttribute("tabindex", "0");
    bars[next].focus();
    show(bars[next]);
  }

  function near(event, bars, reach) {
    let best = null;
    let least = reach;
    for (const bar of bars) {
      const box = bar.getBoundingClientRect();
      const dx = Math.max(box.left - event.clientX, event.clientX - box.right, 0);
      const dy = Math.max(box.top - event.clientY, event.clientY - box.bottom, 0);
      const away = Math.hypot(dx, dy);
      if (away < least) {
        least = away;
        best = bar;
      }
    }
    if (best) show(best);
    else hideSoon();
    return best;
  }

  // A finger first sees what a bar says; from there a link leads on.
  let pointer = "mouse";
  document.addEventListener("pointerdown", (event) => {
    pointer = event.pointerType;
    if (!event.target.closest("#tip, svg[role=group]")) hide();
  });
  function tapped(event, bars) {
    if (pointer === "mouse" || event.detail === 0) return;
    event.preventDefault();
    near(event, bars, 44);
  }

  let shown = null;
  let timer = 0;
  function show(bar) {
    clearTimeout(timer);
    if (shown === bar) return;
    hide();
    const id = bar.getAttribute("href").slice(1);
    const figure = one(id);
    if (!figure) return;
    const series = bar.closest(".series");
    tip.replaceChildren();
    const head = make("p", series ? series.querySelector("h3").textContent : "", tip);
    head.className = "t";
    const value = make("p", "", tip);
    for (const part of all(":scope > summary > :is(.p,.v,.tag)", figure)) value.append(part.cloneNode(true), " ");
    const source = all("li[data-e]", figure).find((row) => row.dataset.e === bar.dataset.e);
    if (source) for (const child of source.childNodes) tip.append(child.cloneNode(true));
    const more = make("p", "", tip);
    more.className = "more";
    make("a", "All about this figure", more).href = "#" + id;
    tip.hidden = false;
    bar.setAttribute("aria-describedby", "tip");
    bar.classList.add("on");
    shown = bar;
    place(bar.getBoundingClientRect());
  }
  function place(box) {
    const { offsetWidth: width, offsetHeight: height } = tip;
    const room = document.documentElement.clientWidth;
    const left = Math.min(Math.max(8, box.left + box.width / 2 - width / 2), room - width - 8);
    const above = box.top - height - 14;
    const below = Math.min(box.bottom + 14, innerHeight - height - 8);
    tip.style.left = left + "px";
    tip.style.top = (above > 8 ? above : below) + "px";
  }
  function hide() {
    clearTimeout(timer);
    tip.hidden = true;
    if (!shown) return;
    shown.classList.remove("on");
    shown.removeAttribute("aria-describedby");
    shown = null;
  }
  function hideSoon() {
    clearTimeout(timer);
    timer = setTimeout(hide, 250);
  }
  tip.addEventListener("pointerenter", () => clearTimeout(timer));
  tip.addEventListener("pointerleave", hideSoon);
  tip.addEventListener("focusin", () => clearTimeout(timer));
  tip.addEventListener("click", (event) => event.target.closest("a") && hide());
  addEventListener("keydown", (event) => event.key === "Escape" && hide());
  // What has the focus keeps its note while the page scrolls to it.
  addEventListener("scroll", () => {
    if (!shown || tip.matches(":hover")) return;
    const box = shown.getBoundingClientRect();
    if (shown === document.activeElement && box.bottom > 0 && box.top < innerHeight) place(box);
    else hide();
  }, { passive: true });

  // Where an address leads is opened, and is not filtered away.
  function reveal() {
    let id = "";
    try {
      id = decodeURIComponent(location.hash.slice(1));
    } catch {
      return;
    }
    const target = id && one(id);
    if (!target) return;
    if (target.closest(".gone")) {
      form.reset();
      narrow();
      believe();
    }
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    target.scrollIntoView({ block: "start" });
    const focus = target.tagName === "DETAILS" ? target.querySelector("summary") : null;
    if (focus) focus.focus({ preventScroll: true });
  }

  // Links to figures can be copied.
  document.addEventListener("toggle", (event) => {
    const figure = event.target;
    if (!figure.open || !figure.matches(".fig") || figure.querySelector(".copy")) return;
    const button = make("button", "Copy link", figure.querySelector(".link"));
    button.type = "button";
    button.className = "copy";
    button.addEventListener("click", async () => {
      const address = location.href.split("#")[0] + "#" + figure.id;
      try {
        await navigator.clipboard.writeText(address);
        button.textContent = said.textContent = "Link copied";
      } catch {
        location.hash = figure.id;
        button.textContent = said.textContent = "The link is in the address bar";
      }
    });
  }, true);

  const form = one("filters");
  const range = one("vintage");
  const days = all("#days option");
  const [topic, indicator, report, disputed] = ["topic", "indicator", "report", "disputed"].map(one);

  // What was believed on a day: marks of later reports fade, dots go where they were.
  function believe() {
    const at = days[range.value];
    const latest = !at || Number(range.value) === days.length - 1;
    const day = latest ? "9999-12-31" : at.dataset.day;
    const there = (node) => (!node.dataset.a || node.dataset.a <= day) && (!node.dataset.b || day <= node.dataset.b);
    if (at) {
      one("day").textContent = at.label;
      range.setAttribute("aria-valuetext", at.label);
    }
    for (const node of all("[data-d]")) node.classList.toggle("later", node.dataset.d > day);
    for (const svg of all("svg[role=group]")) {
      const dots = all(".dot", svg);
      for (const dot of dots) dot.classList.toggle("past", !there(dot));
      for (const line of all(".line", svg)) {
        const observed = line.dataset.basis === "observed";
        let path = "";
        let before = null;
        for (const dot of dots) {
          if (dot.classList.contains("past") || dot.classList.contains("observed") !== observed) continue;
          const place = Number(dot.dataset.n);
          const joined = before !== null && (svg.dataset.join === "all" || place - before === 1);
          path += (joined ? "L" : "M") + dot.dataset.x + " " + dot.dataset.y;
          before = place;
        }
        line.setAttribute("d", path);
      }
    }
    let known = 0;
    let otherwise = 0;
    const figures = all(".fig");
    for (const figure of figures) {
      const later = !!figure.dataset.a && figure.dataset.a > day;
      figure.classList.toggle("later", later);
      const value = figure.querySelector("summary .v");
      value.dataset.now ||= value.textContent;
      const then = all(".believed li", figure).find(there);
      // A value that was believed before and still is has not changed.
      const was = then && then.dataset.b ? then.querySelector("b").textContent : "";
      const now = !was || value.dataset.now.endsWith(was);
      value.textContent = now ? value.dataset.now : was;
      for (const tag of all(":scope > summary .tag.bad", figure)) tag.hidden = !!then && !!then.dataset.b;
      value.classList.toggle("was", !now);
      known += later ? 0 : 1;
      otherwise += now || later ? 0 : 1;
    }
    believed = latest ? "" : "On " + at.label + " " + known + " of " + figures.length + " figures were known" + (otherwise ? ", " + otherwise + " of them otherwise than now." : ".");
    tell();
  }
  let believed = "";

  function narrow() {
    const bad = disputed.getAttribute("aria-pressed") === "true";
    const fits = (node) =>
      (!topic.value || node.dataset.topic === topic.value) &&
      (!indicator.value || node.dataset.indicator === indicator.value) &&
      (!report.value || node.dataset.reports.split(" ").includes(report.value));
    const left = new Set();
    for (const node of all(".series")) {
      const kept = fits(node) && (!bad || node.dataset.bad !== undefined);
      gone(node, kept);
      if (kept) left.add(node.dataset.indicator);
    }
    for (const node of all(".conflicts tbody tr")) gone(node, fits(node));
    const some = topic.value || indicator.value || bad;
    for (const node of all(".report")) {
      let sentences = 0;
      for (const sentence of all(".sentences > li", node)) {
        const kept = !some || all("[data-indicator]", sentence).some((row) => left.has(row.dataset.indicator));
        gone(sentence, kept);
        sentences += kept ? 1 : 0;
      }
      gone(node, (!report.value || node.dataset.reports === report.value) && (!some || sentences > 0));
    }
    for (const group of all(".list, #series, #more, #once")) gone(group, all(".series:not(.gone)", group).length > 0);
    tell();
  }
  function gone(node, kept) {
    node.classList.toggle("gone", !kept);
    node.hidden = !kept;
  }
  function tell() {
    const series = all(".series");
    const left = series.filter((node) => !node.hidden).length;
    const parts = left < series.length ? [left + " of " + series.length + " series shown."] : [];
    if (believed) parts.push(believed);
    one("count").textContent = parts.join(" ");
  }

  form.addEventListener("submit", (event) => event.preventDefault());
  range.addEventListener("input", believe);
  for (const choice of [topic, indicator, report]) choice.addEventListener("change", narrow);
  disputed.addEventListener("click", () => {
    disputed.setAttribute("aria-pressed", String(disputed.getAttribute("aria-pressed") !== "true"));
    narrow();
  });
  form.addEventListener("reset", () => {
    disputed.setAttribute("aria-pressed", "false");
    // The fields change after this event.
    setTimeout(() => {
      narrow();
      believe();
    });
  });
  form.hidden = false;
  document.documentElement.classList.add("js");
  addEventListener("hashchange", reveal);
  // A browser may keep what was chosen before the page was loaded again.
  if (days.length && Number(range.value) !== days.length - 1) believe();
  if (topic.value || indicator.value || report.value) narrow();
  reveal();
})();
