// Tells a reader without a connection that there is none. Parameters: pages, look, digest (see lms.offline).
// Nothing is kept but that page and its look: no page of the site, and nothing about a person.
const PAGES = {{ pages|safe }};
const LOOK = {{ look|safe }};
const KEPT = [...Object.values(PAGES), ...LOOK];
const NAME = "offline {{ digest }}";

async function keep() {
    const store = await caches.open(NAME);
    await store.addAll(KEPT);
}

async function forgetOthers() {
    const others = (await caches.keys()).filter((name) => name !== NAME);
    await Promise.all(others.map((name) => caches.delete(name)));
}

async function fetchOr(request, kept) {
    try {
        return await fetch(request);
    } catch (problem) {
        return (await caches.match(kept, { ignoreVary: true })) ?? Promise.reject(problem);
    }
}

addEventListener("install", (event) => event.waitUntil(keep()));
addEventListener("activate", (event) => event.waitUntil(forgetOthers()));
addEventListener("fetch", (event) => {
    const path = new URL(event.request.url).pathname;
    const first = path.split("/")[1];
    if (event.request.mode === "navigate" && first !== "admin") {
        event.respondWith(fetchOr(event.request, PAGES[first] ?? PAGES[""]));
    } else if (LOOK.includes(path)) {
        event.respondWith(fetchOr(event.request, path));
    }
});
