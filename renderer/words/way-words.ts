import type { Way } from '../../shared/transfer/way.ts';

/** A way in the forms that sentences need: "Clone into DEV / payments", "stops the clone", "was not cloned". */
export const wayWords: Readonly<
  Record<Way, { readonly verb: string; readonly Verb: string; readonly noun: string; readonly done: string }>
> = {
  clone: { verb: 'clone', Verb: 'Clone', noun: 'clone', done: 'cloned' },
  import: { verb: 'import', Verb: 'Import', noun: 'import', done: 'imported' },
};
