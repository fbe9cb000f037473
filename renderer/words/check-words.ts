import type { Reference } from '../../shared/profile/references.ts';
import { assertNever } from '../../shared/result.ts';
import type { CheckFinding, Fix } from '../../shared/transfer/plan.ts';
import { holeName } from './hole-words.ts';
import { layerName } from './layer-words.ts';
import { count, listed } from './phrases.ts';
import { problemWords } from './problem-words.ts';

/** A check as a person reads it. */
export interface CheckWords {
  readonly title: string;
  readonly text: string;
}

/** The words for what one check found. */
export function checkWords(check: CheckFinding): CheckWords {
  switch (check.about) {
    case 'name':
      if (check.problem !== null) return unknown('Whether the name is free is not known', check.problem);
      if (check.taken !== null)
        return {
          title: `${check.taken.name} ${check.taken.version} already exists in the target`,
          text: 'Nothing existing is overwritten. Import it under the next version, or under another name.',
        };
      return { title: `${check.name} ${check.version} is free in the target`, text: '' };
    case 'name-case':
      return {
        title: `The target already has ${check.existing}`,
        text: `It differs from ${check.name} only in upper and lower case, which is easily mistaken.`,
      };
    case 'version':
      return check.reason === 'ok'
        ? { title: `Version ${check.version} is well formed`, text: '' }
        : {
            title: `${check.version} is not a version Palette accepts`,
            text: 'A version has three numbers, such as 1.4.0.',
          };
    case 'masked-value':
      return {
        title: `${holeName(check.hole)} has no value`,
        text:
          check.hole.reason === 'masked'
            ? 'The source hides it behind asterisks. Enter it once; it cannot be read from there.'
            : 'It is required and came empty.',
      };
    case 'macro':
      return macroWords(check);
    case 'variable':
      return variableWords(check);
    case 'pack':
      return packWords(check);
    case 'registries':
      return unknown('What the repositories of the target hold is not known', check.problem);
    case 'duplicate-pack':
      return {
        title: `The pack ${check.pack} is in the profile twice`,
        text: 'Palette accepts each pack once per profile. Remove one of the two layers in the source.',
      };
    case 'pack-reference':
      return {
        title: `Another layer refers to the pack ${check.pack}`,
        text: `${usedIn(check.uses)} Palette fills this in only while that pack is in the profile.`,
      };
    case 'permission':
      if (check.problem !== null)
        return unknown(`Whether you may ${permissionVerb(check.permission)} is not known`, check.problem);
      return {
        title: `Permission ${check.permission}`,
        text: `Your user needs it in the target to ${permissionVerb(check.permission)}.`,
      };
    case 'server':
      return check.problem === null
        ? { title: 'The target accepts the profile in a trial run', text: '' }
        : unknown('The target has objections', check.problem);
    case 'source-trace':
      return {
        title: `A trace of the source stays in ${check.layer}`,
        text: `Line ${check.line} names ${traceOf[check.what]} “${check.text}”, which may mean nothing in the target.`,
      };
    case 'same-place':
      return {
        title: 'Source and target are the same place',
        text: 'Choose another project, tenant or environment as the target.',
      };
    default:
      return assertNever(check);
  }
}

const traceOf = { host: 'the host', uid: 'the uid', registry: 'the registry' } as const;

function unknown(title: string, problem: Parameters<typeof problemWords>[0]): CheckWords {
  const words = problemWords(problem);
  return { title, text: `${words.title}. ${words.text} ${words.next}` };
}

function permissionVerb(permission: string): string {
  if (permission.endsWith('.publish')) return 'publish the profile';
  if (permission.startsWith('macro.')) return 'create macros';
  if (permission.endsWith('.create') || permission.endsWith('.import')) return 'import the profile';
  return 'do this';
}

function usedIn(uses: readonly Reference[]): string {
  const [first] = uses;
  if (first === undefined) return '';
  const layers = [...new Set(uses.map((use) => use.layer))];
  return uses.length === 1
    ? `Used in ${first.layer}, line ${first.line}.`
    : `Used ${uses.length} times in ${listed(layers)}.`;
}

function macroWords(check: Extract<CheckFinding, { about: 'macro' }>): CheckWords {
  if (check.foundIn !== null)
    return { title: `Macro ${check.macro} exists in the target’s ${check.foundIn}`, text: usedIn(check.uses) };
  if (check.unreadable.length > 0)
    return {
      title: `Whether the macro ${check.macro} exists is not known`,
      text: `The macros of the ${listed(check.unreadable)} could not be read. ${usedIn(check.uses)}`.trim(),
    };
  return {
    title: `Macro ${check.macro} is missing in the target`,
    text: `${usedIn(check.uses)} Without it the layer cannot be rendered.`.trim(),
  };
}

