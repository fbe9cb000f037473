import type { Problem } from './problem.ts';

/** Success with its value, or a failure a person can meet. Thrown errors are bugs and never travel in here. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

/** Wraps a success. */
export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

/** Wraps a failure. Its type fits every `Result<T>`. */
export function failed(problem: Problem): { readonly ok: false; readonly problem: Problem } {
  return { ok: false, problem };
}

/** Closes a switch over a tagged union: a forgotten case does not compile. Throws if data lies about its type. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected case: ${typeof value}`);
}
