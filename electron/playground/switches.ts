/**
 * What public material does not tell about Palette, one switch per open point, so that the app can be tried against
 * every possibility. Each can be changed while the playground runs.
 */
export interface Switches {
  /** Answer to a name and version that exist already in the scope. Real status and code are unknown. */
  duplicateError: { status: number; code: string };
  /** import/validate of a pack that no registry holds: empty `matchingRegistries`, or an error. */
  missingPackAtValidation: 'empty-matches' | 'error';
  /** Whether import insists on `registry.metadata.uid`, or resolves a registry by name and kind when it is absent. */
  registryUidRequired: boolean;
  /** Whether import resolves by name a registry uid that this tenant does not know. */
  unknownRegistryUidResolvesByName: boolean;
  /**
   * Where import looks for the registry that the person chose: in `registry.metadata`, or in the first entry of
   * `registry.matchingRegistries` when there is one.
   */
  chosenRegistryIn: 'metadata' | 'matching-registries';
  /** Whether import refuses values and sensitive variables that still read `********`. */
  refusesMaskedValues: boolean;
  /** Whether a clone is published at once, as its source is, or stays a draft. */
  clonesArePublished: boolean;
  /** Which of both is exported when a profile has a draft and a published state. */
  exportsDraftFirst: boolean;
  /** Longest profile name accepted. */
  longestName: number;
  /** Whether `Base` and `base` are two profiles. */
  namesAreCaseSensitive: boolean;
  /** Whether `1.0.0+build` is a valid profile version. */
  acceptsBuildMetadata: boolean;
  /** Whether a profile may be imported with a pack that its registry has disabled. */
  importAcceptsDisabledPacks: boolean;
  /** Whether a name and version taken in the tenant are taken in each of its projects as well. */
  projectNamesCollideWithTenant: boolean;
  /** Bytes of a request body before 413 is answered. */
  bodyLimit: number;
  /** Layout of an exported JSON document. */
  exportLayout: 'single-line' | 'pretty';
  /** Pack type expected for a chart that comes from an OCI registry of provider type helm. */
  ociChartType: 'helm' | 'oci' | 'either';
  /** How a masked scalar of the pack values is written. The plain form is an alias to a YAML parser. */
  maskStyle: 'quoted' | 'plain';
  /** Whether the lists of a project contain the profiles of its tenant and of the system as well. */
  projectListsShowTenant: boolean;
  /** Whether list items carry an explicit null where a status would be, as was seen in the field. */
  listStatusIsNull: boolean;
  /** Whether `/v1/dashboard/clusterprofiles/metadata` tells the scope of each item. */
  metadataTellsScope: boolean;
  /** Answer to an API key that does not exist: 401, or 404 with the key inside the message. */
  unknownKeyAnswer: 'unauthorized' | 'not-found-with-key';
  /** Answer to a ProjectUid that does not exist. */
  unknownProjectAnswer: 404 | 403;
  /** Where a macro that exists nowhere is noticed. */
  missingMacro: 'refuse-import' | 'refuse-validate-and-import' | 'accept';
  /** Whether import/validate refuses a name and version that are taken. */
  validateRefusesDuplicates: boolean;
  /** Whether exported registries carry `providerType` and `isSyncSupported`, as newer releases write them. */
  exportsNewerFields: boolean;
  /** Whether POST /v1/clusterprofiles forgets `spec.variables`, as was seen in the field. */
  createDropsVariables: boolean;
  /** Whether POST /v1/clusterprofiles/import forgets `spec.variables` as well. */
  importDropsVariables: boolean;
  /** Whether pack values are stored without their trailing newline, as the console saves them. */
  trimsTrailingNewline: boolean;
}

/** The behaviour assumed to be the most likely one. */
export const DEFAULT_SWITCHES: Readonly<Switches> = {
  duplicateError: { status: 409, code: 'ClusterProfileAlreadyExists' },
  missingPackAtValidation: 'empty-matches',
  registryUidRequired: false,
  unknownRegistryUidResolvesByName: true,
  chosenRegistryIn: 'metadata',
  refusesMaskedValues: false,
  clonesArePublished: true,
  exportsDraftFirst: false,
  longestName: 253,
  namesAreCaseSensitive: true,
  acceptsBuildMetadata: true,
  importAcceptsDisabledPacks: false,
  projectNamesCollideWithTenant: false,
  bodyLimit: 32 * 1024 * 1024,
  exportLayout: 'pretty',
  ociChartType: 'either',
  maskStyle: 'quoted',
  projectListsShowTenant: true,
  listStatusIsNull: false,
  metadataTellsScope: false,
  unknownKeyAnswer: 'unauthorized',
  unknownProjectAnswer: 404,
  missingMacro: 'refuse-import',
  validateRefusesDuplicates: true,
  exportsNewerFields: true,
  createDropsVariables: true,
  importDropsVariables: false,
  trimsTrailingNewline: false,
};

/** The defaults with `changes` applied, as a fresh object that may be changed later. */
export function switchesWith(changes: Partial<Switches> = {}): Switches {
  return { ...structuredClone(DEFAULT_SWITCHES), ...changes };
}
