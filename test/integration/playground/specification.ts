import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv-draft-04';

/*
 * Checks requests and answers against Palette's published API definition (Swagger 2.0). The definition lies beside the
 * repository and is not part of it; where it is absent the checks say so and are skipped.
 */

const FILE = join(import.meta.dirname, '../../../../shared/palette-api/palette-subset.swagger.json');

/** Whether the API definition is there. */
export const hasSpecification = existsSync(FILE);

/** What a skipped test says. */
export const ABSENT = 'the Palette API definition (../shared/palette-api) is not beside this repository';

/** Paths that Palette answers although the definition lacks them. */
export const OUTSIDE_SPECIFICATION: readonly string[] = [
  'GET /v1/health/ping',
  'GET /v1/health/ready',
  'GET /v1/projects',
];

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
type Schema = { [name: string]: Json };

interface Parameter {
  name: string;
  in: 'query' | 'path' | 'body' | 'formData' | 'header';
  required?: boolean;
  type?: string;
  enum?: string[];
  maximum?: number;
  schema?: Schema;
}

interface Operation {
  parameters?: Parameter[];
  responses: Record<string, { schema?: Schema }>;
}

interface PathItem {
  parameters?: Parameter[];
  [method: string]: Operation | Parameter[] | undefined;
}

interface Swagger {
  paths: Record<string, PathItem>;
  definitions: Record<string, Schema>;
}

/** A request as it goes over the wire, its body parsed. */
export interface CheckedRequest {
  method: string;
  /** Path with or without a query. */
  path: string;
  query?: Record<string, string>;
  body?: unknown;
}

/** An answer to it. */
export interface CheckedAnswer {
  status: number;
  body?: unknown;
}

/** Finds what does not fit; an empty list means valid. */
export interface Specification {
  requestErrors(request: CheckedRequest): string[];
  answerErrors(request: CheckedRequest, answer: CheckedAnswer): string[];
}

function isObject(value: Json | undefined): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function translatedMembers(members: Schema): Schema {
  return Object.fromEntries(
    Object.entries(members).map(([name, member]) => [name, isObject(member) ? translated(member) : member]),
  );
}

/** Makes a Swagger schema a JSON schema: nullable members, and no members beyond those that are declared. */
function translated(schema: Schema): Schema {
  const { properties, items, additionalProperties, enum: choices, type } = schema;
  const result: Schema = { ...schema };
  if (isObject(properties)) result.properties = translatedMembers(properties);
  if (isObject(items)) result.items = translated(items);
  if (isObject(additionalProperties)) result.additionalProperties = translated(additionalProperties);
  if (isObject(properties) && additionalProperties === undefined) result.additionalProperties = false;
  if (schema['x-nullable'] === true && typeof type === 'string') {
    result.type = [type, 'null'];
    if (Array.isArray(choices)) result.enum = [...choices, null];
  }
  return result;
}

function queryErrors(parameter: Parameter, text: string): string[] {
  const { name, type, maximum } = parameter;
  if (parameter.enum !== undefined && !parameter.enum.includes(text))
    return [`query '${name}': '${text}' is not allowed`];
  if (type === 'integer' && !/^-?\d+$/.test(text)) return [`query '${name}': '${text}' is not a whole number`];
  if (type === 'boolean' && text !== 'true' && text !== 'false') return [`query '${name}': '${text}' is not a boolean`];
  if (maximum !== undefined && Number(text) > maximum) return [`query '${name}': ${text} is more than ${maximum}`];
  return [];
}

interface Found {
  template: string;
  operation: Operation;
  parameters: Parameter[];
}

class SwaggerSpecification implements Specification {
  readonly #swagger: Swagger;
  readonly #ajv = new Ajv({ strict: false, allErrors: true, validateFormats: true });

  constructor(swagger: Swagger) {
    this.#swagger = swagger;
    for (const format of ['int32', 'int64', 'password', 'binary', 'byte', 'double']) this.#ajv.addFormat(format, true);
    this.#ajv.addFormat('date-time', (text: string) => !Number.isNaN(Date.parse(text)));
    this.#ajv.addSchema({ definitions: translatedMembers(swagger.definitions) }, 'palette');
  }

