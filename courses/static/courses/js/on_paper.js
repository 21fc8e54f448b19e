// The preview “On paper”: on a sheet of A4, drawn with the rules for print instead of those for this screen.

const TEXT_WIDTH = 42; // rem: A4 between the margins that print.css sets
const WIDTH = /^\((min|max)-width: ([\d.]+)rem\)/;

function holdsOnPaper(media) {
    const [, bound, width] = WIDTH.exec(media) ?? [];
    return media === "print" || (bound === "min" ? Number(width) <= TEXT_WIDTH : Number(width) >= TEXT_WIDTH);
}

function printed(rules) {
    for (const rule of rules) {
        const media = rule.media?.mediaText ?? "";
        if (media === "print" || WIDTH.test(media)) {
            rule.media.mediaText = holdsOnPaper(media) ? "all" : "not all";
        }
        if (rule.cssRules) {
            printed(rule.cssRules);
        }
    }
}

for (const sheet of document.styleSheets) {
    sheet.disabled = sheet.media.mediaText.includes("dark");
    printed(sheet.cssRules);
}
document.documentElement.classList.add("on-paper");
