import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addressChanged,
  draftOf,
  formOf,
  tidyAddress,
  withClass,
} from '../../../renderer/environments/environment-form.ts';
import { byName, compareRow } from '../../../renderer/panes/comparison.ts';
import {
  copyWords,
  dropWords,
  refsName,
  refsOf,
  selectionWords,
  whyNot,
  whyNotBetween,
} from '../../../renderer/panes/copying.ts';
import { dragWords } from '../../../renderer/panes/drag-words.ts';
import { askedWords, chosenOf, facetWords, optionsOf } from '../../../renderer/panes/facets.ts';
import { filterRows, sortRows } from '../../../renderer/panes/filter.ts';
import { sumUp } from '../../../renderer/panes/sum-up.ts';
import { type Choices, type Facet, noChoices, rowKey } from '../../../renderer/state/pane-store.ts';
import type { ProfileRow } from '../../../shared/bridge/views.ts';
import type { Place } from '../../../shared/place.ts';
import type { Problem } from '../../../shared/problem.ts';
import { devPlace, labPlace, prodPlace, twoEnvironments } from '../../fakes/ferry-environments.ts';
import { rowOf } from '../../fakes/ferry-places.ts';
import { sourceProfiles, targetProfiles } from '../../fakes/ferry-profiles.ts';

const source = sourceProfiles(0).map(rowOf);
const target = targetProfiles(0).map(rowOf);
const names = (rows: readonly ProfileRow[]) => rows.map((row) => row.name);
const named = (name: string): ProfileRow => {
  const row = source.find((one) => one.name === name);
  if (row === undefined) throw new Error(`No ${name}`);
  return row;
};

describe('comparison', () => {
  test.each([
    ['gpu-workers', 'missing'],
    ['observability', 'same'],
    ['aws-infra', 'older'],
    ['edge-base', 'newer'],
    ['ingress-only', 'differs'],
  ])('%s is %s', (name, comparison) => {
    expect(compareRow(named(name), byName(target))).toBe(comparison);
  });

  test('is with the one of the same kind of scope where a project lists its tenant too, else with the first', () => {
    const own = { ...named('edge-base'), scope: 'project', versions: [{ uid: 'p', version: '2.0.0' }] } as const;
    const ofTenant = { ...own, scope: 'tenant', versions: [{ uid: 't', version: '1.0.0' }] } as const;
    expect(compareRow(own, byName([ofTenant, own]))).toBe('same');
    expect(compareRow(ofTenant, byName([own, ofTenant]))).toBe('same');
    expect(compareRow(own, byName([ofTenant]))).toBe('newer');
  });
});

describe('several selected profiles', () => {
  const several = ['dns-zones', 'observability', 'gpu-workers'].map(named);

  test('are summed up: types in numbers, clouds, layers, and how they stand against the other pane', () => {
    expect(sumUp(several, byName(target))).toEqual({
      types: '2 add-on, 1 cluster',
      clouds: 'all and aws',
      layers: 8,
      compared: '2 missing, 1 same',
    });
  });

  test('are not compared where there is nothing to compare with', () => {
    expect(sumUp(several, null).compared).toBe('');
  });

  test('of no known type and cloud leave both open', () => {
    const bare = several.map((row) => ({ ...row, type: '', cloudType: '' }));
    expect(sumUp(bare, null)).toMatchObject({ types: '', clouds: '', layers: 8 });
  });
});

describe('a folder that cannot be read', () => {
  const folder: Place = {
    kind: 'folder',
    folder: '5a2b3c4d-0000-4000-8000-00000000000f',
    name: 'exports',
    isRecursive: false,
  };
  const gone = { kind: 'folder-unreadable', name: 'exports', reason: 'missing' } as const;
  const sound = { place: devPlace, problem: null };

  test('gives nothing and takes nothing, and says which folder it is', () => {
    const vanished = { place: folder, problem: gone };
    expect(whyNotBetween(vanished, sound)).toMatch(/^The folder exports cannot be read\./);
    expect(whyNotBetween(sound, vanished)).toMatch(/^The folder exports cannot be read\./);
    expect(whyNotBetween({ place: folder, problem: null }, sound)).toBeNull();
  });

  test('is another matter than a list that could not be refreshed: that one still travels', () => {
    const lost = { place: devPlace, problem: { kind: 'connection-lost', host: 'palette.example' } as const };
    expect(whyNotBetween(lost, { place: prodPlace, problem: null })).toBeNull();
  });
});

