import type { z } from 'zod';
import type { environmentDraftSchema } from './environment-shapes.ts';

export const environmentClasses = ['development', 'staging', 'production'] as const;
export type EnvironmentClass = (typeof environmentClasses)[number];

export const environmentColours = ['blue', 'teal', 'green', 'amber', 'orange', 'red', 'purple', 'grey'] as const;
export type EnvironmentColour = (typeof environmentColours)[number];

/**
 * What the sign-in sheet sends. `id: null` adds; `apiKey: null` keeps the stored key, which is only allowed while the
 * address stays the same (a key belongs to a host). `caPem: null` means the system's authorities alone.
 */
export type EnvironmentDraft = z.infer<typeof environmentDraftSchema>;

/** Where the API key of an environment is right now. */
export type KeyState = 'in-keychain' | 'this-run-only' | 'missing';

/** What the window may know of an environment. It has no member that could hold a key. */
export interface EnvironmentSummary {
  readonly id: string;
  readonly name: string;
  /** `https://host[:port]`, no path. */
  readonly address: string;
  readonly colour: EnvironmentColour;
  readonly class: EnvironmentClass;
  /** The added authority (public, not a secret), so that the edit sheet can show and keep it. */
  readonly caPem: string | null;
  readonly key: KeyState;
  /** ISO 8601, as the last connection test told; null when unknown or unlimited. */
  readonly keyExpiresAt: string | null;
  /** Sample environments live for one run and are never saved. */
  readonly isSample: boolean;
  /** Milliseconds since 1970 until when writing is unlocked; null: locked. Only production starts locked. */
  readonly unlockedUntil: number | null;
}

export interface Project {
  readonly uid: string;
  readonly name: string;
}

export interface CertificateLink {
  readonly subject: string;
  readonly issuer: string;
  /** ISO 8601. */
  readonly validTo: string;
}

/** What a successful connection test learnt. */
export interface ConnectionReport {
  readonly tenantUid: string;
  /** `orgName` of SPEC v1UserInfo. */
  readonly tenantName: string;
  readonly userUid: string;
  readonly projects: readonly Project[];
  /** Permission names such as `clusterProfile.create`; null when the server does not let this user see them. */
  readonly permissions: readonly string[] | null;
  /** ISO 8601; null when unknown or unlimited. */
  readonly keyExpiresAt: string | null;
  readonly serverVersion: string | null;
  /** Leaf first. */
  readonly certificateChain: readonly CertificateLink[];
}
