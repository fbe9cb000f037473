import { stringify } from 'yaml';
import type { ProfileDocument } from '../document.ts';
import { sameValue } from './changes.ts';
import type { ProfileFormat } from './profile-source.ts';
import { readYamlSource } from './yaml-document.ts';

/**
 * A profile as a new file: JSON with two blanks a level, or YAML whose texts stand as blocks; a line break ends it. The YAML
 * reads back as the same document, to readers of YAML 1.1 and 1.2.
 */
export function writeProfile(document: ProfileDocument, format: ProfileFormat): string {
  const json = `${JSON.stringify(document, null, 2)}\n`;
  if (format === 'json') return json;
  const yaml = stringify(JSON.parse(json), {
    version: '1.1',
    lineWidth: 0,
    aliasDuplicateObjects: false,
    blockQuote: 'literal',
  });
  const read = readYamlSource(yaml);
  // Every JSON text is YAML too, less pleasant to read.
  return read.ok && sameValue(read.value.value, JSON.parse(json)) ? yaml : json;
}
