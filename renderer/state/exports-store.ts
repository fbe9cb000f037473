import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ExportFormat, ExportPlan, ExportRequest, TakenAnswer } from '../../shared/bridge/exports.ts';
import type { Ferry } from '../../shared/bridge/ferry.ts';
import type { FolderPlace, Place } from '../../shared/place.ts';
import type { Problem } from '../../shared/problem.ts';
import type { SecretFix } from '../../shared/profile/source/secret-guard.ts';
import type { ProfileRef } from '../../shared/transfer/request.ts';

/**
 * How far the export of one profile has come.
 * - `PLANNING`: it is being read.
 * - `PLAN_FAILED`: it could not be read; nothing was written.
 * - `REVIEWING`: name and findings are known; the person decides.
 * - `QUEUED`: confirmed, another one goes first.
 * - `RUNNING`: the machine reads it again and writes it.
 * - `DONE`, `FAILED`, `CANCELLED`: it ended.
 * - `SKIPPED`: it ended; the file that was there stays, as the person wanted.
 */
export type ExportStage =
  | { readonly kind: 'PLANNING' }
  | { readonly kind: 'PLAN_FAILED'; readonly problem: Problem }
  | { readonly kind: 'REVIEWING' }
  | { readonly kind: 'QUEUED' }
  | { readonly kind: 'RUNNING' }
  | { readonly kind: 'DONE'; readonly fileName: string; readonly isReplaced: boolean }
  | { readonly kind: 'FAILED'; readonly problem: Problem }
  | { readonly kind: 'CANCELLED' }
  | { readonly kind: 'SKIPPED'; readonly fileName: string };

/** What becomes of a profile whose name is taken in the folder; `skip` writes nothing. */
export const takenChoices = ['keep-both', 'replace', 'skip'] as const satisfies readonly (
  | Exclude<TakenAnswer, 'refuse'>
  | 'skip'
)[];
export type TakenChoice = (typeof takenChoices)[number];

export interface ProfileExport {
  readonly id: string;
  /** Exports of one drop share a sheet. */
  readonly sheet: string;
  readonly request: ExportRequest;
  readonly plan: ExportPlan | null;
  /** By hit. */
  readonly fixes: ReadonlyMap<string, SecretFix>;
  /** What becomes of a file of that name; null until the person said so. */
  readonly ifTaken: TakenChoice | null;
  readonly stage: ExportStage;
}

export interface ExportsState {
  /** Oldest first. */
  readonly exports: readonly ProfileExport[];
  /** The sheet on screen. */
  readonly sheet: string | null;
  /** By sheet; `own` where nothing else was chosen. */
  readonly formats: Readonly<Record<string, ExportFormat>>;
  /** By sheet: what was said of all names that are taken, for those that are read later. */
  readonly takenChoices: Readonly<Record<string, TakenChoice>>;
  readonly asked: (source: Place, target: FolderPlace, profiles: readonly ProfileRef[]) => Promise<void>;
  readonly formatChosen: (sheet: string, format: ExportFormat) => void;
  readonly fixed: (id: string, hit: string, fix: SecretFix) => void;
  /** The same answer for every finding of a sheet that allows it and is in review. */
  readonly allFixed: (sheet: string, fix: SecretFix) => void;
  readonly takenAnswered: (id: string, answer: TakenChoice) => void;
  /** The same answer for every name of a sheet that is taken, also of those still being read; each can be changed after. */
  readonly allTakenAnswered: (sheet: string, answer: TakenChoice) => void;
  /** It is not to be exported with the others. */
  readonly leftOut: (id: string) => void;
  readonly readAgainAsked: (id: string) => Promise<void>;
  readonly confirmed: (sheet: string) => Promise<void>;
  /** Stops what is not written yet. */
  readonly cancelAsked: (sheet: string) => Promise<void>;
  readonly sheetOpened: (sheet: string) => void;
  /** What was not confirmed goes with its sheet; what runs or ended stays in the list. */
  readonly sheetClosed: () => void;
  readonly forgotten: (id: string) => void;
}

export type ExportsStore = StoreApi<ExportsState>;

/** Whether the machine still has work with it. */
export function isExporting({ stage }: ProfileExport): boolean {
  return stage.kind === 'RUNNING' || stage.kind === 'QUEUED';
}

