// Adds the reader's own time to each moment of a cohort (`data-own="moment"`) where her clock says something else, and to
// each whole day (`data-own="day"`) where it begins on another day of hers.
const language = document.documentElement.lang;
const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const day = { day: "numeric", month: "long" };
const moment = { ...day, hour: "2-digit", minute: "2-digit", hourCycle: "h23" };

function written(instant, options, timeZone) {
    return new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { ...options, timeZone }).format(instant);
}

for (const list of document.querySelectorAll("[data-own-time]")) {
    for (const time of list.querySelectorAll("time[data-own]")) {
        const instant = new Date(time.dateTime);
        const compared = time.dataset.own === "day" ? day : moment;
        if (written(instant, compared, ownZone) === written(instant, compared, list.dataset.zone)) continue;
        const note = document.createElement("span");
        note.className = "own-time";
        note.textContent = list.dataset.ownTime.replace("{moment}", written(instant, moment, ownZone));
        time.after(note);
    }
}
