// The address of a certificate is handed to the device's own way of sharing, or copied where there is none.
for (const button of document.querySelectorAll("[data-share]")) {
    const url = button.dataset.share;
    button.parentElement.hidden = false;
    button.addEventListener("click", async () => {
        if (navigator.share) {
            await navigator.share({ url, title: document.title }).catch(() => {}); // closed without sharing
        } else {
            await navigator.clipboard.writeText(url);
            button.nextElementSibling.textContent = button.dataset.shared;
        }
    });
}
