import { isSensitiveKey } from '../../shared/profile/sensitive-keys.ts';
import { readLayerText } from '../../shared/profile/source/layer-text.ts';
import { secretReason } from '../../shared/profile/source/secret-shapes.ts';
import { textAt } from '../../shared/profile/texts.ts';
import type { Decision } from '../../shared/transfer/decision.ts';
import { textDecisions } from '../../shared/transfer/edited-material.ts';
import type { TransferMaterial } from '../../shared/transfer/plan.ts';

/** Shorter lines are no secret by themselves and stand in ordinary words. */
const shortest = 6;

/**
 * What was written into edited texts and may be secret, line by line: the server's words must not repeat it. `material`: as
 * the edits leave it.
 */
export function editedSecrets(
  { document }: Pick<TransferMaterial, 'document'>,
  decisions: readonly Decision[],
): readonly string[] {
  return textDecisions(decisions).flatMap(({ text: address, edits }) => {
    const text = textAt(document, address) ?? '';
    let shift = 0;
    const written = edits.map(({ start, end, text: inserted }) => {
      const from = start + shift;
      shift += inserted.length - (end - start);
      return { start: from, end: from + inserted.length };
    });
    return readLayerText(text).values.flatMap(({ start, end, value, tellingKey, inSecret }) => {
      const isWritten = written.some((one) => one.start < end && one.end > start);
      if (!isWritten || !(inSecret || isSensitiveKey(tellingKey) || secretReason(tellingKey, value) !== null))
        return [];
      return value.split('\n').filter((line) => line.trim().length >= shortest);
    });
  });
}
