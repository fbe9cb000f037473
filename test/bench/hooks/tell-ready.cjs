// Loaded into a main process with -r: prints the time at which the window's first data is on screen, seen from inside
// the page, without anything that would have to connect to it first.
const { app } = require('electron');

const whenReady = `new Promise((done) => {
  const look = () => {
    if (document.querySelector('[data-app-state="ready"]') === null) return false;
    requestAnimationFrame(() => setTimeout(() => done(Date.now())));
    return true;
  };
  if (!look()) {
    const observer = new MutationObserver(() => look() && observer.disconnect());
    observer.observe(document, { subtree: true, childList: true, attributes: true });
  }
})`;

app.on('web-contents-created', (_event, contents) => {
  contents.once('dom-ready', async () => {
    process.stdout.write(`ready at ${await contents.executeJavaScript(whenReady)}\n`);
  });
});
