import type { TextAddress } from './holes.ts';

/** `{{.spectro.…}}` in a text. Only a `macro` outside comments must exist in the target before an import. */
export interface Reference {
  readonly kind: 'macro' | 'system' | 'variable' | 'pack' | 'other';
  /** NAME of `{{.spectro.macro.NAME}}`; the dotted rest for the other kinds. */
  readonly name: string;
  readonly layer: string;
  readonly text: TextAddress;
  /** 1-based. */
  readonly line: number;
  readonly inComment: boolean;
}
