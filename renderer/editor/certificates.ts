import { bytesOfBase64 } from './base64.ts';
import { type DerElement, elementsOf, objectIdOf, stringOf, timeOf } from './der.ts';

/** What one PEM block of a text is. A private key is only named, never read. */
export type PemBlock =
  | {
      readonly kind: 'certificate';
      readonly subject: string;
      readonly issuer: string;
      /** ISO 8601. */
      readonly notBefore: string;
      readonly notAfter: string;
    }
  | { readonly kind: 'other'; readonly label: string }
  | { readonly kind: 'broken'; readonly label: string };

const block = /-----BEGIN ([A-Z0-9 ]{1,64})-----([^-]*)(?:-----END \1-----)?/g;

/** The PEM blocks of a text in their order; empty where there is none. Never throws. */
export function pemBlocks(text: string): readonly PemBlock[] {
  if (!looksLikePem(text)) return [];
  return Array.from(text.matchAll(block), ([whole, label = '', body = '']): PemBlock => {
    if (!whole.endsWith(`-----END ${label}-----`)) return { kind: 'broken', label };
    if (label !== 'CERTIFICATE' && label !== 'TRUSTED CERTIFICATE') return { kind: 'other', label };
    const bytes = bytesOfBase64(body);
    try {
      return bytes === null ? { kind: 'broken', label } : certificateOf(bytes);
    } catch (error) {
      if (error instanceof RangeError) return { kind: 'broken', label };
      throw error;
    }
  });
}

/** Whether a text holds, or begins, a PEM block. */
export function looksLikePem(text: string): boolean {
  return text.includes('-----BEGIN ');
}

const sequence = 0x30;
const explicitVersion = 0xa0;

/** RFC 5280 section 4.1: serial, algorithm, issuer, validity and subject follow the optional version. */
function certificateOf(bytes: Uint8Array): PemBlock {
  const body = content(elementsOf(bytes)[0], sequence);
  const fields = elementsOf(content(elementsOf(body)[0], sequence));
  const [, , issuer, validity, subject] = fields[0]?.tag === explicitVersion ? fields.slice(1) : fields;
  const [from, to] = elementsOf(content(validity, sequence));
  const notBefore = from === undefined ? '' : timeOf(from);
  const notAfter = to === undefined ? '' : timeOf(to);
  if (notBefore === '' || notAfter === '') throw new RangeError('validity');
  return { kind: 'certificate', subject: nameOf(subject), issuer: nameOf(issuer), notBefore, notAfter };
}

const attributes: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '0.9.2342.19200300.100.1.25': 'DC',
};

/** `CN=payments.example, O=Acme`: the most telling part first. */
function nameOf(element: DerElement | undefined): string {
  const parts = elementsOf(content(element, sequence)).flatMap((set) =>
    elementsOf(set.content).flatMap((pair) => {
      const [type, value] = elementsOf(pair.content);
      if (type === undefined || value === undefined) return [];
      const id = objectIdOf(type.content);
      return [`${attributes[id] ?? id}=${stringOf(value)}`];
    }),
  );
  return parts.sort((a, b) => Number(b.startsWith('CN=')) - Number(a.startsWith('CN='))).join(', ');
}

function content(element: DerElement | undefined, tag: number): Uint8Array {
  if (element?.tag !== tag) throw new RangeError('another tag');
  return element.content;
}
