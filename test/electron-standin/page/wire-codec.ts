export interface WireCodec {
  /** Throws as structured clone does for what cannot be sent (functions, symbols, promises). */
  encode(value: unknown): string;
  decode(text: string): unknown;
}

/**
 * Structured clone over a channel that carries strings only. One function without imports: its text runs in the page's
 * isolated world as well. Everything but plain JSON scalars is a tagged array, so no value can pose as another.
 */
export function createWireCodec(): WireCodec {
  type Tagged = readonly [string, ...unknown[]];
  const views: Record<string, { new (buffer: ArrayBuffer): ArrayBufferView }> = {
    Int8Array,
    Uint8Array,
    Uint8ClampedArray,
    Int16Array,
    Uint16Array,
    Int32Array,
    Uint32Array,
    Float32Array,
    Float64Array,
    BigInt64Array,
    BigUint64Array,
    DataView,
  };
  const errors: Record<string, ErrorConstructor> = {
    EvalError,
    RangeError,
    ReferenceError,
    SyntaxError,
    TypeError,
    URIError,
  };
  const uncloneable = () => new Error('An object could not be cloned.');
  const kindOf = (value: unknown) => Object.prototype.toString.call(value).slice(8, -1);

  function toBase64(bytes: Uint8Array): string {
    let binary = '';
    for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
    return btoa(binary);
  }

  function fromBase64(text: string): Uint8Array<ArrayBuffer> {
    const binary = atob(text);
    const bytes = new Uint8Array(binary.length);
    for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
    return bytes;
  }

  function packScalar(value: unknown): unknown {
    if (value === undefined) return ['u'];
    if (typeof value === 'bigint') return ['i', String(value)];
    if (typeof value === 'number') {
      return Number.isFinite(value) && !Object.is(value, -0)
        ? value
        : ['n', Object.is(value, -0) ? '-0' : String(value)];
    }
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
    throw uncloneable();
  }

  function packObject(value: object, pack: (inner: unknown) => unknown): Tagged {
    if (Array.isArray(value)) return ['A', ...Array.from(value, pack)];
    if (value instanceof Date) return ['D', packScalar(value.getTime())];
    if (value instanceof RegExp) return ['R', value.source, value.flags];
    if (value instanceof Map) return ['M', ...[...value].map(([key, item]) => [pack(key), pack(item)])];
    if (value instanceof Set) return ['S', ...[...value].map(pack)];
    if (value instanceof Error) return ['E', value.name, value.message, value.stack ?? ''];
    if (value instanceof ArrayBuffer) return ['B', toBase64(new Uint8Array(value))];
    if (ArrayBuffer.isView(value)) {
      const name = value instanceof DataView ? 'DataView' : kindOf(value);
      return ['V', name, toBase64(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))];
    }
    if (kindOf(value) !== 'Object') throw uncloneable();
    return ['O', ...Object.entries(value).map(([key, item]) => [key, pack(item)])];
  }

  function encode(root: unknown): string {
    const seen = new Map<object, number>();
    const pack = (value: unknown): unknown => {
      if (typeof value !== 'object' || value === null) return packScalar(value);
      const before = seen.get(value);
      if (before !== undefined) return ['r', before];
      seen.set(value, seen.size);
      return packObject(value, pack);
    };
    return JSON.stringify(pack(root));
  }

  function unpackError(name: string, message: string, stack: string): Error {
    const error = new (errors[name] ?? Error)(message);
    Object.defineProperty(error, 'stack', { value: stack, configurable: true, writable: true });
    return error;
  }

  function decode(text: string): unknown {
    const seen: unknown[] = [];
    const keep = <T>(value: T): T => {
      seen.push(value);
      return value;
    };
    const unpack = (node: unknown): unknown => {
      if (!Array.isArray(node)) return node;
      const [tag, ...parts] = node as [string, ...unknown[]];
      const [first, second, third] = parts as [string, string, string];
      switch (tag) {
        case 'u':
          return undefined;
        case 'i':
          return BigInt(first);
        case 'n':
          return Number(first);
        case 'r':
          return seen[Number(first)];
        case 'D':
          return keep(new Date(Number(unpack(parts[0]))));
        case 'R':
          return keep(new RegExp(first, second));
        case 'E':
          return keep(unpackError(first, second, third));
        case 'B':
          return keep(fromBase64(first).buffer);
        case 'V': {
          const View = views[first] ?? Uint8Array;
          return keep(new View(fromBase64(second).buffer));
        }
        case 'A': {
          const list: unknown[] = keep([]);
          for (const part of parts) list.push(unpack(part));
          return list;
        }
        case 'S': {
          const set = keep(new Set());
          for (const part of parts) set.add(unpack(part));
          return set;
        }
        case 'M': {
          const map = keep(new Map());
          for (const [key, item] of parts as [unknown, unknown][]) map.set(unpack(key), unpack(item));
          return map;
        }
        default: {
          const object = keep({});
          for (const [key, item] of parts as [string, unknown][]) {
            Object.defineProperty(object, key, {
              value: unpack(item),
              enumerable: true,
              configurable: true,
              writable: true,
            });
          }
          return object;
        }
      }
    };
    return unpack(JSON.parse(text));
  }

  return { encode, decode };
}
