import type { TextAddress } from './holes.ts';

/** `{{.spectro.…}}` in a text. Only a `macro` outside comments must exist in the target before an import. */
export interface Reference {
  readonly kind: 'macro' | 'system' | 'variable' | 'pack' | 'other';
  /** NAME of `{{.spectro.macro.NAME}}`; the dotted rest for the other kinds. */
  readonly name: string;
  /** The pack's name as it stands in the document; empty for the default of a variable. */
  readonly layer: string;
  readonly text: TextAddress | VariableAddress;
  /** 1-based. */
  readonly line: number;
  readonly inComment: boolean;
}

/** The default of a variable, which is a text of one line. */
export interface VariableAddress {
  readonly kind: 'variable';
  readonly name: string;
}
