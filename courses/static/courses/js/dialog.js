// Details that are marked as a dialog open above the page. Escape and a click beside it close it, and the browser gives
// the focus back to whoever had it.
for (const details of document.querySelectorAll("details[data-dialog]")) {
    const summary = details.querySelector("summary");
    const box = details.querySelector(".dialog-box");
    const close = box.querySelector("form[method=dialog]");
    const dialog = document.createElement("dialog");
    dialog.className = details.className === "sheet" ? "sheet-window" : "dialog-window";
    dialog.setAttribute("aria-labelledby", `${box.id}-title`);
    details.after(dialog);
    summary.setAttribute("aria-haspopup", "dialog");
    summary.addEventListener("click", (event) => {
        event.preventDefault();
        if (event.isTrusted) summary.focus(); // not every browser does it by itself; a key may open it from anywhere
        box.removeAttribute("role");
        close.hidden = false;
        dialog.append(box);
        dialog.showModal();
    });
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    dialog.addEventListener("close", () => {
        box.setAttribute("role", "group");
        close.hidden = true;
        details.append(box);
    });
}
