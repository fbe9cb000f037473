import { type ProfileDocument, packsOf } from '../../shared/profile/document.ts';
import { isSensitiveKey } from '../../shared/profile/sensitive-keys.ts';

/** Values under keys that tell of a secret, and sensitive variables, as they stand in the outgoing document. */
export function likelySecrets(document: ProfileDocument): readonly string[] {
  const secrets = (document.spec.variables ?? []).flatMap(({ isSensitive, defaultValue }) =>
    isSensitive === true && defaultValue ? [defaultValue] : [],
  );
  for (const pack of packsOf(document)) {
    for (const line of (pack.values ?? '').split('\n')) {
      // A line of that length holds data, and a pattern may take long over it.
      if (line.length > 2000) continue;
      const [, key = '', value = ''] = /^[\s-]*["']?([\w.-]+)["']?\s*:\s+["']?(.*?)["']?\s*$/.exec(line) ?? [];
      if (value.length >= 6 && !value.startsWith('{{') && isSensitiveKey(key)) secrets.push(value);
    }
  }
  return secrets;
}
