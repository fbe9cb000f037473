import { z } from 'zod';
import { environmentClasses, environmentColours } from './environment.ts';
import { environmentIdSchema } from './place-shapes.ts';

export const environmentDraftSchema = z.strictObject({
  id: environmentIdSchema.nullable(),
  name: z.string().max(80),
  address: z.string().max(2048),
  apiKey: z.string().max(4096).nullable(),
  colour: z.enum(environmentColours),
  class: z.enum(environmentClasses),
  caPem: z.string().max(262_144).nullable(),
});
