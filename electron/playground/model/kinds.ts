/** Where a resource lives. */
export type Scope = { kind: 'project'; projectUid: string } | { kind: 'tenant' } | { kind: 'system' };

/** Scope of a caller's request: the `ProjectUid` header selects a project, its absence the tenant. */
export type RequestScope = Extract<Scope, { kind: 'project' | 'tenant' }>;

/** Profile types (specification definition v1ProfileType). */
export type ProfileType = 'cluster' | 'infra' | 'add-on' | 'system';
/** Pack types (specification definition v1PackType). */
export type PackType = 'spectro' | 'helm' | 'manifest' | 'oci';
/** Pack layers (specification definition v1PackLayer). */
export type PackLayer = 'kernel' | 'os' | 'k8s' | 'cni' | 'csi' | 'addon';
/** Registry kinds. */
export type RegistryKind = 'pack' | 'helm' | 'oci';

/** A manifest attached to a pack of a profile. */
export interface StoredManifest {
  uid: string;
  name: string;
  content: string;
}

/** A pack as a profile holds it. `registryUid` is empty for manifest packs. */
export interface StoredPack {
  name: string;
  type: PackType;
  layer: PackLayer;
  version: string;
  tag: string;
  values: string;
  registryUid: string;
  packUid: string;
  manifests: StoredManifest[];
}

/** One state (draft or published) of a profile's stack. */
export interface StoredTemplate {
  packs: StoredPack[];
}

/** A choice of a drop-down variable (specification definition v1VariableOption). */
export interface VariableOption {
  value: string;
  label?: string;
  description?: string;
  default?: boolean;
}

/** A profile variable (specification definition v1Variable). */
export interface Variable {
  name: string;
  displayName?: string;
  description?: string;
  format?: string;
  defaultValue?: string;
  regex?: string;
  required?: boolean;
  immutable?: boolean;
  hidden?: boolean;
  isSensitive?: boolean;
  inputType?: string;
  options?: VariableOption[];
}

/** One version of a profile: an object of its own, grouped with the others by name. */
export interface StoredProfile {
  uid: string;
  name: string;
  version: string;
  scope: Scope;
  description: string;
  labels: Record<string, string>;
  type: ProfileType;
  cloudType: string;
  draft: StoredTemplate | undefined;
  published: StoredTemplate | undefined;
  variables: Variable[];
  inUseClusters: { uid: string; name: string }[];
  createdAt: string;
  modifiedAt: string;
}

/** A custom macro. */
export interface Macro {
  name: string;
  value: string;
}

/** A project of the tenant. */
export interface Project {
  uid: string;
  name: string;
  description: string;
  isDisabled: boolean;
  createdAt: string;
}

/** An entry of a pack's schema (specification definition v1PackSchema), `format` being `${password}` for secrets. */
export interface PackSchemaEntry {
  name: string;
  type: string;
  format: string;
  regex: string;
  required: boolean;
  readonly: boolean;
  hints: string[];
  listOptions: string[];
}

/** One build of a pack in one registry. */
export interface PackVersion {
  packUid: string;
  version: string;
  tag: string;
  parentTags: string[];
  state: 'active' | 'deprecated' | 'disabled';
  values: () => string;
  schema: PackSchemaEntry[];
}

/** A pack of a registry with all its versions, newest first. */
export interface RegistryPack {
  name: string;
  displayName: string;
  layer: PackLayer;
  addonType: string;
  cloudTypes: string[];
  versions: PackVersion[];
}

/** A registry of the tenant with its catalogue. */
export interface Registry {
  uid: string;
  name: string;
  kind: RegistryKind;
  scope: 'system' | 'tenant';
  isDefault: boolean;
  isPrivate: boolean;
  providerType: '' | 'helm' | 'pack' | 'zarf';
  isSyncSupported: boolean;
  ociType: '' | 'basic' | 'ecr';
  endpoint: string;
  sync: { status: string; message: string; lastSyncedAt: string };
  packs: Map<string, RegistryPack>;
}
