// Loaded before the app (`-r`): a file that is being written beside its place waits there for as long as the file named
// by FERRY_HOLD_WRITES exists. Plain JavaScript, because the genuine binary loads it as it is.
const fs = require('node:fs');
const { syncBuiltinESMExports } = require('node:module');

const gate = process.env.FERRY_HOLD_WRITES ?? '';
const open = fs.promises.open;

fs.promises.open = async (path, ...more) => {
  const handle = await open(path, ...more);
  if (!/\.json\.tmp-[0-9a-f]+$/.test(String(path))) return handle;
  const sync = handle.sync.bind(handle);
  handle.sync = async () => {
    while (fs.existsSync(gate)) await new Promise((later) => setTimeout(later, 20));
    return sync();
  };
  return handle;
};
syncBuiltinESMExports();