  #find(method: string, path: string): Found | undefined {
    const wanted = path.split('/');
    const candidates = Object.keys(this.#swagger.paths).filter((template) => {
      const parts = template.split('/');
      return parts.length === wanted.length && parts.every((part, at) => part.startsWith('{') || part === wanted[at]);
    });
    // The path with the fewest parameters is meant: /clusterprofiles/macros before /clusterprofiles/{uid}.
    candidates.sort((left, right) => left.split('{').length - right.split('{').length);
    for (const template of candidates) {
      const item = this.#swagger.paths[template];
      const operation = item?.[method.toLowerCase()];
      if (item === undefined || operation === undefined || Array.isArray(operation)) continue;
      return { template, operation, parameters: [...(item.parameters ?? []), ...(operation.parameters ?? [])] };
    }
    return undefined;
  }

  #schemaErrors(what: string, schema: Schema, value: unknown): string[] {
    const text = JSON.stringify(translated(schema)).replaceAll('"#/definitions/', '"palette#/definitions/');
    const validate = this.#ajv.compile(JSON.parse(text));
    if (validate(value)) return [];
    return (validate.errors ?? []).map((error) => {
      const extra = 'additionalProperty' in error.params ? ` (${error.params.additionalProperty})` : '';
      return `${what}${error.instancePath}: ${error.message}${extra}`;
    });
  }

  requestErrors(request: CheckedRequest): string[] {
    const url = new URL(request.path, 'https://palette.invalid');
    const query = { ...Object.fromEntries(url.searchParams), ...request.query };
    const found = this.#find(request.method, url.pathname);
    if (found === undefined) {
      const isKnown = OUTSIDE_SPECIFICATION.includes(`${request.method} ${url.pathname}`);
      return isKnown ? [] : [`${request.method} ${url.pathname} is not in the specification`];
    }
    const errors: string[] = [];
    const declared = new Map(
      found.parameters.filter(({ in: place }) => place === 'query').map((item) => [item.name, item]),
    );
    for (const [name, text] of Object.entries(query)) {
      const parameter = declared.get(name);
      if (parameter === undefined) errors.push(`query '${name}' is not declared for ${found.template}`);
      else errors.push(...queryErrors(parameter, text));
    }
    for (const [name, parameter] of declared) {
      if (parameter.required === true && !(name in query)) errors.push(`query '${name}' is missing`);
    }
    const body = found.parameters.find(({ in: place }) => place === 'body');
    const takesForm = found.parameters.some(({ in: place }) => place === 'formData');
    if (body?.schema !== undefined && request.body !== undefined) {
      errors.push(...this.#schemaErrors('body', body.schema, request.body));
    } else if (body?.required === true && request.body === undefined) {
      errors.push('body is missing');
    } else if (body === undefined && request.body !== undefined && !takesForm) {
      errors.push(`${request.method} ${found.template} takes no body`);
    }
    return errors;
  }

  answerErrors(request: CheckedRequest, answer: CheckedAnswer): string[] {
    const { pathname } = new URL(request.path, 'https://palette.invalid');
    const found = this.#find(request.method, pathname);
    if (answer.status >= 400) {
      if (answer.body === undefined || answer.body === '') return [];
      return this.#schemaErrors('error', { $ref: '#/definitions/v1Error' }, answer.body);
    }
    if (found === undefined) {
      const isKnown = OUTSIDE_SPECIFICATION.includes(`${request.method} ${pathname}`);
      return isKnown ? [] : [`${request.method} ${pathname} is not in the specification`];
    }
    const declared = found.operation.responses[String(answer.status)];
    if (declared === undefined) return [`${request.method} ${found.template} does not answer ${answer.status}`];
    const { schema } = declared;
    if (schema === undefined)
      return answer.body === undefined || answer.body === '' ? [] : ['answer should have no body'];
    if (schema.type === 'string') return [];
    return this.#schemaErrors('answer', schema, answer.body);
  }
}

/** The published definition, or a stand-in that accepts everything where it is absent. */
export function loadSpecification(): Specification {
  if (!hasSpecification) return { requestErrors: () => [], answerErrors: () => [] };
  return new SwaggerSpecification(JSON.parse(readFileSync(FILE, 'utf8')));
}
