// Things to be put in order are moved by buttons. Without script each has a list with its place, and still has it here,
// out of sight: the form sends the same. The order in which they are drawn is no answer until it is chosen.
function arrange(list) {
    const items = () => [...list.querySelectorAll("[data-item]")];
    const place = (item) => item.querySelector("select");
    const told = list.nextElementSibling;
    const keep = told.nextElementSibling;

    function answer() {
        items().forEach((item, index) => (place(item).value = String(index + 1)));
        keep.hidden = true;
    }

    function limit() {
        items().forEach((item, index, all) => {
            item.querySelector("[name=move][value='-1']").disabled = index === 0;
            item.querySelector("[name=move][value='1']").disabled = index === all.length - 1;
        });
    }

    list.addEventListener("click", (event) => {
        const button = event.target.closest("[name=move]");
        if (!button) return;
        const item = button.closest("[data-item]");
        if (button.value === "1") item.nextElementSibling.after(item);
        else item.previousElementSibling.before(item);
        answer();
        limit();
        (button.disabled ? item.querySelector("[name=move]:enabled") : button).focus();
        const text = list.dataset.moved.replace("{item}", item.querySelector("label").textContent);
        told.textContent = text.replace("{place}", place(item).selectedOptions[0].textContent);
    });
    keep.addEventListener("click", () => {
        answer();
        told.textContent = list.dataset.kept;
        list.querySelector("[name=move]:enabled").focus();
    });
    keep.hidden = items().every((item) => place(item).value);
    if (keep.hidden) list.append(...items().sort((one, other) => place(one).value - place(other).value));
    for (const item of items()) {
        place(item).hidden = true;
        item.querySelector("[data-moves]").hidden = false;
    }
    list.classList.add("is-arranged");
    limit();
}

for (const list of document.querySelectorAll("[data-places]")) arrange(list);
