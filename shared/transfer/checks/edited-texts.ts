import { packsOf } from '../../profile/document.ts';
import { unfitForYaml } from '../../profile/fill-holes.ts';
import { textKey } from '../../profile/holes.ts';
import { LineIndex } from '../../profile/line-index.ts';
import { readLayerText, type TextFault } from '../../profile/source/layer-text.ts';
import { textAt } from '../../profile/texts.ts';
import { pathOf } from '../../profile/yaml-scan.ts';
import type { ParseYaml } from '../../profile/yaml-tokens.ts';
import type { Answers } from '../answers.ts';
import type { TextDecision } from '../decision.ts';
import type { EditedMaterial } from '../edited-material.ts';
import { editsMadeAgain } from '../hand-edits.ts';
import type { Check, Fix, TransferMaterial } from '../plan.ts';
import { accept, decide } from './fixes.ts';

type TextCheck = Extract<Check, { about: 'edited-text' }>;
type Finding = TextCheck['finding'];

/** What was found in an edited text, whatever is decided about it. */
export type TextFinding = Pick<TextCheck, 'finding' | 'line' | 'reason' | 'detail'>;

/** Verdicts by decision: an edit of one text reads no other text again. */
export type TextVerdicts = WeakMap<TextDecision, readonly TextFinding[]>;

const findings: Readonly<Record<TextFault['kind'], Finding | null>> = {
  'invalid-yaml': 'invalid-yaml',
  'too-deep': 'too-deep',
  'duplicate-key': 'duplicate-key',
  'unquoted-template': 'unquoted-template',
  'not-checked': 'not-checked',
  // Palette resolves it before it parses.
  'unquoted-macro': null,
};

/**
 * Texts that were edited by hand. Palette parses what a person wrote only when a cluster is built, so YAML that is broken
 * stops the import here; what an unedited text holds came out of Palette and is judged there. A fault that the text had
 * before the edits is told alone: whoever edits another line of it did not make it.
 *
 * - `invalid-yaml`, `too-deep`: open, until mended or accepted: the reader here may know less than Palette's.
 * - `unusable`: a character that no YAML can carry; open, and nothing else settles it.
 * - `outdated`: made on another text than the source has by now; open, until made again on it or dropped.
 * - `not-checked`: too long to be read; unknown, until accepted.
 * - `duplicate-key`, `unquoted-template`: readers differ on them; told.
 */
export function editedTextsChecker(
  source: TransferMaterial,
  { material, applied, outdated }: EditedMaterial,
  verdicts: TextVerdicts,
  parse: ParseYaml,
): (answers: Answers) => readonly Check[] {
  const found = applied.flatMap((decision) => {
    const textIn = ({ document }: TransferMaterial) => textAt(document, decision.text) ?? '';
    const verdict = verdicts.get(decision) ?? judgedText(textIn(source), textIn(material), parse);
    verdicts.set(decision, verdict);
    return verdict.map((one) => outcomesOf(checkOf(material, decision, one)));
  });
  const lost = outdated.map((decision): Check => {
    const again = editsMadeAgain(source.document, decision);
    const fixes: readonly Fix[] = [
      ...(again === null ? [] : [decide('edit-again', again)]),
      { kind: 'drop-edits', decision },
    ];
    const outcome: TextFinding = { finding: 'outdated', line: 0, reason: null, detail: '' };
    return { ...checkOf(source, decision, outcome), state: 'open', fixes };
  });
  return (answers) => [
    ...lost,
    ...found.map(({ asked, accepted }) => (answers.accepted.has(asked.id) ? accepted : asked)),
  ];
}

/** Judges an edited text. `before`: as it was exported. */
export function judgedText(before: string, now: string, parse: ParseYaml): readonly TextFinding[] {
  if (unfitForYaml(now) !== null) return [{ finding: 'unusable', line: unfitLine(now), reason: null, detail: '' }];
  const { faults } = readLayerText(now, parse);
  if (faults.length === 0) return [fine];
  const known = new Set(readLayerText(before).faults.map(({ kind }) => kind));
  const lines = new LineIndex(now);
  const found = faults.flatMap((fault): readonly TextFinding[] => {
    const finding = findings[fault.kind];
    if (finding === null || known.has(fault.kind)) return [];
    const key = fault.kind === 'duplicate-key' && fault.place !== null ? pathOf(fault.place)?.keys.at(-1) : undefined;
    const detail = String(key ?? '').slice(0, 200);
    return [{ finding, line: lines.lineAt(fault.offset), reason: fault.reason ?? null, detail }];
  });
  return found.length === 0 ? [fine] : found;
}

const fine: TextFinding = { finding: 'ok', line: 0, reason: null, detail: '' };

function unfitLine(text: string): number {
  return text.split('\n').findIndex((line) => unfitForYaml(line) !== null) + 1;
}

function checkOf({ document }: TransferMaterial, { text, layer, edits }: TextDecision, found: TextFinding): TextCheck {
  const pack = packsOf(document)[text.pack];
  const manifest = text.kind === 'manifest' ? (pack?.manifests?.[text.manifest]?.name ?? '') : null;
  const id = `edited:${textKey(text)}:${found.finding}:${found.line}:${found.reason ?? ''}`;
  return {
    id,
    about: 'edited-text',
    text,
    layer,
    manifest,
    changes: edits.length,
    ...found,
    state: 'passed',
    fixes: [],
  };
}

/** A check before and after it is accepted: the same objects in every plan. */
function outcomesOf(check: TextCheck): { readonly asked: Check; readonly accepted: Check } {
  const alike = (one: Check) => ({ asked: one, accepted: one });
  switch (check.finding) {
    case 'ok':
      return alike(check);
    case 'duplicate-key':
    case 'unquoted-template':
      return alike({ ...check, state: 'warning' });
    case 'outdated':
    case 'unusable':
      return alike({ ...check, state: 'open' });
    case 'invalid-yaml':
    case 'too-deep':
    case 'not-checked': {
      const state = check.finding === 'not-checked' ? 'unknown' : 'open';
      return { asked: { ...check, state, fixes: [accept(check.id)] }, accepted: { ...check, state: 'warning' } };
    }
  }
}
