import { registry } from './registry.ts';

const switches = registry.switches;
const plain: string[] = [];

for (const argument of process.argv.slice(1)) {
  const match = /^--([^=]+)(?:=(.*))?$/s.exec(argument);
  if (match?.[1] === undefined) plain.push(argument);
  else switches.set(match[1], match[2] ?? '');
}

/** `app.commandLine`. Chromium has started when the app's main module runs: what that appends is only remembered. */
export const commandLine = {
  appendSwitch: (name: string, value = ''): void => {
    switches.set(name, value);
  },
  appendArgument: (value: string): void => {
    plain.push(value);
  },
  hasSwitch: (name: string): boolean => switches.has(name),
  getSwitchValue: (name: string): string => switches.get(name) ?? '',
  removeSwitch: (name: string): void => {
    switches.delete(name);
  },
};
