// Loaded before the app (`-r`): keeps every message that crosses the bridge, in both directions, for the search for
// secrets. Plain JavaScript, because the genuine binary loads it as it is.
const { app, ipcMain } = require('electron');

/** @type {{ direction: string, name: string, text: string }[]} */
const messages = [];
globalThis.bridgeMessages = messages;

const keep = (direction, name, value) => messages.push({ direction, name, text: JSON.stringify(value) ?? '' });

const handle = ipcMain.handle.bind(ipcMain);
ipcMain.handle = (channel, listener) =>
  handle(channel, async (event, ...asked) => {
    keep('asked', channel, asked);
    const answer = await listener(event, ...asked);
    keep('answered', channel, answer);
    return answer;
  });

app.on('web-contents-created', (_event, contents) => {
  const send = contents.send.bind(contents);
  contents.send = (channel, ...told) => {
    keep('told', channel, told);
    return send(channel, ...told);
  };
});
