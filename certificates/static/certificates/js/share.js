// The address of a certificate is handed to the device's own way of sharing, or copied where there is none.
for (const line of document.querySelectorAll("[data-share]")) {
    const url = line.dataset.share;
    line.hidden = false;
    line.querySelector("button").addEventListener("click", async () => {
        if (navigator.share) {
            await navigator.share({ url, title: document.title }).catch(() => {}); // closed without sharing
        } else {
            await navigator.clipboard.writeText(url);
            line.querySelector("[role=status]").textContent = line.dataset.shared;
        }
    });
}
