import { z } from 'zod';

const id = z.int().nonnegative();
const account = z.string().regex(/^[a-z0-9-]{1,64}$/);

export const brokerRequestSchema = z.discriminatedUnion('kind', [
  z.strictObject({ id, kind: z.literal('ping') }),
  z.strictObject({ id, kind: z.literal('get'), account }),
  z.strictObject({ id, kind: z.literal('set'), account, value: z.string() }),
  z.strictObject({ id, kind: z.literal('delete'), account }),
]);
/** What the main process asks of the keychain broker. */
export type BrokerRequest = z.infer<typeof brokerRequestSchema>;

export const brokerAnswerSchema = z.discriminatedUnion('ok', [
  z.strictObject({ id, ok: z.literal(true), value: z.string().nullable() }),
  z.strictObject({
    id,
    ok: z.literal(false),
    reason: z.enum(['missing', 'locked', 'refused', 'not-answering', 'damaged', 'too-long']),
  }),
]);
/** What the broker answers: a value, or why there is none. Never a foreign error's text. */
export type BrokerAnswer = z.infer<typeof brokerAnswerSchema>;

export type BrokerRefusal = Extract<BrokerAnswer, { ok: false }>['reason'];
