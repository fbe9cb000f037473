import { assertNever } from '../../shared/result.ts';
import type { CheckFinding } from '../../shared/transfer/plan.ts';
import type { CheckWords } from './check-words.ts';
import { layerName } from './layer-words.ts';
import { notKnown } from './not-known.ts';
import { listed } from './phrases.ts';

/** What was found about one pack. */
export function packWords(check: Extract<CheckFinding, { about: 'pack' }>): CheckWords {
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
        text: `${layer} needs exactly this version.${offers} Take ${nearest.length === 0 ? '' : 'one of them, take '}another version in the source, or add a repository with this one to the target.`,
      };
    case 'deprecated':
      return {
        title: `Pack ${pack} is deprecated in the target`,
        text: `It still works, but will go one day.${offers}`,
      };
    case 'disabled':
      return {
        title: `Pack ${pack} is disabled in the target`,
        text: `New profiles cannot use it.${offers} Enable it in the target, or take another version.`,
      };
    case 'cannot-verify':
      return {
        title: `Pack ${pack} cannot be verified`,
        text: 'Its repository does not offer a catalogue, so only the import itself will tell.',
      };
    case 'not-checked':
      return check.problem === null
        ? { title: `Pack ${pack} was not checked`, text: 'The target did not answer this question. Check again.' }
        : notKnown(`Pack ${pack} could not be checked`, check.problem);
    default:
      return assertNever(check.finding);
  }
}
