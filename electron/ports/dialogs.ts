export interface DialogsPort {
  /** Asks the person for a certificate file; null when they cancel. */
  chooseCertificate(): Promise<string | null>;
}