describe('beside the button that copies', () => {
  const environments = twoEnvironments().map((one) => one.summary);
  const folder: Place = {
    kind: 'folder',
    folder: '5a2b3c4d-0000-4000-8000-00000000000f',
    name: 'exports',
    isRecursive: false,
  };

  test.each([
    [0, devPlace, prodPlace, 'Select profiles to copy them to PROD / payments'],
    [0, devPlace, folder, 'Select profiles to export them to exports'],
    [0, folder, prodPlace, 'Select profiles to import them into PROD / payments'],
    [3, devPlace, prodPlace, '3 selected, to PROD / payments'],
    [0, devPlace, labPlace, 'Select profiles to clone them into DEV / lab'],
  ])('%i selected', (selected, from, to, words) => {
    expect(selectionWords(selected, from, to, environments)).toBe(words);
  });

  test('what the filter hides is said, because it goes as well', () => {
    const words = (selected: number, hidden: number) =>
      selectionWords(selected, devPlace, prodPlace, environments, hidden);
    expect(words(3, 2)).toBe('3 selected (2 hidden by the filter), to PROD / payments');
    expect(words(2, 2)).toBe('2 selected (hidden by the filter), to PROD / payments');
  });
});

describe('filter and order', () => {
  test('every word must occur somewhere in name, type, cloud, tags or packs', () => {
    expect(names(filterRows(source, 'POSTGRES'))).toEqual(['payments-stack']);
    expect(names(filterRows(source, 'vsphere infra'))).toEqual(['vsphere-infra']);
    expect(names(filterRows(source, 'pci:yes nginx'))).toEqual(['payments-stack']);
    expect(filterRows(source, 'kafka')).toEqual([]);
    expect(filterRows(source, '  ')).toBe(source);
  });

  const choose = (chosen: Partial<Record<Facet, readonly string[]>>): Choices => ({
    type: new Set(chosen.type),
    cloud: new Set(chosen.cloud),
    tag: new Set(chosen.tag),
  });

  test('any one of what is chosen of a facet will do, but something of each, and every word', () => {
    const asked = (filter: string, chosen: Parameters<typeof choose>[0]) =>
      names(filterRows(source, filter, choose(chosen)));
    expect(asked('', { type: ['infra', 'cluster'], cloud: ['vsphere'] })).toEqual(['vsphere-infra']);
    expect(asked('', { tag: ['owner:payments', 'owner:network'] }).toSorted()).toEqual(['dns-zones', 'payments-stack']);
    expect(asked('nginx', { tag: ['owner:payments', 'owner:network'] })).toEqual(['payments-stack']);
    expect(asked('', { tag: ['owner'] })).toEqual([]);
    expect(filterRows(source, '', noChoices)).toBe(source);
  });

  test('what is left is what each filter alone leaves, in the order of the list', () => {
    const some = (values: readonly string[]) => fc.subarray([...values]);
    const all = (facet: Facet) => optionsOf(source, facet, new Set()).map(({ value }) => value);
    const anyChoices = fc.record({ type: some(all('type')), cloud: some(all('cloud')), tag: some(all('tag')) });
    const text = fc.constantFrom('', 'nginx', 'aws', 'infra 5', 'kafka');
    fc.assert(
      fc.property(anyChoices, text, ({ type, cloud, tag }, filter) => {
        const each = [{ type }, { cloud }, { tag }].map((one) => filterRows(source, '', choose(one)));
        const alone = [...each, filterRows(source, filter)];
        const common = source.filter((row) => alone.every((rows) => rows.includes(row)));
        expect(filterRows(source, filter, choose({ type, cloud, tag }))).toEqual(common);
        // Each value stands for as many rows as choosing it alone leaves.
        for (const { value, rows } of optionsOf(source, 'tag', new Set(tag))) {
          expect(filterRows(source, '', choose({ tag: [value] }))).toHaveLength(rows);
        }
      }),
    );
  });

  test('a menu counts what occurs, in order, and keeps what is chosen though it occurs no more', () => {
    expect(optionsOf(source, 'type', new Set())).toEqual([
      { value: 'add-on', rows: 6 },
      { value: 'cluster', rows: 2 },
      { value: 'infra', rows: 2 },
    ]);
    expect(optionsOf(source, 'cloud', new Set(['gcp']))).toContainEqual({ value: 'gcp', rows: 0 });
    expect(optionsOf([], 'tag', new Set())).toEqual([]);
  });

  test('what is chosen is said on the button, and in full where nothing is left', () => {
    expect(facetWords('tag', new Set())).toBe('Tag');
    expect(facetWords('type', new Set(['add-on']))).toBe('Type: add-on');
    expect(facetWords('tag', new Set(['a', 'b:c']))).toBe('Tags: 2');
    expect(facetWords('cloud', new Set(['']))).toBe('Cloud: no cloud');
    const chosen = choose({ type: ['add-on', 'infra'], tag: ['pci:yes'] });
    expect(askedWords(' kafka ', chosen)).toBe('type add-on or infra, tag pci:yes and “kafka”');
    expect(chosenOf(chosen)).toBe(3);
  });

  test('rows sort by how they stand against the other pane: what it lacks first, equal ones by name', () => {
    const others = byName(target);
    const stands = (rows: readonly ProfileRow[]) => [...new Set(rows.map((row) => compareRow(row, others)))];
    const order = ['missing', 'newer', 'differs', 'older', 'same'];
    const sorted = sortRows(source, { column: 'compared', descending: false }, others);
    expect(stands(sorted)).toEqual(order);
    expect(stands(sortRows(source, { column: 'compared', descending: true }, others))).toEqual(order.toReversed());
    const missing = names(sorted.filter((row) => compareRow(row, others) === 'missing'));
    expect(missing).toEqual(missing.toSorted((a, b) => a.localeCompare(b, 'en', { sensitivity: 'base' })));
    // Beside nothing to compare with they are all alike.
    expect(names(sortRows(source, { column: 'compared', descending: false }))).toEqual(
      names(sortRows(source, { column: 'name', descending: false })),
    );
  });

  test.each([
    ['layers', (row: ProfileRow) => row.layers.length],
    ['versions', (row: ProfileRow) => row.versions.length],
    ['inUse', (row: ProfileRow) => row.inUse],
  ] as const)('rows sort by their number of %s', (column, amount) => {
    const sorted = sortRows(source, { column, descending: true }).map(amount);
    expect(sorted).toEqual(sorted.toSorted((a, b) => b - a));
    expect(new Set(sorted).size).toBeGreaterThan(1);
  });

  test('rows sort by version as versions, not as letters', () => {
    const [first] = source;
    if (first === undefined) throw new Error('no rows');
    const rows = ['1.10.0', '1.9.0', '1.2.0'].map((version) => ({ ...first, versions: [{ uid: version, version }] }));
    const sorted = sortRows(rows, { column: 'version', descending: false });
    expect(sorted.map(({ versions }) => versions[0]?.version)).toEqual(['1.2.0', '1.9.0', '1.10.0']);
  });

  test('rows sort by name or change, either way', () => {
    expect(names(sortRows(source, { column: 'name', descending: false })).at(0)).toBe('aws-infra');
    expect(names(sortRows(source, { column: 'name', descending: true })).at(0)).toBe('vsphere-infra');
    expect(names(sortRows(source, { column: 'changed', descending: true })).at(0)).toBe('payments-stack');
  });
});

