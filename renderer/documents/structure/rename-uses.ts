import type { ProfileDocument } from '../../../shared/profile/document.ts';
import type { ProfileEdit } from '../../../shared/profile/source/edit-shapes.ts';
import { textsOf } from '../../../shared/profile/texts.ts';

/** What stands before a path of Palette's and after a name, as references are read. */
const before = /[\p{L}\p{N}_.)\]"'“”‘’]$/u;
const after = /^[\p{L}\p{N}_-]|^\.[\p{L}\p{N}_.-]*[\p{L}\p{N}_-]/u;

/** The edits that make every `{{.spectro.var.NAME}}` of the layers speak of another name, comments too. */
export function renamedUses(document: ProfileDocument, from: string, to: string): readonly ProfileEdit[] {
  const wanted = `.spectro.var.${from}`;
  return textsOf(document).flatMap(({ address, text }): readonly ProfileEdit[] => {
    const spans: { start: number; end: number; text: string }[] = [];
    for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + wanted.length)) {
      const end = at + wanted.length;
      const isOther = before.test(text.slice(Math.max(0, at - 2), at)) || after.test(text.slice(end, end + 200));
      if (!isOther && isInTemplate(text, at)) spans.push({ start: end - from.length, end, text: to });
    }
    return spans.length === 0 ? [] : [{ kind: 'text', address, spans }];
  });
}

/** Between two pairs of braces that open and close nothing in between. */
function isInTemplate(text: string, at: number): boolean {
  const around = text.slice(Math.max(0, at - 2000), at);
  const opened = around.lastIndexOf('{{');
  return opened !== -1 && around.lastIndexOf('}}') < opened && text.slice(at, at + 2000).includes('}}');
}
