import { expect as withTimeout } from '@playwright/test';
import { pane } from './screens/pane.ts';
import { reviewSheet } from './screens/review-sheet.ts';
import type { Stage } from './stage.ts';
import type { Step } from './story.ts';

/** What a person does in the sheet. Moving between its parts is counted too, and so is the drag that opens it. */
export interface Counts {
  /** Questions answered: values, macros, versions, repositories. */
  answers: number;
  /** Everything done with hand or keyboard, each answer being one. */
  interactions: number;
  /** Interactions that needed typing. */
  typed: number;
}

/** The tour runs outside the test runner, which would set this. */
const expect = withTimeout.configure({ timeout: 15_000 });

const profile = 'payments-stack';

/** What the person fills in; planted so that a test can search for it afterwards. */
export const usualValues = {
  unsealToken: 'usual-unseal-token-7f3a91c2',
  tlsKey: 'usual-tls-key-b81d44e0',
  grafana: 'usual-grafana-password-55c9e1',
  argo: 'usual-argo-password-0a6de2b7',
} as const;

export interface UsualCase {
  readonly steps: readonly Step[];
  /** Filled as the steps are played. */
  readonly counts: { first: Counts; second: Counts };
}

/**
 * The usual case, twice into the same target: 8 packs, 4 masked values in 3 packs, 2 missing macros, a taken name and
 * 3 packs in several repositories. DEV / Default and PROD / payments stand in the panes. Unlocking a protected target
 * and typing its name are not counted: they protect it on every write, whatever is written.
 */
export function usualCase(): UsualCase {
  const counts = { first: none(), second: none() };
  return {
    counts,
    steps: [
      {
        title: 'The usual case, first time: every question is answered once',
        async play(stage, look) {
          await first(stage, look, counts.first);
          stage.proofs.push(proofLine('2.4.1', `first time: ${countWords(counts.first)}`));
        },
      },
      {
        title: 'and the second time the sheet remembers: nothing is typed',
        async play(stage, look) {
          await second(stage, look, counts.second);
          stage.proofs.push(proofLine('2.4.2', `second time: ${countWords(counts.second)}`));
        },
      },
    ],
  };
}

async function first(stage: Stage, look: () => Promise<void>, counts: Counts): Promise<void> {
  const person = handOf(counts);
  const { window } = stage.ferry;
  const review = reviewSheet(window, `${profile} 2.4.0`);
  await find(stage);
  await person.does(() => drag(stage));

  for (const [path, value] of [
    ['unseal.token', usualValues.unsealToken],
    ['tls.key', usualValues.tlsKey],
    ['grafanaAccess.adminPassword', usualValues.grafana],
    ['argocdServerAdminPassword', usualValues.argo],
  ] as const) {
    // Each answer leads on to the next question: the field has the keyboard already.
    await expect(review.value(path)).toBeFocused();
    await person.types(async () => {
      await window.keyboard.type(value);
      await window.keyboard.press('F8');
    });
  }
  await expect(review.panel('Values')).toContainText('4 of 4 answered');
  await person.does(() => review.fix('Next: Checks').click());
  await look();
  await person.answers(() => review.fix('Import as 2.4.1').click());
  for (const [macro, value] of [
    ['payments_alert_channel', 'ops-alerts'],
    ['payments_db_host', 'db.payments.internal'],
  ] as const) {
    await expect(review.macro(macro)).toBeFocused();
    await person.types(async () => {
      await window.keyboard.type(value);
      await window.keyboard.press('Enter');
    });
  }
  await person.does(() => review.fix('Next: Repositories').click());
  await person.answers(() => review.fix('Use acme-mirror for all packs from acme-platform').click());
  await look();
  await confirm(stage, person, look);
}

async function second(stage: Stage, look: () => Promise<void>, counts: Counts): Promise<void> {
  const person = handOf(counts);
  const review = reviewSheet(stage.ferry.window, `${profile} 2.4.0`);
  await find(stage);
  await person.does(() => drag(stage));
  await person.answers(() => review.fix('Import as 2.4.2').click());
  await look();
  await confirm(stage, person, look);
}

async function drag({ ferry: { window } }: Stage): Promise<void> {
  await pane(window, 'Source').row(profile).dragTo(pane(window, 'Target').grid);
}

/** Finding the profile in the list is no part of what is counted. */
async function find({ ferry: { window } }: Stage): Promise<void> {
  await pane(window, 'Source').filter.fill(profile);
  await expect(pane(window, 'Source').row(profile)).toBeVisible();
}

async function confirm(stage: Stage, person: Hand, look: () => Promise<void>): Promise<void> {
  const { window } = stage.ferry;
  const review = reviewSheet(window, `${profile} 2.4.0`);
  await expect(review.sheet).not.toContainText(/points? open/);
  await passProtection(stage);
  await expect(review.confirm).toBeEnabled();
  await person.does(() => review.confirm.click());
  await expect(review.proof).toContainText('Identical except 4 masked values');
  await look();
  await review.close.click();
  await expect(review.sheet).toBeHidden();
}

/** Unlocks a protected target and types its name; does nothing where there is no protection. */
async function passProtection({ ferry: { window } }: Stage): Promise<void> {
  const review = reviewSheet(window, `${profile} 2.4.0`);
  if (!(await review.sheet.getByText('Production', { exact: true }).isVisible())) return;
  await review.part('Confirm').click();
  await expect(review.unlock.or(review.typedName)).toBeVisible();
  if (await review.unlock.isVisible()) await review.unlock.click();
  await review.typedName.fill('PROD');
}

interface Hand {
  does(act: () => Promise<void>): Promise<void>;
  answers(act: () => Promise<void>): Promise<void>;
  types(act: () => Promise<void>): Promise<void>;
}

function handOf(counts: Counts): Hand {
  return {
    async does(act) {
      counts.interactions += 1;
      await act();
    },
    async answers(act) {
      counts.answers += 1;
      await this.does(act);
    },
    async types(act) {
      counts.typed += 1;
      await this.answers(act);
    },
  };
}

function none(): Counts {
  return { answers: 0, interactions: 0, typed: 0 };
}

/** "8 answers (6 typed) in 12 interactions". */
export function countWords({ answers, interactions, typed }: Counts): string {
  const typing = typed === 0 ? 'none typed' : `${typed} typed`;
  return `${answers} ${answers === 1 ? 'answer' : 'answers'} (${typing}) in ${interactions} interactions`;
}

function proofLine(version: string, words: string): string {
  return `${profile} ${version}  DEV / Default → PROD / payments  identical except 4 masked values; ${words}`;
}
