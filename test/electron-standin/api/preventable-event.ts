/** An event whose default the app may prevent. */
export interface PreventableEvent {
  preventDefault(): void;
  readonly defaultPrevented: boolean;
}

export function preventableEvent<T extends object>(members: T): T & PreventableEvent {
  let prevented = false;
  return Object.defineProperties({ ...members } as T & PreventableEvent, {
    preventDefault: {
      value: () => {
        prevented = true;
      },
    },
    defaultPrevented: { get: () => prevented, enumerable: true },
  });
}
