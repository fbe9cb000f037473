// Loaded before the app: folders that tell of no change, as many network drives do not.
const { EventEmitter } = require('node:events');
const fs = require('node:fs');
const { syncBuiltinESMExports } = require('node:module');

fs.watch = () => Object.assign(new EventEmitter(), { close: () => undefined });
syncBuiltinESMExports();
