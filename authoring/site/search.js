"use strict";
/* Search while one types, and scrolling with the keyboard. Without this script every page can be read. */
(() => {
  const root = new URL(".", document.currentScript.src);
  const MOST = 30;
  const LINE = 170;

  /* A table or a block of code that scrolls can be reached with the keyboard. */
  const reach = () => {
    for (const box of document.querySelectorAll("pre, .table")) {
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    }
  };
  window.addEventListener("resize", reach);
  document.addEventListener("toggle", reach, true);
  reach();

  const box = document.getElementById("find_");
  const list = document.getElementById("results_");
  const told = document.getElementById("told_");
  const all = document.getElementById("all_");
  if (!list) return; // another page: its form leads to the start page, with the words in the address

  const fold = (text) => text.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase().replaceAll("ß", "ss");
  const wordsOf = (text) => fold(text).split(/[\s?!,;:"“”„()]+/u).filter(Boolean);
  const begins = (text, word) => text.startsWith(word) || /[\s("“/-]/.test(text[text.indexOf(word) - 1] ?? "x");

  /* Read once, when somebody begins to search. */
  let reading = null;
  const items = () => (reading ??= read().catch((error) => { reading = null; throw error; }));
  const read = async () => {
    const answer = await fetch(new URL("search.json", root));
    if (!answer.ok) throw new Error(answer.statusText);
    return (await answer.json()).map((item) => {
      const [title, more, text] = [item.t, `${item.p}\n${item.k}`, item.x].map(fold);
      return { ...item, title, more, text, all: `${title}\n${more}\n${text}` };
    });
  };

  /* How well an item fits one word: in its title it counts most, in its answer least. */
  const fit = (item, word) => {
    if (item.title.includes(word)) return begins(item.title, word) ? 4 : 3;
    if (item.more.includes(word)) return begins(item.more, word) ? 2 : 1.5;
    return item.text.includes(word) ? 1 : 0;
  };

  /* The items with all the words, the best first; failing that, those with the rarer half of the known ones. */
  const found = (known, words) => {
    const weights = words.map((word) => {
      const holders = known.filter((item) => item.all.includes(word)).length;
      return holders && Math.log(1 + known.length / holders);
    });
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const scored = known.map((item) => {
      const fits = words.map((word) => fit(item, word));
      const covered = weights.reduce((sum, weight, at) => sum + (fits[at] ? weight : 0), 0) / total;
      const phrase = words.length > 1 && item.title.includes(words.join(" ")) ? 4 : 0;
      const score = weights.reduce((sum, weight, at) => sum + weight * fits[at], 0) + phrase;
      return { item, covered, score, whole: fits.every(Boolean) };
    });
    const whole = scored.filter((each) => each.whole);
    const kept = whole.length ? whole : scored.filter((each) => each.covered > 0.5);
    kept.sort((one, other) => other.score - one.score);
    return { whole: whole.length > 0, items: kept.map((each) => each.item) };
  };

  const marked = (element, text, words) => {
    for (const part of text.split(/([\p{L}\p{M}\p{N}]+(?:[./:’'-][\p{L}\p{M}\p{N}]+)*)/u)) {
      const hit = words.some((word) => word.length > 1 && fold(part).startsWith(word));
      element.append(hit ? Object.assign(document.createElement("mark"), { textContent: part }) : part);
    }
    return element;
  };

  const held = (line, words) => words.filter((word) => fold(line).includes(word)).length;
  const richest = (lines, words) => lines.reduce((one, other) => (held(other, words) > held(one, words) ? other : one));

  /* What holds most of the words: a line of the answer, or another way to ask; cut to what the eye takes in. */
  const excerpt = (item, words) => {
    const line = richest(item.x.split("\n"), words);
    const asked = richest(item.p.split("\n"), words);
    if (held(asked, words) > held(line, words)) return `Also asked: ${asked}`;
    const places = words.map((word) => fold(line).indexOf(word)).filter((at) => at >= 0);
    const first = places.length ? Math.min(...places) : 0;
    const start = first > LINE - 30 ? line.indexOf(" ", first - 60) + 1 : 0;
    const cut = line.slice(start, start + LINE);
    const told = start + LINE < line.length ? `${cut.slice(0, cut.lastIndexOf(" "))}\u00a0…` : cut;
    return start ? `… ${told}` : told;
  };

  const row = (item, words) => {
    const link = marked(document.createElement("a"), item.t, words);
    link.href = new URL(item.a, root).href;
    const group = Object.assign(document.createElement("p"), { className: "group", textContent: item.g });
    const line = document.createElement("li");
    line.append(link, marked(document.createElement("p"), excerpt(item, words), words), group);
    return line;
  };

  const count = ({ whole, items: hits }) => {
    if (!hits.length) return "Nothing matches. Try fewer or other words.";
    if (!whole) return "Nothing holds all of these words. This comes nearest:";
    const matches = hits.length === 1 ? "1 match" : `${hits.length} matches`;
    return hits.length > MOST ? `${matches}, the best ${MOST} of them here. Add a word to see fewer.` : matches;
  };

  const show = (hits, words) => {
    list.replaceChildren(...hits.items.slice(0, MOST).map((item) => row(item, words)));
    list.hidden = !hits.items.length;
    all.hidden = true;
    told.textContent = count(hits);
  };

  const everything = (sentence = "") => {
    list.hidden = true;
    all.hidden = false;
    told.textContent = sentence;
  };

  const search = async () => {
    const typed = box.value;
    const words = [...new Set(wordsOf(typed))];
    const address = new URL(location.href);
    if (typed.trim()) address.searchParams.set("find", typed);
    else address.searchParams.delete("find");
    history.replaceState(null, "", address);
    if (!words.length) return everything();
    try {
      const known = await items();
      if (box.value === typed) show(found(known, words), words);
    } catch {
      everything("The search cannot be loaded just now. All questions stand below.");
    }
  };

  let waiting = 0;
  box.addEventListener("focus", () => items().catch(() => {}), { once: true });
  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, 120); // milliseconds
  });
  box.form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    search();
  });
  box.value = new URLSearchParams(location.search).get("find") ?? box.value;
  if (box.value) {
    all.hidden = true; // nothing that a visitor would click on moves away
    search();
  }
})();
