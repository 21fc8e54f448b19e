// Shows the questions of a quiz one at a time, if the reader wants that. It is one form all the time: what is answered
// stays answered, and without script all questions stand on the page.
const steps = document.querySelector("[data-quiz-steps]");
const switches = document.querySelector("[data-quiz-way]");
const form = steps.closest("form");
const questions = [...form.querySelectorAll(":scope > .field")];
const told = switches.querySelector("[role=status]");
const handIn = form.querySelector(".form-actions");
const number = new Intl.NumberFormat(document.documentElement.lang);
const KEPT = "quiz-way";
let way = "all";
let at = Math.max(0, questions.findIndex((question) => question.querySelector(".errorlist")));

function write(text) {
    return text.replace("{number}", number.format(at + 1)).replace("{total}", number.format(questions.length));
}

function show() {
    const one = way === "one";
    const last = questions.length - 1;
    questions.forEach((question, index) => (question.hidden = one && index !== at));
    form.style.counterReset = one ? `question ${at}` : ""; // what is hidden is not counted
    handIn.hidden = one && at < last;
    steps.hidden = !one;
    steps.querySelector("[value='-1']").toggleAttribute("data-nowhere", at === 0);
    steps.querySelector("[value='1']").toggleAttribute("data-nowhere", at === last);
    switches.querySelector("[value=one]").hidden = one;
    switches.querySelector("[value=all]").hidden = !one;
    told.textContent = write(told.dataset[way]);
}

function go(to) {
    at = to;
    show();
    questions[at].scrollIntoView();
    questions[at].querySelector("input, select:not([hidden]), button:enabled")?.focus({ preventScroll: true });
}

function choose(chosen) {
    way = chosen;
    try {
        localStorage.setItem(KEPT, way);
    } catch {
        // A browser that keeps nothing shows all questions next time.
    }
    show();
    switches.querySelector("button:not([hidden])").focus();
}

// The list of problems leads to a question: it must be there, and be read from its beginning.
document.addEventListener("click", (event) => {
    const target = event.target.closest("a[href^='#']")?.hash.slice(1);
    const found = questions.findIndex((question) => target && question.querySelector(`[id="${target}"]`));
    if (found < 0) return;
    event.preventDefault();
    go(found);
});
steps.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) go(at + Number(button.value));
});
switches.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) choose(button.value);
});
if (questions.length > 1) {
    try {
        way = localStorage.getItem(KEPT) === "one" ? "one" : "all";
    } catch {
        way = "all";
    }
    switches.hidden = false;
    show();
}
