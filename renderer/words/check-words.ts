import type { Problem } from '../../shared/problem.ts';
import { assertNever } from '../../shared/result.ts';
import type { CheckFinding, CheckState, Fix, ProfileKind } from '../../shared/transfer/plan.ts';
import type { Way } from '../../shared/transfer/way.ts';
import { editedWords } from './edited-words.ts';
import { holeName } from './hole-words.ts';
import { notKnown } from './not-known.ts';
import { packWords } from './pack-words.ts';
import { count } from './phrases.ts';
import { macroWords, usedIn, variableWords } from './reference-words.ts';
import { wayWords } from './way-words.ts';

/** A check as a person reads it. */
export interface CheckWords {
  readonly title: string;
  readonly text: string;
}

/** The words for what one check found on the way to an import or a clone. */
export function checkWords(check: CheckFinding & { readonly state?: CheckState }, way: Way = 'import'): CheckWords {
  switch (check.about) {
    case 'name':
      if (check.problem !== null) return notKnown('Whether the name is free is not known', check.problem);
      if (check.taken !== null)
        return {
          title: `${check.taken.name} ${check.taken.version} already exists in the target`,
          text: `Nothing existing is overwritten. ${wayWords[way].Verb} it under the next version, or under another name.`,
        };
      return { title: `${check.name} ${check.version} is free in the target`, text: '' };
    case 'name-case':
      return {
        title: `The target already has ${check.existing}`,
        text: `It differs from ${check.name} only in upper and lower case, which is easily mistaken. If it is the same profile, write its name the same way.`,
      };
    case 'name-kind':
      return {
        title: `${check.name} ${check.version} in the target is ${kindWords(check.theirs, check.ours)}`,
        text: `This one is ${kindWords(check.ours, check.theirs)}. Palette shows versions of one name as one profile, and may refuse versions of two kinds.`,
      };
    case 'version':
      return check.reason === 'ok'
        ? { title: `Version ${check.version} is well formed`, text: '' }
        : {
            title: `${check.version} is not a version Palette accepts`,
            text: 'A version has three numbers, such as 1.4.0. Choose one that has.',
          };
    case 'masked-value':
      if (check.fault !== null)
        return {
          title: `${holeName(check.hole)} does not fit`,
          text:
            check.fault === 'option'
              ? 'It is none of the values that its pack offers. Choose one of them.'
              : 'It does not match the pattern that its pack asks for. Enter one that does.',
        };
      return {
        title: `${holeName(check.hole)} has no value`,
        text:
          check.hole.reason === 'masked'
            ? 'The source hides it behind asterisks. Enter it once; it cannot be read from there.'
            : 'It is required and came empty. Enter it once.',
      };
    case 'macro':
      return macroWords(check, way);
    case 'variable':
      return variableWords(check);
    case 'pack':
      return packWords(check);
    case 'registries':
      return notKnown('What the repositories of the target hold is not known', check.problem);
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
        return notKnown(`Whether you may ${permissionVerb(check.permission, way)} is not known`, check.problem);
      if (check.state === 'warning')
        return {
          title: `Whether you may ${permissionVerb(check.permission, way)} is not known`,
          text: `No role that Palette shows of your user has the permission ${check.permission}. If the target refuses it, nothing of the profile is written.`,
        };
      return check.state === 'passed'
        ? { title: `You may ${permissionVerb(check.permission, way)} in the target`, text: '' }
        : {
            title: `Your user may not ${permissionVerb(check.permission, way)} in the target`,
            text: `It needs the permission ${check.permission} there. Ask who manages the target’s roles, then check again.`,
          };
    case 'server':
      return serverWords(check.problem, check.state, way);
    case 'source-trace':
      return traceWords(check);
    case 'edited-text':
      return editedWords(check);
    case 'same-place':
      return {
        title: 'Source and target are the same place',
        text: 'Choose another project, tenant or environment as the target.',
      };
    default:
      return assertNever(check);
  }
}

