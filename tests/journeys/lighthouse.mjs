// Judges pages with Lighthouse: `node lighthouse.mjs CHROMIUM COOKIE ADDRESS...` prints {address: {category: score of 100}}.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const [chromePath, Cookie, ...addresses] = process.argv.slice(2);
const quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic"];
const chromeFlags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", ...quiet];
const onlyCategories = ["performance", "accessibility", "best-practices", "seo"];
const judged = {};

async function report(address) {
    const chrome = await launch({ chromePath, chromeFlags });
    try {
        const flags = { port: chrome.port, logLevel: "error", extraHeaders: Cookie ? { Cookie } : {} };
        return (await lighthouse(address, { ...flags, onlyCategories })).lhr;
    } finally {
        chrome.kill();
    }
}

// A score is null when an audit broke off (a busy machine's browser recorded no trace): that judges nothing, so look again,
// in a new browser, since one that lost its trace loses the next one too.
async function look(address, tries = 5) {
    const lhr = await report(address);
    const broken = Object.values(lhr.audits).filter(({ scoreDisplayMode }) => scoreDisplayMode === "error");
    if (!broken.length) return lhr;
    const reasons = [...new Set(broken.map(({ errorMessage }) => errorMessage))].join("; ");
    console.error(`Lighthouse broke off at ${address}: ${reasons}`);
    if (tries === 1) throw new Error(`Lighthouse could not judge ${address}`);
    return look(address, tries - 1);
}

for (const address of addresses) {
    const lhr = await look(address);
    const scores = Object.values(lhr.categories).map(({ id, score }) => [id, Math.round(score * 100)]);
    const reasons = Object.values(lhr.audits).filter(({ score }) => score !== null && score < 0.9).map(({ id }) => id);
    judged[address] = { ...Object.fromEntries(scores), reasons };
}
console.log(JSON.stringify(judged));