describe('copying', () => {
  test('takes the picked version, else the newest', () => {
    const row = named('edge-base');
    const keys = new Set([rowKey(row)]);
    expect(refsOf(source, keys, {})).toMatchObject([{ name: 'edge-base', version: '1.4.0' }]);
    const older = row.versions[1]?.uid ?? '';
    expect(refsOf(source, keys, { [rowKey(row)]: older })).toMatchObject([{ uid: older, version: '1.3.2' }]);
  });

  test('says what a drop would do, and why it would not', () => {
    const environments = twoEnvironments().map((one) => one.summary);
    const refs = refsOf(source, new Set([rowKey(named('gpu-workers'))]), {});
    const exports = { kind: 'folder', folder: crypto.randomUUID(), name: 'exports', isRecursive: false } as const;
    const words = (from: Place, to: Place) => dropWords(refs, from, to, environments);
    expect(words(devPlace, prodPlace)).toBe('Drop to import gpu-workers 0.3.0 into PROD / payments');
    expect(words(exports, prodPlace)).toBe('Drop to import gpu-workers 0.3.0 into PROD / payments');
    expect(words(devPlace, exports)).toBe('Drop to export gpu-workers 0.3.0 into exports');
    expect(words(devPlace, labPlace)).toBe('Drop to clone gpu-workers 0.3.0 into DEV / lab');
    expect(words(labPlace, { ...labPlace, scope: { kind: 'tenant' } })).toContain('Drop to clone');
    expect([copyWords(devPlace, labPlace), copyWords(devPlace, prodPlace), copyWords(exports, labPlace)]).toEqual([
      'Clone to other pane',
      'Copy to other pane',
      'Import into other pane',
    ]);
    const others = { ...exports, folder: crypto.randomUUID(), name: 'others' };
    expect(words(exports, others)).toBe('Drop to copy gpu-workers 0.3.0 into others');
    expect([whyNot(devPlace, exports), whyNot(exports, prodPlace), whyNot(exports, others)]).toEqual([
      null,
      null,
      null,
    ]);
    expect(whyNot(exports, { ...exports, isRecursive: true })).toContain('same folder');
    expect(refsName([...refs, ...refs])).toBe('2 profiles');
    expect(whyNot(devPlace, prodPlace)).toBeNull();
    expect(whyNot(devPlace, devPlace)).toContain('same place');
    expect(whyNot(devPlace, null)).toContain('other pane');
  });
});

