export interface BridgePeer {
  /** The value as the other side may hold it: functions and promises become references, everything else is copied. */
  wrap(value: unknown): unknown;
  unwrap(node: unknown): unknown;
  post(message: object): void;
}

export interface BridgeMessage {
  readonly kind: string;
  readonly [member: string]: unknown;
}

/**
 * One end of the bridge between the page's world and the preload's. Both ends are this function, without imports: its
 * text runs in either world. They share nothing but one detached element; events on it are synchronous, so a bridged
 * function answers synchronously, and their details are structured-cloned from world to world.
 *
 * Nodes are always `{t: …}` objects made here, so data cannot pose as a function reference.
 */
export function createBridgePeer(
  element: EventTarget,
  outgoing: string,
  incoming: string,
  onMessage: (message: BridgeMessage) => void,
): BridgePeer {
  type Callable = (...parameters: unknown[]) => unknown;
  type Node =
    | { t: 'v'; v: unknown }
    | { t: 'f' | 'p'; id: number }
    | { t: 'e'; name: string; message: string; stack: string }
    | { t: 'a'; items: Node[] }
    | { t: 'o'; entries: [string, Node][] };
  type Outcome = { ok: boolean; node: Node };

  const dispatch = element.dispatchEvent.bind(element);
  const Carrier = CustomEvent;
  const functions = new Map<number, Callable>();
  const functionIds = new WeakMap<Callable, number>();
  const promises = new Map<number, { resolve(value: unknown): void; reject(error: unknown): void }>();
  const answers = new Map<number, Outcome>();
  let lastId = 0;

  const post = (message: object): void => {
    dispatch(new Carrier(outgoing, { detail: message }));
  };

  function wrapFunction(value: Callable): Node {
    const known = functionIds.get(value) ?? ++lastId;
    functionIds.set(value, known);
    functions.set(known, value);
    return { t: 'f', id: known };
  }

  function wrapPromise(value: Promise<unknown>): Node {
    const id = ++lastId;
    const settle = (outcome: Outcome) => post({ kind: 'settle', id, ...outcome });
    value.then(
      (result) => settle(attempt(() => result)),
      (error: unknown) => settle({ ok: false, node: wrapFailure(error) }),
    );
    return { t: 'p', id };
  }

  /** What a person threw crosses as an Error with its message, or as the plain value it was. */
  function wrapFailure(error: unknown): Node {
    try {
      return wrapDeep(error, 0);
    } catch (failure) {
      return { t: 'e', name: 'Error', message: String(failure), stack: '' };
    }
  }

  function wrapDeep(value: unknown, depth: number): Node {
    if (depth > 1000) throw new TypeError('A value with more than 1000 levels or a cycle cannot cross the bridge.');
    if (typeof value === 'symbol') throw new TypeError('A symbol cannot cross the bridge.');
    if (typeof value === 'function') return wrapFunction(value as Callable);
    if (typeof value !== 'object' || value === null) return { t: 'v', v: value };
    if (value instanceof Promise) return wrapPromise(value);
    if (value instanceof Error) return { t: 'e', name: value.name, message: value.message, stack: value.stack ?? '' };
    if (Array.isArray(value)) return { t: 'a', items: Array.from(value, (item) => wrapDeep(item, depth + 1)) };
    // Cloned here and now: a detail that cannot be cloned would arrive as null, without an error.
    if (Object.prototype.toString.call(value) !== '[object Object]') return { t: 'v', v: structuredClone(value) };
    return { t: 'o', entries: Object.entries(value).map(([key, item]) => [key, wrapDeep(item, depth + 1)]) };
  }

  function attempt(work: () => unknown): Outcome {
    try {
      return { ok: true, node: wrapDeep(work(), 0) };
    } catch (error) {
      return { ok: false, node: wrapFailure(error) };
    }
  }

  function proxyFor(id: number): Callable {
    return (...parameters) => {
      const call = ++lastId;
      post({ kind: 'call', id, call, parameters: parameters.map((parameter) => wrapDeep(parameter, 0)) });
      const answer = answers.get(call);
      answers.delete(call);
      if (answer === undefined) throw new Error('An object could not be cloned.');
      const value = unwrapDeep(answer.node);
      if (!answer.ok) throw value;
      return value;
    };
  }

  function unwrapDeep(node: Node): unknown {
    switch (node.t) {
      case 'v':
        return node.v;
      case 'f':
        return proxyFor(node.id);
      case 'p':
        return new Promise((resolve, reject) => promises.set(node.id, { resolve, reject }));
      case 'e': {
        const error = new Error(node.message);
        error.stack = node.stack;
        if (node.name !== 'Error') error.name = node.name;
        return error;
      }
      case 'a':
        return node.items.map(unwrapDeep);
      default: {
        const object = {};
        for (const [key, item] of node.entries) {
          const value = unwrapDeep(item);
          Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
        }
        return object;
      }
    }
  }

  element.addEventListener(incoming, (event) => {
    const message = (event as CustomEvent).detail as BridgeMessage | null;
    if (message === null) return;
    if (message.kind === 'call') {
      const run = functions.get(message.id as number);
      const parameters = (message.parameters as Node[]).map(unwrapDeep);
      const outcome = attempt(() => run?.(...parameters));
      post({ kind: 'answer', call: message.call, ...outcome });
    } else if (message.kind === 'answer') {
      answers.set(message.call as number, { ok: message.ok === true, node: message.node as Node });
    } else if (message.kind === 'settle') {
      const waiting = promises.get(message.id as number);
      promises.delete(message.id as number);
      const value = unwrapDeep(message.node as Node);
      if (message.ok === true) waiting?.resolve(value);
      else waiting?.reject(value);
    } else {
      onMessage(message);
    }
  });

  return { wrap: (value) => wrapDeep(value, 0), unwrap: (node) => unwrapDeep(node as Node), post };
}