function variableWords(check: Extract<CheckFinding, { about: 'variable' }>): CheckWords {
  const detail = check.detail === '' ? '' : ` ${check.detail}`;
  switch (check.finding) {
    case 'undefined':
      return {
        title: `Profile variable ${check.variable} is used but not defined`,
        text: `${usedIn(check.uses)} Define it in the source profile.${detail}`.trim(),
      };
    case 'unused':
      return { title: `Profile variable ${check.variable} is defined but not used`, text: `It does no harm.${detail}` };
    case 'bad-default':
      return {
        title: `The default of profile variable ${check.variable} does not fit its format`,
        text: `Palette will refuse it.${detail}`,
      };
    case 'bad-regex':
      return {
        title: `The pattern of profile variable ${check.variable} is not valid`,
        text: `Palette reads patterns as RE2.${detail}`,
      };
    case 'ok':
      return { title: `Profile variable ${check.variable} is complete`, text: detail.trim() };
    default:
      return assertNever(check.finding);
  }
}

function packWords(check: Extract<CheckFinding, { about: 'pack' }>): CheckWords {
  const pack = `${check.pack} ${check.version}`;
  const layer = check.layer === '' ? 'The layer' : `${layerName(check.layer)} layer`;
  const nearest = check.nearestVersions.map((near) => `${near.version} (${near.registryName})`);
  const offers = nearest.length === 0 ? '' : ` The target has ${listed(nearest)}.`;
  switch (check.finding) {
    case 'available':
      return check.becomes === null
        ? { title: `Pack ${pack} is available`, text: `${layer}.` }
        : {
            title: `Pack ${pack} becomes ${check.becomes}`,
            text: `${layer}. Its values stay as they are; the other version may read them differently.`,
          };
    case 'several-registries':
      return { title: `Pack ${pack} is in several repositories`, text: 'Choose the one to take it from.' };
    case 'other-registry':
      return {
        title: `Pack ${pack} is in another repository than in the source`,
        text: 'Same name and version; look whether it is the same pack.',
      };
    case 'missing-name':
      return {
        title: `No repository of the target holds the pack ${check.pack}`,
        text: `${layer} needs version ${check.version}. Add a repository with it to the target; until then the profile cannot be imported.`,
      };
    case 'missing-version':
      return {
        title: `No repository of the target holds ${pack}`,
        text: `${layer} needs exactly this version.${offers}`,
      };
    case 'deprecated':
      return {
        title: `Pack ${pack} is deprecated in the target`,
        text: `It still works, but will go one day.${offers}`,
      };
    case 'disabled':
      return { title: `Pack ${pack} is disabled in the target`, text: `New profiles cannot use it.${offers}` };
    case 'cannot-verify':
      return {
        title: `Pack ${pack} cannot be verified`,
        text: 'Its repository does not offer a catalogue, so only the import itself will tell.',
      };
    case 'not-checked':
      return check.problem === null
        ? { title: `Pack ${pack} was not checked`, text: 'The target did not answer this question.' }
        : unknown(`Pack ${pack} could not be checked`, check.problem);
    default:
      return assertNever(check.finding);
  }
}

/** The label of a fix that one click makes; null for fixes that need typing. */
export function fixWords(fix: Fix, registryName: (uid: string) => string): string | null {
  switch (fix.kind) {
    case 'decide':
      return decisionWords(fix, registryName);
    case 'check-again':
      return 'Check again';
    case 'type-value':
    case 'create-macro':
    case 'type-name':
      return null;
    default:
      return assertNever(fix);
  }
}

function decisionWords(fix: Extract<Fix, { kind: 'decide' }>, registryName: (uid: string) => string): string {
  const { decision } = fix;
  switch (fix.suits) {
    case 'next-patch':
    case 'next-minor':
    case 'next-major':
      return decision.kind === 'set-version' ? `Import as ${decision.version}` : 'Use the next version';
    case 'registry-for-source':
      return decision.kind === 'choose-registry-for-source'
        ? `Use ${registryName(decision.registryUid)} for all packs from ${decision.sourceRegistry}`
        : 'Use for all packs of that repository';
    case 'keep-empty':
      return 'Keep it empty';
    case 'registry':
      return decision.kind === 'choose-registry'
        ? `Take it from ${registryName(decision.registryUid)}`
        : 'Choose this repository';
    case 'pack-version':
      return decision.kind === 'choose-pack-version'
        ? `Use ${decision.version} from ${registryName(decision.registryUid)}`
        : 'Use this version';
    case 'remembered':
      return 'Use the remembered value';
    case 'leave-masked':
      return 'Import the asterisks as they are';
    case 'accept':
      return 'Go on anyway';
    case 'draft':
      return 'Import as a draft';
    default:
      return assertNever(fix.suits);
  }
}

/** "2 points open", or that none is. */
export function openWords(open: number): string {
  return open === 0 ? 'Nothing stands in the way' : `${count(open, 'point', 'points')} open`;
}
