// Loaded into a main process with -r: its time of day runs FERRY_CLOCK_SPEED times as fast, so that a rate limit has
// filled up again and kept answers are old by the next request. Alarms stay as they are: a faster time limit would
// take a busy server for one that hangs.
const speed = Number(process.env.FERRY_CLOCK_SPEED ?? '1');
const start = Date.now();
const realNow = Date.now;
Date.now = () => start + (realNow() - start) * speed;
