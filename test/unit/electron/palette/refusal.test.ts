import { Buffer } from 'node:buffer';
import { expect, test } from 'vitest';
import { hideIn } from '../../../../electron/palette/hide.ts';
import { refusal } from '../../../../electron/palette/refusal.ts';

const key = 'K3y/with+odd=chars-0123456789';

function refused(status: number, body: string, permission = 'clusterProfile.get') {
  return refusal(
    { kind: 'answer', status, headers: {}, body: Buffer.from(body) },
    { host: 'h', path: '/v1/x', permission, what: 'profile', secrets: [key, 'hunter2!'], now: 0 },
  );
}

const error = (code: string, message: string) => JSON.stringify({ code, message, details: {}, ref: 'r-1' });

test.each([
  ['401', 401, error('InvalidApiKey', 'no'), 'key-refused'],
  ['401 in plain text', 401, 'Unauthorized', 'key-refused'],
  ['403', 403, error('OperationForbidden', 'no'), 'permission-denied'],
  ['403 in plain text', 403, 'Forbidden', 'permission-denied'],
  ['404', 404, error('ResourceNotFound', 'no such profile'), 'not-found'],
  ['404 that repeats the key', 404, error('ResourceNotFound', `'${key}' not found`), 'key-refused'],
  ['404 page', 404, '<html><body>nginx</body></html>', 'not-palette'],
  ['429', 429, '', 'rate-limited'],
  ['409', 409, error('ClusterProfileAlreadyExists', 'exists'), 'server-refused'],
  ['423 with nothing', 423, '', 'server-refused'],
  ['500', 500, error('OperationalError', 'no'), 'server-refused'],
  ['502 page', 502, '<html>Bad gateway</html>', 'server-refused'],
])('%s', (_, status, body, kind) => {
  expect(refused(status, body).kind).toBe(kind);
});

test('a secret that stands where a very long answer is cut is not told in part', () => {
  const pin = `pin-${'7'.repeat(3000)}`;
  const told = (body: string) =>
    JSON.stringify(
      refusal(
        { kind: 'answer', status: 400, headers: {}, body: Buffer.from(body) },
        { host: 'h', path: '/v1/x', permission: '', what: 'profile', secrets: [key, pin], now: 0 },
      ),
    );
  // Hiding makes the text so short that its end is shown.
  for (const length of [65_536, 1_000_000]) {
    const times = Math.ceil(length / pin.length);
    expect(told(`${pin} `.repeat(times))).not.toContain('pin-');
    expect(told(error('BadValue', `${pin} `.repeat(times)))).not.toContain('pin-');
  }
});

test('a call that needs no permission is refused for its key', () => {
  expect(refused(403, 'Forbidden', '').kind).toBe('key-refused');
  expect(refused(403, error('OperationForbidden', 'set a project'), '').kind).toBe('permission-denied');
  expect(refused(404, '{"error":"no route"}', '')).toMatchObject({ kind: 'not-palette', found: 'not-json' });
});

test("the server's own words and reference are kept", () => {
  expect(refused(422, error('MacrosNotFound', 'Macros not found: a'))).toEqual({
    kind: 'server-refused',
    host: 'h',
    status: 422,
    code: 'MacrosNotFound',
    message: 'Macros not found: a',
    reference: 'r-1',
  });
});

test.each([
  ['raw', key],
  ['URL-encoded', encodeURIComponent(key)],
  ['base64', Buffer.from(key).toString('base64')],
  ['base64 inside a longer text', Buffer.from(`u:${key}`).toString('base64')],
  ['JSON', JSON.stringify(key)],
  ['hex', Buffer.from(key).toString('hex')],
])('no message repeats the key: %s', (_, form) => {
  for (const status of [400, 401, 403, 404, 409, 422, 500]) {
    const text = JSON.stringify(refused(status, error(form, `bad ${form}`)));
    expect(text).not.toContain(form);
    expect(text).not.toContain(key.slice(2, -2));
  }
  expect(JSON.stringify(refused(400, `plain ${form} text`))).not.toContain(form);
});

test('a value of the body is hidden too, and a short one takes the whole message with it', () => {
  expect(JSON.stringify(refused(400, error('x', 'value hunter2! is too weak')))).not.toContain('hunter2!');
  expect(hideIn('the pin 007 is wrong', ['007'])).toBe('[hidden]');
});

test('a long message is cut', () => {
  expect(hideIn('x'.repeat(5000), []).length).toBeLessThan(700);
});
