// The preview's part of a page: asks for news, shows what is wrong, loads the
// page again when it has changed, and comes back to the same place of a form.
"use strict";
{
  const script = document.currentScript;
  const problems = document.getElementById("my-review-problems");
  const kept = "my-review-preview";
  let seen = script.dataset.state;
  const { page, screen, screenAt, mail, mailAt } = script.dataset;
  // The e-mail stands beside a form, whose place is kept meanwhile.
  const isMail = location.pathname === mailAt;

  const keep = (more) => {
    try {
      const now = JSON.parse(sessionStorage.getItem(kept) ?? "{}");
      sessionStorage.setItem(kept, JSON.stringify({ ...now, ...more }));
    } catch {
      // Without storage the page starts at its top: nothing else is lost.
    }
  };
  const read = () => {
    try {
      return JSON.parse(sessionStorage.getItem(kept) ?? "{}");
    } catch {
      return {};
    }
  };

  // A form is asked for what was answered in it; whatever has no answers has
  // its place only. They stay in this tab's storage, and only until the page is
  // there again.
  const keepPlace = async (path) => {
    const step = history.state?.step ?? 0;
    const asked = {};
    dispatchEvent(new CustomEvent("my-review-keep", { detail: asked }));
    const answers = await Promise.resolve(asked.answers).catch(() => undefined);
    keep({ place: { path, step, top: scrollY }, answers: undefined });
    if (answers) keep({ answers });
  };
  const reload = async () => {
    if (!isMail) await keepPlace(location.pathname);
    location.reload();
  };

  const show = (news) => {
    problems.hidden = news.headline === "";
    problems.querySelector("details").open = news.stale;
    problems.querySelector("summary").textContent = news.headline;
    problems.querySelector("pre").textContent = news.report;
  };

  const listen = async () => {
    for (;;) {
      try {
        const answer = await fetch("/.my-review/changes", {
          headers: { "x-page": location.pathname, "x-seen": seen },
          cache: "no-store",
        });
        if (answer.status === 200) {
          const news = await answer.json();
          seen = news.state;
          if (news.page !== page) return reload();
          show(news);
        }
      } catch {
        // The preview was stopped; it may come back.
        await new Promise((done) => setTimeout(done, 1000));
      }
    }
  };

  // What makes a form whole comes a moment after its page. Nothing if it does not.
  const until = async (ready) => {
    for (let tries = 0; tries < 200; tries += 1) {
      const is = ready();
      if (is) return is;
      await new Promise((done) => setTimeout(done, 25));
    }
    return undefined;
  };

  // Gives the form its answers back, with which it goes to its place.
  const giveBack = (answers) =>
    until(() => {
      const given = { answers, taken: false };
      dispatchEvent(new CustomEvent("my-review-back", { detail: given }));
      return given.taken;
    });

  // Without answers the way to the step is walked again: to its part, then past
  // the questions before it. No answer is given or sent.
  const comeBack = async () => {
    if (isMail) return;
    const { place, answers } = read();
    keep({ place: undefined, answers: undefined });
    if (place?.path !== location.pathname) return;
    const some = answers?.answers.length > 0 || answers?.attachments.length > 0;
    if (some && place.step > 0 && (await giveBack(answers))) return;
    const here = () => history.state?.step ?? 0;
    if (place.step > 0 && document.querySelector(".form-bar")) {
      // The form does what a press asks for a moment later.
      const press = async (button) => {
        button?.click();
        await new Promise((done) => setTimeout(done));
      };
      const visible = (name) =>
        [...document.querySelectorAll(`[data-do=${name}]`)].find((one) => one.checkVisibility() && !one.closest("[hidden]"));
      if (here() === 0) await press(visible("next"));
      if (place.step > here()) {
        await press(document.querySelector("[data-do=parts]"));
        const before = () => [...document.querySelectorAll(".form-parts__part")].findLast((one) => Number(one.dataset.step) <= place.step);
        await press(await until(before));
      }
      for (let tries = 0; here() < place.step && tries < 60; tries += 1) {
        const before = here();
        await press(visible("skip") ?? visible("next"));
        if (here() <= before) break;
      }
    }
    // After the form has gone to the top of the step.
    setTimeout(() => scrollTo(0, place.top), 100);
  };

  // Text size, and the page as a printer would have it.
  const paper = (on) => {
    for (const sheet of document.styleSheets) {
      if (sheet.href?.includes("/.my-review/")) continue;
      const walk = (rules) => {
        for (const rule of rules) {
          if (!(rule instanceof CSSMediaRule)) continue;
          rule.asWritten ??= rule.media.mediaText;
          const words = rule.asWritten;
          const swapped = /\bprint\b/.test(words) ? words.replace(/\bprint\b/g, "screen") : words.replace(/\bscreen\b/g, "print");
          rule.media.mediaText = on ? swapped : words;
          walk(rule.cssRules);
        }
      };
      walk(sheet.cssRules);
    }
  };
  const button = (text, pressed, press) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.setAttribute("aria-pressed", String(pressed));
    made.addEventListener("click", () => press(made));
    return made;
  };
  // A way to the same in another language or as another reader sees it, which
  // comes back to the same place.
  const way = (text, path) => {
    const made = document.createElement("a");
    made.textContent = text;
    made.href = path;
    if (path === location.pathname) made.setAttribute("aria-current", "page");
    made.addEventListener("click", async (event) => {
      if (event.button > 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      if (path === location.pathname) return;
      if (isMail) keep({ place: { ...read().place, path: path.replace(/^\/\.my-review\/mail/, "") } });
      else await keepPlace(path.replace(/^\/\.my-review\/mail/, ""));
      location.assign(path);
    });
    return made;
  };
  const group = (label, parts) => {
    const made = document.createElement("span");
    made.className = "my-review-bar__group";
    made.setAttribute("role", "group");
    made.setAttribute("aria-label", label);
    made.append(...parts);
    return made;
  };
  const languages = () => {
    const names = new Intl.DisplayNames(["en"], { type: "language" });
    return [...document.querySelectorAll("head link[rel=alternate][hreflang]")].map((link) =>
      way(names.of(link.hreflang) ?? link.hreflang, new URL(link.href).pathname),
    );
  };
  const sizes = () => {
    const size = (percent) => {
      document.documentElement.style.fontSize = percent === 100 ? "" : `${percent}%`;
      keep({ size: percent });
      for (const one of made) one.setAttribute("aria-pressed", String(one.dataset.size === String(percent)));
    };
    const made = [100, 150, 200].map((percent) => {
      const one = button(`${percent}%`, percent === 100, () => size(percent));
      one.dataset.size = String(percent);
      return one;
    });
    if (read().size) size(read().size);
    return made;
  };
  const views = () => {
    const onPaper = button("On paper", false, (self) => {
      const on = self.getAttribute("aria-pressed") !== "true";
      self.setAttribute("aria-pressed", String(on));
      paper(on);
      keep({ paper: on });
    });
    if (read().paper) onPaper.click();
    return mail ? [way(screen, screenAt), way(mail, mailAt), onPaper] : [onPaper];
  };
  const bar = () => {
    const bar = document.createElement("section");
    bar.className = "my-review-bar";
    bar.lang = "en";
    bar.dir = "ltr";
    bar.setAttribute("aria-label", "Preview");
    // How large an e-mail is shown is the mail program's to say.
    const groups = [["Language", languages()], ["Text size", isMail ? [] : sizes()], ["See it", views()]];
    bar.append(...groups.filter(([, parts]) => parts.length > 0).map(([label, parts]) => group(label, parts)));
    // A link past everything comes before everything.
    const skip = document.querySelector("body > a[href^='#']");
    if (skip) skip.after(bar);
    else document.body.prepend(bar);
  };

  addEventListener("load", () => {
    bar();
    comeBack();
    listen();
  });
}
