// Details that are marked as a dialog open above the page; Escape and a click beside it close it, and the focus returns.
for (const details of document.querySelectorAll("details[data-dialog]")) {
    const summary = details.querySelector("summary");
    const box = details.querySelector(".dialog-box");
    const dialog = document.createElement("dialog");
    dialog.className = "dialog-window";
    dialog.setAttribute("aria-labelledby", `${box.id}-title`);
    box.removeAttribute("role");
    box.removeAttribute("aria-labelledby");
    box.querySelector("form[method=dialog]").hidden = false;
    dialog.append(box);
    details.after(dialog);
    summary.setAttribute("aria-haspopup", "dialog");
    summary.addEventListener("click", (event) => {
        event.preventDefault();
        dialog.showModal();
    });
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    dialog.addEventListener("close", () => summary.focus());
}
