/** The time of day, and alarms; tests bring their own so that none waits. */
export interface ClockPort {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs once after that many milliseconds; returns what calls it off. Does not keep the process alive. */
  after(milliseconds: number, run: () => void): () => void;
}
