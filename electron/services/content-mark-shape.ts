import { z } from 'zod';

const digest = z.string().max(64);

/**
 * What tells a profile from another one of the same name and version, without telling what is in it: per layer one
 * digest of its shape (pack, version, type, manifests, the keys of its texts) and one of its values.
 *
 * SECURITY: lies on disk in plain. Digests are salted, and a digest of little can be guessed, so nothing goes in that
 * may be a secret: no value that was filled in, none beneath a key that tells of a secret, none that looks like one, no
 * text of several lines, no manifest, no variable. What is left may stand in a plain file of the project anyway.
 */
export const contentMarkSchema = z.object({
  salt: z.string().max(64),
  /** Places whose values were filled in. */
  filled: z.array(z.string()).readonly(),
  /** Texts that were left out because they are long or broken. */
  unread: z.array(z.string()).readonly(),
  layers: z.array(z.object({ shape: digest, values: digest })).readonly(),
});
export type ContentMark = Readonly<z.infer<typeof contentMarkSchema>>;
