// A utility process: says how it was started, then sends back what it gets.
const { parentPort } = process;
parentPort.postMessage({ started: process.argv.slice(2), type: process.type, mark: process.env.MARK });
parentPort.on('message', ({ data }) => {
  if (data === 'leave') process.exit(7);
  parentPort.postMessage(data);
});
