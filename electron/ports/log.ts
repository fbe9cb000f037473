/** Plain values only: an object could carry what must not be written down. */
export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

/** One line per event: a short kebab-case name and its facts. The adapter redacts. */
export interface LogPort {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}
