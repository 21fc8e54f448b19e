// Brings the reader to what needs attention first: the list of problems of a form.
document.querySelector("[data-focus]")?.focus();
