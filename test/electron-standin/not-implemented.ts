/**
 * A gap must be seen: asking a stand-in object for something it does not have throws, with the name, instead of giving
 * `undefined` that fails somewhere else.
 */
const LANGUAGE_PROBES = new Set([
  'then',
  'toJSON',
  'constructor',
  'prototype',
  'nodeType',
  'asymmetricMatch',
  '$$typeof',
]);

export class NotImplementedError extends Error {
  constructor(name: string) {
    super(`not implemented in the stand-in: ${name}`);
    this.name = 'NotImplementedError';
  }
}

/** `absent` names what the genuine Electron leaves undefined on this platform, so that feature checks stay honest. */
export function onlyWhatIsThere<T extends object>(name: string, target: T, absent: readonly string[] = []): T {
  return new Proxy(target, {
    get(object, property, receiver) {
      if (typeof property === 'symbol' || property in object || property.startsWith('_')) {
        return Reflect.get(object, property, receiver);
      }
      if (LANGUAGE_PROBES.has(property) || absent.includes(property)) return undefined;
      throw new NotImplementedError(`${name}.${property}`);
    },
  });
}

/** A whole module the stand-in lacks: importing its name is harmless, using it throws. */
export function missingModule(name: string): object {
  // A function that may be called with `new`, unlike an arrow function.
  function fail(): never {
    throw new NotImplementedError(name);
  }
  return new Proxy(fail, {
    get(_target, property) {
      if (typeof property === 'symbol' || LANGUAGE_PROBES.has(property)) return undefined;
      throw new NotImplementedError(`${name}.${property}`);
    },
    construct: fail,
    apply: fail,
  });
}
