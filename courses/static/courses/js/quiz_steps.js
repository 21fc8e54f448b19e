// Shows the questions of a quiz one at a time, if the reader wants that. It is one form all the time: what is answered
// stays answered, and without script all questions stand on the page.
const bar = document.querySelector("[data-quiz-steps]");
const form = bar.closest("form");
const questions = [...form.querySelectorAll(":scope > .field")];
const told = bar.querySelector("[role=status]");
const handIn = form.querySelector(".form-actions");
const number = new Intl.NumberFormat(document.documentElement.lang);
const KEPT = "quiz-way";
let way = "all";
let at = 0;

function write(text) {
    return text.replace("{number}", number.format(at + 1)).replace("{total}", number.format(questions.length));
}

function show() {
    const one = way === "one";
    questions.forEach((question, index) => (question.hidden = one && index !== at));
    form.style.counterReset = one ? `question ${at}` : ""; // what is hidden is not counted
    handIn.hidden = one && at < questions.length - 1;
    bar.querySelector("[name=step][value='-1']").hidden = !one || at === 0;
    bar.querySelector("[name=step][value='1']").hidden = !one || at === questions.length - 1;
    bar.querySelector("[data-way=one]").hidden = one;
    bar.querySelector("[data-way=all]").hidden = !one;
    told.textContent = write(told.dataset[way]);
}

function go(to) {
    at = to;
    show();
    questions[at].querySelector("input")?.focus();
}

function choose(chosen) {
    way = chosen;
    at = 0;
    try {
        localStorage.setItem(KEPT, way);
    } catch {
        // A browser that keeps nothing shows all questions next time.
    }
    show();
}

// The list of problems leads to a question: it must be there.
document.addEventListener("click", (event) => {
    const target = event.target.closest("a[href^='#']")?.hash.slice(1);
    const found = questions.findIndex((question) => question.id === target || (target && question.querySelector(`[id="${target}"]`)));
    if (found >= 0) go(found);
});
bar.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.name === "step") go(at + Number(button.value));
    if (button?.dataset.way) choose(button.dataset.way);
});
if (questions.length > 1) {
    try {
        way = localStorage.getItem(KEPT) === "one" ? "one" : "all";
    } catch {
        way = "all";
    }
    bar.hidden = false;
    form.append(bar);
    show();
}
