// Things to be put in order are moved by buttons. Without script each has a list with its place, and still has it here,
// out of sight: the form sends the same.
function arrange(list) {
    const items = () => [...list.querySelectorAll("[data-item]")];
    const place = (item) => item.querySelector("select");
    const told = list.nextElementSibling;

    function count() {
        items().forEach((item, index, all) => {
            place(item).value = String(index + 1);
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
        count();
        (button.disabled ? item.querySelector("[name=move]:enabled") : button).focus();
        const text = list.dataset.moved.replace("{item}", item.querySelector("label").textContent);
        told.textContent = text.replace("{place}", place(item).selectedOptions[0].textContent);
    });
    if (items().every((item) => place(item).value)) {
        list.append(...items().sort((one, other) => place(one).value - place(other).value));
    }
    for (const item of items()) {
        place(item).hidden = true;
        item.querySelector("[data-moves]").hidden = false;
    }
    list.classList.add("is-arranged");
    count();
}

for (const list of document.querySelectorAll("[data-places]")) arrange(list);
