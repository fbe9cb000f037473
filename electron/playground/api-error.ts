/** Body of every refusal (specification definition v1Error). */
export interface ErrorBody {
  code: string;
  message: string;
  details: Record<string, unknown>;
  ref: string;
}

/** Thrown by the model and the routes; the server answers with its status and a v1Error body. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: Record<string, unknown>;

  constructor(status: number, code: string, message: string, details: Record<string, unknown> = {}) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.details = details;
  }

  /** The body to send; `reference` is what an administrator would look up in the audit log. */
  body(reference: string): ErrorBody {
    return { code: this.code, message: this.message, details: this.details, ref: reference };
  }
}

/** A uid that names nothing the caller can see. */
export function resourceNotFound(kind: string, uid: string): ApiError {
  return new ApiError(404, 'ResourceNotFound', `Resource '${uid}' of kind '${kind}' not found`);
}

/** A payload that does not fit the specification. */
export function invalidPayload(message: string, details: Record<string, unknown> = {}): ApiError {
  return new ApiError(400, 'InvalidPayload', message, details);
}
