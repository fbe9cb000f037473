import type { Pack, ProfileDocument } from '../profile/document.ts';
import { fillHoles } from '../profile/fill-holes.ts';
import { packTypeForRegistryKind } from '../profile/pack-names.ts';
import { failed, ok, type Result } from '../result.ts';
import type { Answers } from './answers.ts';
import type { Choice } from './checks/repositories.ts';
import type { Decision } from './decision.ts';
import { describeOpen } from './describe-open.ts';
import type { TargetRegistry } from './facts.ts';
import type { TransferPlan } from './plan.ts';
import type { Planner } from './planner.ts';

/**
 * The document to import, exactly, or the one that a clone should become: name, version, filled holes, chosen
 * registries. Every other member, absent or unknown ones too, and their order stay as they came. Fails with `plan-open`
 * while anything is open. `secrets` holds the values of the holes whose plan says `remembered`, by hole id.
 */
export function outgoingDocument(
  planner: Pick<Planner, 'edited' | 'settled'>,
  decisions: readonly Decision[],
  secrets: ReadonlyMap<string, string>,
): Result<ProfileDocument> {
  const { answers, choices, plan } = planner.settled(decisions);
  if (!plan.ready) return failed({ kind: 'plan-open', profile: plan.name, open: describeOpen(plan) });
  const { document, rules } = planner.edited(decisions);
  const values = valuesFor(plan, answers, secrets);
  if (!values.ok) {
    return values;
  }
  const filled = values.value.size === 0 ? ok(document) : fillHoles(document, values.value, rules);
  return filled.ok ? ok(withChoices(withNames(filled.value, answers), choices)) : filled;
}

function valuesFor(
  plan: TransferPlan,
  answers: Answers,
  secrets: ReadonlyMap<string, string>,
): Result<ReadonlyMap<string, string>> {
  const values = new Map<string, string>();
  const lacking: string[] = [];
  for (const { hole, state } of plan.holes) {
    const answer = answers.holes.get(hole.id);
    if (state === 'typed' && answer?.kind === 'typed') {
      values.set(hole.id, answer.value);
    } else if (state === 'kept-empty' && hole.reason === 'masked') {
      values.set(hole.id, '');
    } else if (state === 'remembered') {
      const secret = secrets.get(hole.id);
      if (secret === undefined) {
        lacking.push(`remembered value ${hole.id}`);
      } else {
        values.set(hole.id, secret);
      }
    }
  }
  return lacking.length === 0 ? ok(values) : failed({ kind: 'plan-open', profile: plan.name, open: lacking });
}

function withNames(document: ProfileDocument, { name, version }: Answers): ProfileDocument {
  const metadata = name === null ? document.metadata : { ...document.metadata, name };
  const spec = version === null ? document.spec : { ...document.spec, version };
  return { ...document, metadata, spec };
}

function withChoices(document: ProfileDocument, choices: readonly Choice[]): ProfileDocument {
  const { packs } = document.spec.template;
  if (packs === null || packs === undefined) {
    return document;
  }
  const chosen = packs.map((pack, index) => withChoice(pack, choices[index]));
  return { ...document, spec: { ...document.spec, template: { ...document.spec.template, packs: chosen } } };
}

function withChoice(pack: Pack, choice: Choice | undefined): Pack {
  const cleaned = withoutMatches(pack);
  if (choice === undefined || choice.chosen === null) {
    return cleaned;
  }
  const { registry, found } = choice.chosen;
  const moved: Pack = { ...cleaned, registry: { ...cleaned.registry, metadata: registry.metadata } };
  if (typeof pack.type === 'string') {
    moved.type = typeIn(registry, pack.type);
  }
  if (choice.version !== choice.supply.version) {
    moved.version = choice.version;
    if (typeof pack.tag === 'string') {
      moved.tag = found?.tag || choice.version;
    }
  }
  return moved;
}

/**
 * The type follows the registry, not the pack: the server refuses a pair that does not fit. Charts in an OCI registry
 * are the exception: which type they carry is not documented, and a registry may not tell that it holds charts, so
 * there a type that may be right stays as it came.
 */
function typeIn({ kind, metadata }: TargetRegistry, type: string): string {
  if (kind === 'oci' && metadata.providerType !== 'pack' && (type === 'helm' || type === 'oci')) {
    return type;
  }
  return packTypeForRegistryKind(kind, metadata.providerType) ?? type;
}

/** `matchingRegistries` is the server's own note in a validation answer and no part of a profile. */
function withoutMatches(pack: Pack): Pack {
  const { registry } = pack;
  if (registry === null || registry === undefined || !Object.hasOwn(registry, 'matchingRegistries')) {
    return pack;
  }
  const { matchingRegistries: _, ...rest } = registry;
  return { ...pack, registry: rest };
}
