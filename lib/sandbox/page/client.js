/**
 * What runs in the browser. It is sent there as its own text, so that it names nothing from outside
 * of itself; everything that comes from the simulator is shown as text and never as HTML.
 */
export function client() {
  const SECOND = 1000;
  const PAGE = 50;
  const SECONDS = { "": 1, s: 1, m: 60, h: 3600, d: 86_400 };
  const $ = (id) => document.getElementById(id);
  let log = [];
  let last = "";
  let chosen = null;
  let shown = PAGE;
  let frozen = false;

  function say(text, bad = false) {
    $("status").textContent = text;
    $("status").className = bad ? "bad" : "";
  }

  async function call(method, path, body) {
    const response = await fetch(path, { method, body, headers: { "x-sandbox-page": "1" } });
    const text = await response.text();
    const json = text === "" ? null : JSON.parse(text);
    if (!response.ok) throw new Error(json?.message ?? String(response.status));
    return json;
  }

  /** Does something, says that it is done or why not, and looks again. */
  async function act(done, work) {
    try {
      await work();
      say(done);
      await look();
    } catch (error) {
      say(error.message, true);
    }
  }

  function element(name, text, more = {}) {
    return Object.assign(document.createElement(name), { textContent: text }, more);
  }

  function pretty(text) {
    try {
      return JSON.stringify(JSON.parse(text), null, 2);
    } catch {
      return text;
    }
  }

  /** Makes a list show these things; what is the same stays, opened and focused as it is. */
  function update(parent, things, make) {
    const before = new Map([...parent.children].map((child) => [child.dataset.key, child]));
    const children = things.map((thing) => {
      const [key, text] = thing;
      const known = before.get(key);
      if (known?.dataset.text === text) return known;
      const child = make(thing);
      child.dataset.key = key;
      child.dataset.text = text;
      if (known?.open) child.open = true;
      if (known?.contains(document.activeElement)) {
        queueMicrotask(() => child.querySelector("summary, button")?.focus());
      }
      return child;
    });
    const same = children.length === parent.children.length &&
      children.every((child, i) => child === parent.children[i]);
    if (!same) parent.replaceChildren(...children);
  }

  /** A long text scrolls by itself, by the keyboard too. */
  function block(text) {
    return element("pre", text, { tabIndex: 0 });
  }

  function details(summary, ...parts) {
    const made = element("details", "");
    const head = element("summary", "");
    head.append(...summary);
    made.append(head, ...parts);
    return made;
  }

  function showKinds(kinds) {
    if (!kinds.some(({ path }) => path === chosen)) chosen = kinds[0]?.path ?? null;
    update(
      $("kinds"),
      kinds.map((kind) => [kind.path, `${kind.name}: ${kind.total}`]),
      ([path, text]) => {
        const button = element("button", text, { type: "button" });
        button.addEventListener("click", () => {
          chosen = path;
          shown = PAGE;
          look();
        });
        const item = element("li", "");
        item.append(button);
        return item;
      },
    );
    for (const item of $("kinds").children) {
      item.firstChild.setAttribute("aria-current", String(item.dataset.key === chosen));
    }
    $("kind").textContent = chosen ?? "Nothing is there yet.";
  }

  function title(item) {
    const key = item.id ?? item.uuid ?? item.ip ?? item.fingerprint ?? "";
    const name = item.name ?? item.type ?? "";
    const status = typeof item.status === "string" ? item.status : "";
    return [
      element("strong", String(name || key)),
      element("span", ` ${name ? key : ""} `, { className: "quiet" }),
      element("span", status, { className: /err|off|fail/.test(status) ? "bad" : "good" }),
    ];
  }

  async function showItems() {
    if (chosen === null) return update($("items"), [], () => null);
    const path = chosen;
    const query = new URLSearchParams({ path, limit: String(shown) });
    const { items, total } = await call("GET", `items?${query}`);
    if (path !== chosen) return;
    update(
      $("items"),
      items.map((item, i) => [`${path} ${item.id ?? item.name ?? i}`, JSON.stringify(item), item]),
      ([, , item]) => details(title(item), block(JSON.stringify(item, null, 2))),
    );
    $("more").hidden = items.length >= total;
  }

  function showRequests() {
    const wanted = $("filter").value.toLowerCase();
    const fits = (one) => `${one.method} ${one.path} ${one.status}`.toLowerCase().includes(wanted);
    const things = log.filter(fits).slice(-200).reverse().map((one) => [one.id, one.id, one]);
    update($("requests"), things, ([, , one]) => {
      const status = element("span", `${one.status ?? "dropped"} `, {
        className: one.status === null || one.status >= 400 ? "bad" : "good",
      });
      const fault = one.fault ? ` (fault ${one.fault})` : "";
      const time = new Date(one.time).toISOString().slice(11, 19);
      const bodies = [["Request", one.body], ["Answer", one.answer]].filter(([, text]) => text)
        .flatMap(([name, text]) => [element("div", name), block(pretty(text))]);
      const none = bodies.length ? [] : [element("div", "No body, or a long one.")];
      return details(
        [
          status,
          element("span", `${one.method} ${one.path}${fault} `),
          element("span", time, {
            className: "quiet",
          }),
        ],
        ...bodies,
        ...none,
      );
    });
  }

  function showFaults(faults) {
    update(
      $("faults"),
      faults.map((one) => [String(one.id), JSON.stringify(one)]),
      ([id, text]) => {
        const item = element("li", "");
        const remove = element("button", `Remove fault ${id}`, { type: "button" });
        remove.addEventListener(
          "click",
          () => act(`Fault ${id} is removed.`, () => call("DELETE", `faults/${id}`)),
        );
        item.append(element("code", text), remove);
        return item;
      },
    );
  }

  async function look() {
    const seen = await call("GET", `overview?after=${encodeURIComponent(last)}`);
    log = seen.fresh ? seen.requests : [...log, ...seen.requests].slice(-1000);
    last = log.at(-1)?.id ?? "";
    frozen = seen.frozen;
    $("now").textContent = `${seen.now.replace("T", " ").slice(0, 19)} UTC`;
    $("freeze").textContent = frozen ? "Let it run" : "Freeze";
    $("freeze").setAttribute("aria-pressed", String(frozen));
    showKinds(seen.kinds);
    showRequests();
    showFaults(seen.faults);
    await showItems();
  }

  async function live() {
    try {
      if (!document.hidden) {
        await look();
        if ($("status").dataset.lost) say("");
        delete $("status").dataset.lost;
      }
    } catch (error) {
      $("status").dataset.lost = "1";
      say(`The simulator does not answer: ${error.message}`, true);
    }
    setTimeout(live, SECOND);
  }

  $("freeze").addEventListener("click", () => {
    const freeze = !frozen;
    const done = freeze ? "The clock stands still." : "The clock runs.";
    act(done, () => call("POST", "clock", JSON.stringify({ freeze })));
  });
  $("advance").addEventListener("submit", (event) => {
    event.preventDefault();
    const [, number, unit] = /^(\d+)([smhd]?)$/.exec($("by").value) ?? [];
    const advance = Number(number) * SECONDS[unit];
    act(
      `The clock is advanced by ${$("by").value}.`,
      () => call("POST", "clock", JSON.stringify({ advance })),
    );
  });
  $("reset").addEventListener("click", () => {
    if (confirm("Put the simulator back to its beginning?")) {
      act("The simulator is as it was at its beginning.", () => call("POST", "reset"));
    }
  });
  $("snapshot").addEventListener("click", () =>
    act("The snapshot is saved.", async () => {
      const state = JSON.stringify(await call("GET", "snapshot"));
      const url = URL.createObjectURL(new Blob([state], { type: "application/json" }));
      element("a", "", { href: url, download: "simulator.json" }).click();
      setTimeout(() => URL.revokeObjectURL(url), SECOND);
    }));
  $("restore").addEventListener("click", () => $("file").click());
  $("file").addEventListener("change", () => {
    const [file] = $("file").files;
    if (!file) return;
    act("The snapshot is restored.", async () => call("PUT", "snapshot", await file.text()));
    $("file").value = "";
  });
  $("clear").addEventListener(
    "click",
    () => act("The log is empty.", () => call("DELETE", "requests")),
  );
  $("filter").addEventListener("input", showRequests);
  $("more").addEventListener("click", () => {
    shown += PAGE;
    look();
  });
  $("fault").addEventListener("submit", (event) => {
    event.preventDefault();
    const form = event.target;
    const entries = [...new FormData(form)].filter(([, value]) => value !== "");
    const rule = Object.fromEntries(entries.map(([name, value]) => {
      return [name, ["times", "status", "latency"].includes(name) ? Number(value) : value];
    }));
    act("The fault is in force.", async () => {
      await call("POST", "faults", JSON.stringify(rule));
      form.reset();
    });
  });
  live();
}
