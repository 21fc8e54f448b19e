// Keeps the reader of a long text informed: which section this is, how long the rest takes, and keys that lead on.
// Without script the menus are plain links, and the time for the whole text stands there.
const text = document.querySelector("[data-reading]");
const links = [...document.querySelectorAll("[data-section-menu] a")];
const headings = [...new Set(links.map((link) => link.hash.slice(1)))]
    .map((id) => document.getElementById(id))
    .filter(Boolean);
const times = document.querySelectorAll("[data-reading-minutes]");
const inMinutes = new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit: "minute", unitDisplay: "long" });
const ABOVE = 100; // pixels: a heading that was jumped to stands this close to the upper edge, or closer

function markCurrent() {
    const passed = headings.filter((heading) => heading.getBoundingClientRect().top < innerHeight / 3);
    for (const link of links) {
        if (link.hash.slice(1) === passed.at(-1)?.id) {
            link.setAttribute("aria-current", "location");
        } else {
            link.removeAttribute("aria-current");
        }
    }
}

// All of it while the page has not moved, nothing as soon as the end of the text can be seen.
function shareLeft() {
    const below = text.getBoundingClientRect().bottom - innerHeight;
    return below > 0 ? below / (below + scrollY) : 0;
}

function tellTimeLeft() {
    const share = shareLeft();
    for (const time of times) {
        const minutes = Math.ceil(Number(time.dataset.readingMinutes) * share);
        time.textContent = share ? time.dataset.left.replace("{time}", inMinutes.format(minutes)) : time.dataset.end;
    }
}

function follow() {
    markCurrent();
    tellTimeLeft();
}

let waiting = false;
addEventListener(
    "scroll",
    () => {
        if (waiting) return;
        waiting = true;
        requestAnimationFrame(() => {
            waiting = false;
            follow();
        });
    },
    { passive: true },
);
addEventListener("resize", follow);
for (const link of links) {
    link.addEventListener("click", () => link.closest("details")?.removeAttribute("open"));
}
markCurrent();
if (scrollY) tellTimeLeft();

// The keys. A browser where they are turned off remembers it.
const shortcuts = document.querySelector("[data-shortcuts]");
const switchOn = document.querySelector("[data-shortcuts-on]");
const KEPT = "shortcuts";

function goTo(heading, elsewhere) {
    if (heading) {
        heading.tabIndex = -1;
        heading.focus({ preventScroll: true });
        heading.scrollIntoView({ behavior: "instant" }); // whoever presses the key again is there already
    } else {
        document.querySelector(elsewhere)?.click();
    }
}

const acts = {
    n: () => goTo(headings.find((heading) => heading.getBoundingClientRect().top > ABOVE), "a[rel=next]"),
    p: () => goTo(headings.findLast((heading) => heading.getBoundingClientRect().top < 0), "a[rel=prev]"),
    "?": () => shortcuts.querySelector("summary").click(),
    "؟": () => shortcuts.querySelector("summary").click(),
};

// A browser that keeps nothing begins with the keys switched on each time.
function kept() {
    try {
        return localStorage.getItem(KEPT);
    } catch {
        return null;
    }
}

function keep(choice) {
    try {
        localStorage.setItem(KEPT, choice);
    } catch {
        // It holds for this page.
    }
}

// The letter on the key, also where the keyboard writes Cyrillic or Persian ones.
function letterOf(event) {
    return /^[\x20-\x7e؟]$/.test(event.key) ? event.key.toLowerCase() : event.code.replace("Key", "").toLowerCase();
}

function isTyping(event) {
    return event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.target.closest("input, textarea, select, [contenteditable]");
}

if (shortcuts) {
    shortcuts.hidden = false;
    switchOn.checked = kept() !== "off";
    switchOn.addEventListener("change", () => keep(switchOn.checked ? "on" : "off"));
    addEventListener("keydown", (event) => {
        if (!switchOn.checked || isTyping(event) || document.querySelector("dialog[open]")) return;
        const act = acts[letterOf(event)];
        if (act) {
            event.preventDefault();
            act();
        }
    });
}
