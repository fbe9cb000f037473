import { CircleAlert, FileBadge, FileKey } from 'lucide-react';
import type { ReactNode } from 'react';
import { day } from '../words/phrases.ts';
import { type PemBlock, pemBlocks } from './certificates.ts';
import styles from './pem-summary.module.css';

const mostShown = 4;

/** What the typed certificates and keys are: subject and expiry. Nothing of a private key is shown. */
export function PemSummary({ text, now }: { readonly text: string; readonly now: number }) {
  const blocks = pemBlocks(text);
  if (blocks.length === 0) return null;
  return (
    <ul className={styles.blocks} aria-label="What was entered">
      {blocks.slice(0, mostShown).map((block, at) => {
        const { icon, tone, title, detail, whole } = wordsOf(block, now);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: blocks have no name of their own and are told by their order
          <li key={at} className={styles.block} data-tone={tone}>
            {icon}
            <span className={styles.words}>
              <strong className={styles.title} title={whole}>
                {title}
              </strong>{' '}
              <span className={styles.detail}>{detail}</span>
            </span>
          </li>
        );
      })}
      {blocks.length > mostShown ? <li className={styles.detail}>and {blocks.length - mostShown} more</li> : null}
    </ul>
  );
}

interface BlockWords {
  readonly icon: ReactNode;
  readonly tone: 'good' | 'warn' | 'plain';
  readonly title: string;
  readonly detail: string;
  /** The name that the title is a part of. */
  readonly whole?: string;
}

function wordsOf(block: PemBlock, now: number): BlockWords {
  switch (block.kind) {
    case 'certificate': {
      const isPast = Date.parse(block.notAfter) < now;
      const isAhead = Date.parse(block.notBefore) > now;
      const until = isPast
        ? `expired on ${day(block.notAfter)}`
        : isAhead
          ? `valid only from ${day(block.notBefore)}`
          : `valid until ${day(block.notAfter)}`;
      const issuer = block.issuer === block.subject ? 'signed by itself' : `issued by ${commonName(block.issuer)}`;
      return {
        icon: <FileBadge size={14} aria-hidden />,
        tone: isPast || isAhead ? 'warn' : 'good',
        title: block.subject === '' ? 'Certificate' : commonName(block.subject),
        whole: block.subject,
        detail: `certificate, ${until}, ${issuer}`,
      };
    }
    case 'other':
      return {
        icon: <FileKey size={14} aria-hidden />,
        tone: 'plain',
        title:
          block.label.charAt(0) +
          block.label
            .slice(1)
            .toLowerCase()
            .replaceAll(/\b(rsa|ec|dsa|x509|crl)\b/g, upper),
        detail: block.label.includes('PRIVATE') ? 'kept hidden' : '',
      };
    case 'broken':
      return {
        icon: <CircleAlert size={14} aria-hidden />,
        tone: 'warn',
        title: 'This block cannot be read',
        detail: 'A line may be missing at its end. It is imported as it stands.',
      };
  }
}

/** `payments.example` of `CN=payments.example, O=Acme`; the whole name where it has no common one. */
function commonName(name: string): string {
  return /^CN=([^,]+)/.exec(name)?.[1] ?? name;
}

function upper(word: string): string {
  return word.toUpperCase();
}
