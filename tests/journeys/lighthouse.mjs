// Judges pages with Lighthouse: `node lighthouse.mjs CHROMIUM COOKIE ADDRESS...` prints {address: {category: score of 100}}.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const [chromePath, Cookie, ...addresses] = process.argv.slice(2);
const chromeFlags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"];
const chrome = await launch({ chromePath, chromeFlags: [...chromeFlags, "--disable-component-update", "--disable-sync"] });
const judged = {};
for (const address of addresses) {
    const flags = { port: chrome.port, logLevel: "error", extraHeaders: Cookie ? { Cookie } : {} };
    const { lhr } = await lighthouse(address, { ...flags, onlyCategories: ["performance", "accessibility", "best-practices", "seo"] });
    const scores = Object.values(lhr.categories).map(({ id, score }) => [id, Math.round(score * 100)]);
    const reasons = Object.values(lhr.audits).filter(({ score }) => score !== null && score < 0.9).map(({ id }) => id);
    judged[address] = { ...Object.fromEntries(scores), reasons };
}
chrome.kill();
console.log(JSON.stringify(judged));
