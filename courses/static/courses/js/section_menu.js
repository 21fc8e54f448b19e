// Marks the section that is being read in every menu of sections. Without script the menus are plain links.
const links = [...document.querySelectorAll("[data-section-menu] a")];
const headings = [...new Set(links.map((link) => link.hash.slice(1)))]
    .map((id) => document.getElementById(id))
    .filter(Boolean);

function markCurrent() {
    const passed = headings.filter((heading) => heading.getBoundingClientRect().top < window.innerHeight / 3);
    const current = passed.at(-1)?.id;
    for (const link of links) {
        if (link.hash.slice(1) === current) {
            link.setAttribute("aria-current", "location");
        } else {
            link.removeAttribute("aria-current");
        }
    }
}

let waiting = false;
addEventListener(
    "scroll",
    () => {
        if (waiting) return;
        waiting = true;
        requestAnimationFrame(() => {
            waiting = false;
            markCurrent();
        });
    },
    { passive: true },
);
markCurrent();
