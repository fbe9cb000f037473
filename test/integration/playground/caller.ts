import { Agent, type FormData, fetch, type Headers, type RequestInit } from 'undici';
import { expect } from 'vitest';
import type { PlaygroundEnvironment } from '../../../electron/playground/playground.ts';
import { loadSpecification } from './specification.ts';

const specification = loadSpecification();

/** An entry of a list, as far as the tests look at it. */
export interface ListedItem {
  metadata: { name: string; uid: string; annotations?: Record<string, string> };
  spec: { version: string; name: string; registryUid: string; registries: { name: string; latestVersion: string }[] };
  specSummary: { version: string; versions: { uid: string; version: string }[] };
  status: { isPublished: boolean; pack: { deleted: number; deprecated: number; disabled: number } } | null;
  uid: string;
  name: string;
  kind: string;
}

/** A pack of an exported document or of a profile. */
export interface ShownPack {
  name: string;
  type: string;
  version: string;
  values: string;
  registryUid: string;
  isInvalid: boolean;
  schema: { name: string; format: string }[];
  registry: { metadata: Record<string, unknown>; matchingRegistries?: { name: string; kind: string; uid: string }[] };
}

/** Every member of any answer that the tests look at. Its form has been checked against the specification before. */
export interface AnswerBody {
  items: ListedItem[];
  listmeta: { continue: string; count: number; limit: number; offset: number };
  uid: string;
  code: string;
  message: string;
  details: Record<string, unknown>;
  orgName: string;
  userUid: string;
  roles: { uid: string; name: string }[];
  macros: { name: string; value: string }[];
  variables: { name: string; defaultValue?: string }[];
  tags: { tag: string; version: string; parentTags: string[] }[];
  packs: { results: { name: string; errors: { code: string; message: string }[] }[] };
  metadata: { name: string; description: string };
  spec: {
    version: string;
    permissions: string[];
    template: { packs: ShownPack[] };
    variables: { name: string; defaultValue?: string }[];
    published?: { packs: ShownPack[] };
    draft?: { packs: ShownPack[] };
  };
  status: { isPublished: boolean; hasUserMacros: boolean };
  deletedCount: number;
  failures: { uid: string; errMsg: string }[];
  isSucceeded: boolean;
  Authorization: string;
}

/** An answer as the tests look at it. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  json: AnswerBody;
}

/** How to call. */
export interface CallOptions {
  body?: unknown;
  /** Sent as it is, and not checked. */
  rawBody?: string | FormData;
  headers?: Record<string, string>;
  /** For requests that break the specification on purpose. */
  breaksSpecification?: boolean;
  signal?: AbortSignal;
  redirect?: 'follow' | 'manual';
}

/** One request; its form and its answer's form are checked against the specification. */
export type Call = (route: string, options?: CallOptions) => Promise<Answer>;

/** Who calls: the administrator of the tenant, unless another key is given; in the tenant, unless a project is named. */
export interface CallerOptions {
  /** Null sends no key at all. */
  key?: string | null;
  project?: string;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A function that calls an environment over HTTPS, trusting its certificate authority only. */
export function caller(environment: PlaygroundEnvironment, options: CallerOptions = {}): Call {
  const dispatcher = new Agent({ connect: { ca: environment.caPem } });
  const { key = environment.apiKeys.admin } = options;
  const project = options.project === undefined ? {} : { ProjectUid: environment.projectUid(options.project) };
  return async (route, { body, rawBody, headers, breaksSpecification, signal, redirect } = {}) => {
    const [method = 'GET', path = '/'] = route.split(' ');
    const content = rawBody ?? (body === undefined ? undefined : JSON.stringify(body));
    const init = {
      method,
      dispatcher,
      headers: {
        ...(key === null ? {} : { ApiKey: key }),
        ...project,
        ...(typeof content === 'string' ? { 'Content-Type': 'application/json' } : {}),
        ...headers,
      },
      redirect: redirect ?? 'manual',
      ...(content === undefined ? {} : { body: content }),
      ...(signal === undefined ? {} : { signal }),
    };
    const response = await fetch(environment.url + path, init as RequestInit);
    const text = await response.text();
    const json = parsed(text);
    if (breaksSpecification !== true) {
      const request = { method, path, ...(body === undefined ? {} : { body }) };
      const answer = { status: response.status, ...(text === '' ? {} : { body: json ?? text }) };
      expect(specification.requestErrors(request), `request ${route}`).toEqual([]);
      expect(specification.answerErrors(request, answer), `answer to ${route}`).toEqual([]);
    }
    return { status: response.status, headers: response.headers, text, json: json as AnswerBody };
  };
}

/** The uid of a profile by name, and version when it matters, as the caller's scope lists it. */
export async function uidOf(call: Call, name: string, version?: string): Promise<string> {
  const { json } = await call('GET /v1/dashboard/clusterprofiles/metadata');
  const found = json.items.find(
    ({ metadata, spec }) => metadata.name === name && (version === undefined || spec.version === version),
  );
  if (found === undefined) throw new Error(`There is no profile '${name}' ${version ?? ''}`);
  return found.metadata.uid;
}
