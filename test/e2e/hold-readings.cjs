// Loaded before the app (`-r`): what was read of an edited text is kept back until it is let go, or gets lost. Plain
// JavaScript, because the genuine binary loads it as it is.
const { ipcMain } = require('electron');

/** @type {{ asked: number, kept: (() => void)[], isKept: boolean, isLost: boolean }} */
const readings = { asked: 0, kept: [], isKept: false, isLost: false };
globalThis.readings = readings;

const handle = ipcMain.handle.bind(ipcMain);
ipcMain.handle = (channel, listener) =>
  handle(channel, async (event, ...asked) => {
    const answer = await listener(event, ...asked);
    if (channel !== 'transfers.readText') return answer;
    readings.asked += 1;
    if (readings.isKept) await new Promise((letGo) => readings.kept.push(letGo));
    const problem = { kind: 'edited-text-unread', layer: asked[0].layer, reason: 'no-answer' };
    return readings.isLost ? { ok: false, problem } : answer;
  });
