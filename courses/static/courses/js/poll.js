// Replaces an element marked `data-poll` by what its page says now, until the page does not mark it any more.
// Without script the page loads itself anew.
const MILLISECONDS = 2000;

const marked = () => document.querySelector("[data-poll][id]");

async function ask() {
    const element = marked();
    const response = await fetch(location.href).catch(() => null);
    if (response?.ok) {
        const page = new DOMParser().parseFromString(await response.text(), "text/html");
        const now = page.getElementById(element.id);
        if (!now) return;
        if (now.innerHTML !== element.innerHTML) element.replaceChildren(...now.childNodes);
        element.toggleAttribute("data-poll", now.hasAttribute("data-poll"));
    }
    if (marked()) setTimeout(ask, MILLISECONDS);
}

if (marked()) setTimeout(ask, MILLISECONDS);