/** Whether it ended in a way that is worth a line in the list of transfers. */
function isOver({ stage }: ProfileExport): boolean {
  return stage.kind === 'DONE' || stage.kind === 'FAILED' || stage.kind === 'CANCELLED';
}

/** Whether the name that an export would write to is taken. */
export function isTaken({ plan }: ProfileExport, format: ExportFormat): boolean {
  return plan?.names[format].isTaken === true;
}

/** Whether it is left out because its name is taken. */
export function isSkipped(item: ProfileExport, format: ExportFormat): boolean {
  return item.ifTaken === 'skip' && isTaken(item, format);
}

/** What still stops an export: findings without an answer, and a name that is taken. */
export function openPoints(item: ProfileExport, format: ExportFormat): number {
  const { plan, fixes, ifTaken } = item;
  if (plan === null || isSkipped(item, format)) return 0;
  const unanswered = plan.hits.filter(({ id }) => !fixes.has(id)).length;
  return unanswered + (isTaken(item, format) && ifTaken === null ? 1 : 0);
}

/** Every export since the window opened. `written` hears of each folder that has a new file. */
export function createExportsStore(
  calls: Ferry['exports'],
  written: (place: FolderPlace) => void,
  newId: () => string = () => crypto.randomUUID(),
): ExportsStore {
  return createStore<ExportsState>()((set, get) => {
    const one = (id: string): ProfileExport | undefined => get().exports.find((other) => other.id === id);
    const change = (id: string, part: Partial<ProfileExport>): void =>
      set({ exports: get().exports.map((other) => (other.id === id ? { ...other, ...part } : other)) });
    // SECURITY: what was confirmed goes to disk as it was confirmed; answers are for what still shows its questions.
    const inReview = (id: string): ProfileExport | undefined => {
      const asked = one(id);
      return asked?.stage.kind === 'REVIEWING' ? asked : undefined;
    };
    const inSheet = (sheet: string): readonly ProfileExport[] => get().exports.filter((other) => other.sheet === sheet);
    const formatOf = (sheet: string): ExportFormat => get().formats[sheet] ?? 'own';

    const read = async (id: string): Promise<void> => {
      const asked = one(id);
      if (asked === undefined) return;
      change(id, { stage: { kind: 'PLANNING' } });
      const answer = await calls.plan(asked.request);
      if (one(id)?.stage.kind !== 'PLANNING') return;
      if (answer.ok) {
        const taken = answer.value.names[formatOf(asked.sheet)].isTaken;
        const ifTaken = taken ? (one(id)?.ifTaken ?? get().takenChoices[asked.sheet] ?? null) : null;
        change(id, { plan: answer.value, ifTaken, stage: { kind: 'REVIEWING' } });
      } else change(id, { stage: { kind: 'PLAN_FAILED', problem: answer.problem } });
    };

    /** `asked` and `format`: as the person confirmed them; `own`: the names written since. */
    const write = async (asked: ProfileExport, format: ExportFormat, own: Set<string>): Promise<void> => {
      const { id } = asked;
      if (one(id)?.stage.kind !== 'QUEUED') return;
      change(id, { stage: { kind: 'RUNNING' } });
      // Nobody said that a profile may take the place of one that was written with it, or of a file that came meanwhile.
      const isAnswered = isTaken(asked, format) && !own.has(folded(asked.plan?.names[format].fileName ?? ''));
      const ifTaken = isAnswered && asked.ifTaken !== null && asked.ifTaken !== 'skip' ? asked.ifTaken : 'refuse';
      const answer = await calls.run({
        export: asked.request,
        format,
        fixes: [...asked.fixes].map(([hit, fix]) => ({ hit, fix })),
        ifTaken,
      });
      if (!answer.ok) {
        const isCancelled = answer.problem.kind === 'cancelled';
        change(id, { stage: isCancelled ? { kind: 'CANCELLED' } : { kind: 'FAILED', problem: answer.problem } });
        return;
      }
      const outcome = answer.value;
      if (outcome.kind === 'written') {
        own.add(folded(outcome.fileName));
        change(id, { stage: { ...outcome, kind: 'DONE' } });
        return;
      }
      const { plan } = asked;
      const names = plan === null ? null : { ...plan.names, [format]: outcome.name };
      change(id, {
        ifTaken: null,
        stage: { kind: 'REVIEWING' },
        ...(plan === null || names === null ? {} : { plan: { ...plan, names } }),
      });
    };

    return {
      exports: [],
      sheet: null,
      formats: {},
      takenChoices: {},
      asked: async (source, target, profiles) => {
        if (profiles.length === 0) return;
        const sheet = newId();
        const added = profiles.map((profile): ProfileExport => {
          const id = newId();
          return {
            id,
            sheet,
            request: { id, source, target, profile },
            plan: null,
            fixes: new Map(),
            ifTaken: null,
            stage: { kind: 'PLANNING' },
          };
        });
        set({ exports: [...get().exports, ...added], sheet });
        await Promise.all(added.map(({ id }) => read(id)));
      },
      formatChosen: (sheet, format) => {
        const { [sheet]: _forgotten, ...takenChoices } = get().takenChoices;
        set({ formats: { ...get().formats, [sheet]: format }, takenChoices });
        // Another name: what was said of the old one does not count for it.
        for (const item of inSheet(sheet)) if (!isExporting(item)) change(item.id, { ifTaken: null });
      },
      fixed: (id, hit, fix) => {
        const asked = inReview(id);
        if (asked !== undefined) change(id, { fixes: new Map([...asked.fixes, [hit, fix]]) });
      },
      allFixed: (sheet, fix) => {
        for (const { id, plan, fixes, stage } of inSheet(sheet)) {
          if (stage.kind !== 'REVIEWING') continue;
          const answers = (plan?.hits ?? [])
            .filter((hit) => hit.fixes.includes(fix))
            .map((hit) => [hit.id, fix] as const);
          change(id, { fixes: new Map([...fixes, ...answers]) });
        }
      },
      takenAnswered: (id, answer) => {
        if (inReview(id) !== undefined) change(id, { ifTaken: answer });
      },
      allTakenAnswered: (sheet, answer) => {
        set({ takenChoices: { ...get().takenChoices, [sheet]: answer } });
        for (const item of inSheet(sheet)) {
          if (item.stage.kind === 'REVIEWING' && isTaken(item, formatOf(sheet))) change(item.id, { ifTaken: answer });
        }
      },
      leftOut: (id) => {
        const asked = one(id);
        if (asked === undefined || isExporting(asked)) return;
        const exports = get().exports.filter((other) => other.id !== id);
        set({ exports, sheet: exports.some((other) => other.sheet === get().sheet) ? get().sheet : null });
      },
      readAgainAsked: read,
      confirmed: async (sheet) => {
        const format = formatOf(sheet);
        const answered = inSheet(sheet).filter(
          (other) => other.stage.kind === 'REVIEWING' && openPoints(other, format) === 0,
        );
        for (const { id, plan } of answered.filter((other) => isSkipped(other, format))) {
          change(id, { stage: { kind: 'SKIPPED', fileName: plan?.names[format].fileName ?? '' } });
        }
        const ready = answered.filter((other) => !isSkipped(other, format));
        for (const { id } of ready) change(id, { stage: { kind: 'QUEUED' } });
        // Not waited for: the calls that follow come after it.
        if (ready.length > 0)
          void calls.queue({ exports: ready.map(({ id, request: { profile } }) => ({ id, profile })) });
        // One after the other: each must see the names that those before it took.
        const own = new Set<string>();
        for (const item of ready) await write(item, format, own);
        const [first] = ready;
        if (first !== undefined) written(first.request.target);
      },
      cancelAsked: async (sheet) => {
        const underWay = inSheet(sheet).filter(isExporting);
        for (const { id, stage } of underWay) if (stage.kind === 'QUEUED') change(id, { stage: { kind: 'CANCELLED' } });
        await Promise.all(underWay.map(({ id }) => calls.cancel({ id })));
      },
      sheetOpened: (sheet) => set({ sheet }),
      sheetClosed: () => {
        const { sheet } = get();
        const kept = get().exports.filter((other) => other.sheet !== sheet || isExporting(other) || isOver(other));
        for (const { id, stage } of get().exports) {
          if (stage.kind === 'PLANNING' && !kept.some((other) => other.id === id)) void calls.cancel({ id });
        }
        set({ sheet: null, exports: kept });
      },
      forgotten: (id) => {
        const asked = one(id);
        if (asked !== undefined && !isExporting(asked))
          set({ exports: get().exports.filter((other) => other.id !== id) });
      },
    };
  });
}

/** Two names that are one on some systems. */
function folded(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}
