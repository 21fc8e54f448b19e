// Asks the browser to keep the page for the time without a connection, when there is nothing else to fetch.
addEventListener("load", () => navigator.serviceWorker?.register("/service-worker.js"));
