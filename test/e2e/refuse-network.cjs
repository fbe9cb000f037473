// Loaded into the main process by `-r` and into every process that it starts by NODE_OPTIONS: refuses what would reach a
// network and writes down who tried.
const { appendFileSync } = require('node:fs');
const dgram = require('node:dgram');
const dns = require('node:dns');
const net = require('node:net');

process.env.NODE_OPTIONS = `--require ${JSON.stringify(__filename)}`;
const log = process.env.FERRY_NETWORK_LOG;
const note = (what, detail) => appendFileSync(log, `${JSON.stringify({ what, detail, argv: process.argv })}\n`);
const refuse = (what) =>
  function refused(first) {
    note('attempt', `${what} ${typeof first === 'object' ? '' : String(first)}`);
    throw new Error(`${what} is refused`);
  };

// A path is a socket of this computer's own files, which is no network.
const isLocal = (given) => {
  const first = Array.isArray(given) ? given[0] : given;
  return typeof first === 'string' ? Number.isNaN(Number(first)) : typeof first?.path === 'string';
};
const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function guarded(...given) {
  return isLocal(given[0]) ? connect.apply(this, given) : refuse('connect')(given[0]);
};
const { listen } = net.Server.prototype;
net.Server.prototype.listen = function guarded(...given) {
  return isLocal(given[0]) ? listen.apply(this, given) : refuse('listen')(given[0]);
};
dgram.createSocket = refuse('createSocket');
for (const names of [dns, dns.promises]) {
  for (const name of Object.keys(names)) {
    if (/^(lookup|resolve|reverse)/.test(name)) names[name] = refuse(`dns.${name}`);
  }
}
note('started', '');
