interface MetadataReflection {
  getMetadata?: (key: unknown, target: object) => unknown;
  getOwnMetadata?: (key: unknown, target: object) => unknown;
  defineMetadata?: (key: unknown, value: unknown, target: object) => void;
}

/**
 * Gives `Reflect` the three metadata functions that `@peculiar/x509` insists on while it loads. They keep their
 * notes in a WeakMap; nothing in the certificate code depends on their answers.
 */
export function provideMetadataReflection(): void {
  const reflection = Reflect as object as MetadataReflection;
  if (reflection.getMetadata !== undefined) return;
  const notes = new WeakMap<object, Map<unknown, unknown>>();
  const read = (key: unknown, target: object): unknown => notes.get(target)?.get(key);
  reflection.getMetadata = read;
  reflection.getOwnMetadata = read;
  reflection.defineMetadata = (key, value, target) => {
    const own = notes.get(target) ?? new Map<unknown, unknown>();
    own.set(key, value);
    notes.set(target, own);
  };
}