const traceOf = { host: 'the host', uid: 'the uid', registry: 'the repository' } as const;

function traceWords({ layer, line, what, text }: Extract<CheckFinding, { about: 'source-trace' }>): CheckWords {
  const names = `names ${traceOf[what]} “${text}”, which may mean nothing in the target.`;
  if (layer === '')
    return {
      title: 'A trace of the source stays in the profile',
      text: `Its description, labels or variables: one ${names}`,
    };
  return {
    title: `A trace of the source stays in ${layer}`,
    // A repository stands beside the layer's texts, so it has no line.
    text: line === 0 ? `Its repository entry ${names}` : `Line ${line} ${names}`,
  };
}

/** The trial run judges the profile as it was exported, or a clone of its own name. */
function serverWords(problem: Problem | null, state: CheckState | undefined, way: Way): CheckWords {
  const what = way === 'clone' ? 'a clone' : 'the profile';
  if (problem === null) return { title: `The target accepts ${what} in a trial run`, text: '' };
  const isRefusal =
    problem.kind === 'server-refused' || problem.kind === 'not-found' || problem.kind === 'permission-denied';
  if (!isRefusal) return notKnown(`Whether the target accepts ${what} is not known`, problem);
  return state === 'warning'
    ? notKnown(
        way === 'clone'
          ? 'In a trial run the target refused a clone of the same name and version'
          : 'In a trial run the target refused the profile as it was exported',
        problem,
        'What other checks name may be the reason, or your answers may have settled it.',
      )
    : notKnown(`In a trial run the target refused ${what}`, problem);
}

function permissionVerb(permission: string, way: Way): string {
  if (permission.endsWith('.publish')) return 'publish the profile';
  if (permission.startsWith('macro.')) return 'create macros';
  if (permission.endsWith('.create') || permission.endsWith('.import')) return `${wayWords[way].verb} the profile`;
  return 'do this';
}

/** The label of a fix that one click makes; null for fixes that need typing. */
export function fixWords(fix: Fix, registryName: (uid: string) => string, way: Way): string | null {
  switch (fix.kind) {
    case 'decide':
      return decisionWords(fix, registryName, way);
    case 'check-again':
      return 'Check again';
    case 'drop-edits':
      return 'Drop my edits';
    case 'type-value':
    case 'create-macro':
    case 'type-name':
      return null;
    default:
      return assertNever(fix);
  }
}

function decisionWords(fix: Extract<Fix, { kind: 'decide' }>, registryName: (uid: string) => string, way: Way): string {
  const { decision } = fix;
  switch (fix.suits) {
    case 'next-patch':
    case 'next-minor':
    case 'next-major':
      return decision.kind === 'set-version' ? `${wayWords[way].Verb} as ${decision.version}` : 'Use the next version';
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
      return way === 'clone' ? 'Clone without publishing' : 'Import as a draft';
    case 'edit-again':
      return 'Make my edits again';
    default:
      return assertNever(fix.suits);
  }
}

/** "2 points open", or that none is. */
export function openWords(open: number): string {
  return open === 0 ? 'Nothing stands in the way' : `${count(open, 'point', 'points')} open`;
}

/** What a profile is, as far as the two differ: "an add-on profile for all clouds". */
function kindWords(kind: ProfileKind, other: ProfileKind): string {
  const type = kind.type === other.type ? 'a profile' : (typeWords[kind.type] ?? 'of another type');
  const cloud = kind.cloudType === 'all' ? 'all clouds' : kind.cloudType;
  return kind.cloudType === other.cloudType || cloud === '' ? type : `${type} for ${cloud}`;
}

const typeWords: Readonly<Record<string, string>> = {
  cluster: 'a full profile',
  infra: 'an infrastructure profile',
  'add-on': 'an add-on profile',
  system: 'a system profile',
};
