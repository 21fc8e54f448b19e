// Adds to each moment of a cohort the same moment on the reader's own clock, where that says something else.
const language = document.documentElement.lang;
const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

function written(moment, timeZone) {
    const options = { dateStyle: "long", timeStyle: "short", hourCycle: "h23", timeZone };
    return new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, options).format(moment);
}

for (const list of document.querySelectorAll("[data-own-time]")) {
    for (const time of list.querySelectorAll("time[datetime]")) {
        const moment = new Date(time.dateTime);
        const own = written(moment, ownZone);
        if (own === written(moment, list.dataset.zone)) continue;
        const note = document.createElement("span");
        note.className = "own-time";
        note.textContent = list.dataset.ownTime.replace("{moment}", own);
        time.after(note);
    }
}
