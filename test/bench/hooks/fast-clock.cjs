// Loaded into a main process with -r: its time runs FERRY_CLOCK_SPEED times as fast, alarms included.
const speed = Number(process.env.FERRY_CLOCK_SPEED ?? '1');
const start = Date.now();
const realNow = Date.now;
Date.now = () => start + (realNow() - start) * speed;
for (const name of ['setTimeout', 'setInterval']) {
  const real = globalThis[name];
  const fast = (run, milliseconds = 0, ...args) => real(run, milliseconds / speed, ...args);
  globalThis[name] = Object.defineProperties(fast, Object.getOwnPropertyDescriptors(real));
}
