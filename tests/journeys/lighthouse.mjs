// Judges pages with Lighthouse: `node lighthouse.mjs CHROMIUM COOKIE ADDRESS...` prints {address: {category: score of 100}}.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const [chromePath, Cookie, ...addresses] = process.argv.slice(2);
const chromeFlags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"];
const chrome = await launch({ chromePath, chromeFlags: [...chromeFlags, "--disable-component-update", "--disable-sync"] });
const onlyCategories = ["performance", "accessibility", "best-practices", "seo"];
const judged = {};

// A score is null when an audit broke off (a trace without a first paint on a busy machine): that judges nothing, so look again.
async function look(address, tries = 3) {
    const flags = { port: chrome.port, logLevel: "error", extraHeaders: Cookie ? { Cookie } : {} };
    const { lhr } = await lighthouse(address, { ...flags, onlyCategories });
    const broken = Object.values(lhr.audits).filter(({ scoreDisplayMode }) => scoreDisplayMode === "error");
    if (!broken.length) return lhr;
    const reasons = broken.map(({ id, errorMessage }) => `${id}: ${errorMessage}`).join("; ");
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
chrome.kill();
console.log(JSON.stringify(judged));
