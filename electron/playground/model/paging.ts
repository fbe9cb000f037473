import { invalidPayload } from '../api-error.ts';

/** Most items a paged list answers with (Palette API introduction, "Pagination"). */
export const PAGE_LIMIT = 50;

/** Paging members of a list answer (specification definition v1ListMetaData). */
export interface ListMetadata {
  continue: string;
  count: number;
  limit: number;
  offset: number;
}

/** Query parameters of a paged list, as received. */
export interface PageRequest {
  limit?: string | undefined;
  offset?: string | undefined;
  continue?: string | undefined;
}

function wholeNumber(name: string, text: string): number {
  if (!/^\d+$/.test(text)) throw invalidPayload(`Query parameter '${name}' is not a number`);
  return Number(text);
}

function offsetOfToken(token: string): number {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(token, 'base64').toString('utf8'));
    if (typeof parsed === 'object' && parsed !== null && 'offset' in parsed && typeof parsed.offset === 'number') {
      return parsed.offset;
    }
  } catch {
    // falls through to the refusal below
  }
  throw invalidPayload("Query parameter 'continue' is not a valid token");
}

/** One page of `items`; `continue` is an opaque token, empty on the last page. */
export function page<Item>(items: Item[], request: PageRequest): { items: Item[]; listmeta: ListMetadata } {
  const requested =
    request.limit === undefined || request.limit === '' ? PAGE_LIMIT : wholeNumber('limit', request.limit);
  const limit = Math.min(requested === 0 ? PAGE_LIMIT : requested, PAGE_LIMIT);
  const given = request.offset === undefined || request.offset === '' ? 0 : wholeNumber('offset', request.offset);
  const offset = request.continue === undefined || request.continue === '' ? given : offsetOfToken(request.continue);
  const end = offset + limit;
  const token = JSON.stringify({ offset: end, count: items.length, token: '' });
  return {
    items: items.slice(offset, end),
    listmeta: {
      continue: end < items.length ? Buffer.from(token).toString('base64') : '',
      count: items.length,
      limit,
      offset,
    },
  };
}