describe('the sign-in form', () => {
  const [dev] = twoEnvironments().map((one) => one.summary);

  test('asks for the key again when the address changes, and only then', () => {
    if (dev === undefined) throw new Error('No environment');
    const form = formOf(dev, []);
    expect(addressChanged(form, dev)).toBe(false);
    expect(addressChanged({ ...form, address: `${dev.address}/` }, dev)).toBe(false);
    expect(addressChanged({ ...form, address: 'https://other.example' }, dev)).toBe(true);
    expect(draftOf(form, dev, '', false).apiKey).toBeNull();
    expect(draftOf(form, dev, '', true).apiKey).toBe('');
    expect(draftOf(form, dev, 'k', false).apiKey).toBe('k');
  });

  test('tidies an address and gives a class the colour people expect, unless one was picked', () => {
    expect([tidyAddress(' palette.example/ '), tidyAddress('http://x'), tidyAddress('')]).toEqual([
      'https://palette.example',
      'http://x',
      '',
    ]);
    const form = formOf(null, ['blue']);
    expect(form.colour).toBe('teal');
    expect(withClass(form, 'production').colour).toBe('red');
    expect(withClass({ ...form, isColourPicked: true }, 'production').colour).toBe('teal');
  });
});

describe('what is heard of a drag', () => {
  const folder = { kind: 'folder', folder: 'f', name: 'exports', isRecursive: false } as const;
  const known = { environments: [], scopes: {} } as unknown as Parameters<typeof dragWords>[1];
  const lifted = {
    from: 'left',
    place: devPlace,
    profiles: [{ uid: 'u', name: 'edge-base', version: '1.0.0' }],
  } as const;
  const heard = (problem: Problem | null, folders: Parameters<typeof dragWords>[2]) =>
    dragWords({ lifted, ended: null }, known, folders, {
      left: { place: devPlace, problem: null },
      right: { place: folder, problem },
    });

  test('is what the drop does: a folder that cannot be read refuses', () => {
    expect(heard(null, [])).toContain('Target takes it into');
    const unreadable: Problem = { kind: 'folder-unreadable', name: 'exports', reason: 'denied' };
    expect(heard(unreadable, [])).toContain('Target refuses: The folder exports cannot be read.');
  });

  test('names the other places where there are only folders', () => {
    expect(heard(null, [])).not.toContain('Tab goes on');
    expect(heard(null, [{ id: 'g', name: 'more' }])).toContain('Tab goes on to every other place');
  });
});
