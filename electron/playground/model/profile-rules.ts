import { ApiError, invalidPayload } from '../api-error.ts';
import type { PackLayer, PackType, ProfileType, Registry, Scope, Variable } from './kinds.ts';
import { MASK } from './masking.ts';
import type { Tenant } from './tenant.ts';

const VERSION = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?(\+[0-9A-Za-z.-]+)?$/;
const PROFILE_TYPES: readonly string[] = ['cluster', 'infra', 'add-on', 'system'] satisfies ProfileType[];
const LAYERS: readonly string[] = ['kernel', 'os', 'k8s', 'cni', 'csi', 'addon'] satisfies PackLayer[];
const PACK_TYPES: readonly string[] = ['spectro', 'helm', 'manifest', 'oci'] satisfies PackType[];

/** The type as a known profile type, or 400. */
export function profileType(type: string): ProfileType {
  if (!PROFILE_TYPES.includes(type)) throw invalidPayload(`Profile type '${type}' is not supported`);
  return type as ProfileType;
}

/** The layer as a known pack layer, or 400. */
export function packLayer(layer: string): PackLayer {
  if (!LAYERS.includes(layer)) throw invalidPayload(`Pack layer '${layer}' is not supported`);
  return layer as PackLayer;
}

/** The type as a known pack type, or 400. */
export function packType(type: string): PackType {
  if (!PACK_TYPES.includes(type)) throw invalidPayload(`PackType '${type}' is not supported`);
  return type as PackType;
}

/**
 * Strict semantic versions only (librarium docs:
 * profiles/cluster-profiles/modify-cluster-profiles/version-cluster-profile); `1.0.0` when none is given.
 */
export function profileVersion(tenant: Tenant, version: string): string {
  if (version === '') return '1.0.0';
  const valid = VERSION.test(version) && (tenant.switches.acceptsBuildMetadata || !version.includes('+'));
  if (!valid) {
    throw new ApiError(400, 'InvalidProfileVersion', `Profile version '${version}' is not a valid semantic version`);
  }
  return version;
}

/** Refuses an empty, blank-edged or overlong name. */
export function checkName(tenant: Tenant, name: string): void {
  if (name === '' || name.trim() !== name) {
    throw new ApiError(400, 'InvalidProfileName', 'Profile name should not be empty or begin or end with a blank');
  }
  if (name.length > tenant.switches.longestName) {
    throw new ApiError(400, 'InvalidProfileName', `Profile name exceeds ${tenant.switches.longestName} characters`);
  }
}

/** Refuses to write into a project that is disabled. */
export function checkProjectEnabled(tenant: Tenant, scope: Scope): void {
  if (scope.kind !== 'project') return;
  const project = tenant.projects.find((candidate) => candidate.uid === scope.projectUid);
  if (project?.isDisabled !== true) return;
  throw new ApiError(400, 'ProjectDisabled', `Project '${project.name}' is disabled`);
}

/** Refuses a name and version that exist in the scope; profiles are unique within a scope. */
export function checkFree(tenant: Tenant, scope: Scope, name: string, version: string): void {
  const { duplicateError, namesAreCaseSensitive, projectNamesCollideWithTenant } = tenant.switches;
  const scopes: Scope[] = [scope];
  if (scope.kind === 'project' && projectNamesCollideWithTenant) scopes.push({ kind: 'tenant' });
  const taken = scopes.some((place) => tenant.profiles.find(place, name, version, namesAreCaseSensitive) !== undefined);
  if (!taken) return;
  throw new ApiError(
    duplicateError.status,
    duplicateError.code,
    `Cluster Profile already exists with name '${name}' and version '${version}'`,
  );
}

/**
 * Rules of profile variables (librarium docs:
 * profiles/cluster-profiles/create-cluster-profiles/define-profile-variables/create-cluster-profile-variables).
 */
export function checkVariables(tenant: Tenant, variables: Variable[]): void {
  const seen = new Set<string>();
  const refuse = (name: string, reason: string): never => {
    throw new ApiError(400, 'InvalidVariable', `Variable '${name}' ${reason}`);
  };
  for (const variable of variables) {
    const { name, defaultValue = '', options = [] } = variable;
    if (name === '') refuse(name, 'needs a name');
    if (seen.has(name)) refuse(name, 'is defined twice');
    seen.add(name);
    if (variable.inputType === 'dropdown') {
      if (options.length === 0) refuse(name, 'is a drop-down without options');
      const known = defaultValue === '' || options.some((option) => option.value === defaultValue);
      if (!known) refuse(name, 'has a default value that is none of its options');
    }
    if (variable.hidden === true && variable.required === true && defaultValue === '') {
      refuse(name, 'is hidden and required and needs a default value');
    }
    if (variable.immutable === true && defaultValue === '') refuse(name, 'is read-only and needs a default value');
    if (tenant.switches.refusesMaskedValues && variable.isSensitive === true && defaultValue === MASK) {
      refuse(name, 'still holds a masked value');
    }
  }
}

/** The type of a pack follows the kind of the registry it comes from; else it is refused. */
export function checkTypeFitsRegistry(tenant: Tenant, type: PackType, registry: Registry): void {
  const { ociChartType } = tenant.switches;
  const chart = registry.kind === 'oci' && registry.providerType === 'helm';
  const charts: PackType[] = ociChartType === 'either' ? ['helm', 'oci'] : [ociChartType];
  const accepted: Record<Registry['kind'], PackType[]> = {
    pack: ['spectro'],
    helm: ['helm'],
    oci: chart ? charts : ['oci'],
  };
  if (accepted[registry.kind].includes(type)) return;
  throw new ApiError(
    400,
    'PackTypeMismatch',
    `PackType '${type}' is not matching with registry type '${registry.kind}'`,
  );
}
