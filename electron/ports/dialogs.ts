export interface DialogsPort {
  /** Asks the person for a certificate file; null when they cancel. */
  chooseCertificate(): Promise<string | null>;
  /** Asks where to save the list of environments; null when they cancel. The dialog itself asks before overwriting. */
  chooseListToSave(): Promise<string | null>;
  /** Asks for such a list; null when they cancel. */
  chooseListToOpen(): Promise<string | null>;
  /** Asks for an exported profile; null when they cancel. */
  chooseProfileToOpen(): Promise<string | null>;
  /** Asks for a folder; null when they cancel. */
  chooseFolder(): Promise<string | null>;
  /** Asks where to save a profile, starting at the path proposed; null when they cancel. Asks itself before overwriting. */
  chooseProfileToSave(proposed: string): Promise<string | null>;
}
