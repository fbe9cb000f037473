import { describe, expect, it } from 'vitest';
import { createJournal } from '../../../electron/services/journal.ts';
import type { KeptFile } from '../../../electron/services/kept-file.ts';
import { notReadBack, type ReadBack } from '../../../electron/services/read-back.ts';
import type { TransferPorts } from '../../../electron/services/transfer-ports.ts';
import { createTransfers } from '../../../electron/services/transfers.ts';
import type { FerryEvent } from '../../../shared/bridge/events.ts';
import type { RunRequest } from '../../../shared/bridge/ferry.ts';
import type { Problem } from '../../../shared/problem.ts';
import type { ProfileDocument } from '../../../shared/profile/document.ts';
import { failed, ok, type Result } from '../../../shared/result.ts';
import type { TransferMaterial } from '../../../shared/transfer/plan.ts';
import type { TransferRequest } from '../../../shared/transfer/request.ts';
import { readEditedText } from '../../../shared/transfer/text-reading.ts';
import { material, pack } from '../shared/transfer/material.ts';

const transfer: TransferRequest = {
  id: '5a2b3c4d-0000-4000-8000-000000000001',
  source: { kind: 'environment', environmentId: 'env-dev', scope: { kind: 'tenant' } },
  target: { kind: 'environment', environmentId: 'env-prod', scope: { kind: 'project', uid: 'p1', name: 'payments' } },
  profile: { uid: 'u1', name: 'edge-base', version: '1.0.0' },
};

const reviewed = { mark: 'mark-1', remembered: [] };
const confirmed: RunRequest = { transfer, decisions: [], reviewed, typedName: 'PROD' };

/** Published as it was asked for, nothing to put right. */
function asSent(found: ReadBack['found']): ReadBack {
  const state = { published: true, publishing: 'at-once', publishProblem: null } as const;
  return { found, repairedVariables: [], repairProblem: null, ...state };
}

/** A journal's file on a disk that answers every write with this. */
const fullDisk = (full: Result<never>): KeptFile => ({
  read: async () => ok(null),
  write: async () => full,
  setAside: async () => full,
  remove: async () => full,
});

/** A machine whose places are in memory; what a test does not name goes well. */
function machine(gathered: TransferMaterial, more: Partial<TransferPorts> = {}) {
  const imported: ProfileDocument[] = [];
  const cloned: ProfileDocument[] = [];
  const events: FerryEvent[] = [];
  let disk: string | null = null;
  const files: KeptFile = {
    read: async () => ok(disk),
    write: async (text) => {
      disk = text;
      return ok(null);
    },
    setAside: async () => ok('aside'),
    remove: async () => ok(null),
  };
  const journal = createJournal(files, () => undefined);
  const service = createTransfers({
    gather: async () => ok(gathered),
    readText: async (text) => ok(readEditedText(text)),
    checkImport: async () => ok(null),
    checkClone: async () => ok(null),
    createMacro: async () => ok('created'),
    importOnce: async (_target, { document, check, beforeWrite }) => {
      const checked = (await check?.()) ?? ok(null);
      if (!checked.ok) return checked;
      const allowed = (await beforeWrite?.([])) ?? ok(null);
      if (!allowed.ok) return allowed;
      imported.push(document);
      return ok({ uid: 'new', how: 'answered' });
    },
    cloneOnce: async (_target, { document, check, beforeWrite }) => {
      const checked = (await check?.()) ?? ok(null);
      if (!checked.ok) return checked;
      const allowed = (await beforeWrite?.([])) ?? ok(null);
      if (!allowed.ok) return allowed;
      cloned.push(document);
      return ok({ uid: 'clone', how: 'answered' });
    },
    readBack: async (_target, _uid, sent) => asSent(ok(sent)),
    isUnlocked: () => true,
    environment: () => ({ name: 'PROD', isProduction: true }),
    rememberedValues: async () => new Map(),
    remember: async () => {},
    imported: async () => {},
    ended: async () => {},
    journal,
    emit: (event) => events.push(event),
    ...more,
  });
  return { service, imported, cloned, events, journal, disk: () => disk };
}

const clean = () => material();
const masked = () => material({ packs: [pack('nginx', { values: 'auth:\n  password: "********"\n' })] });

describe('a text that is edited in the review', () => {
  const text = { layer: 'nginx', now: 'a: "\n', back: { start: 3, end: 4, text: '1' }, required: [] };

  it('is read off this process, which hands on what it learnt', async () => {
    const answer = await machine(clean()).service.readText(text);
    expect(answer).toMatchObject({ ok: true, value: { found: [{ finding: 'invalid-yaml', line: 1 }] } });
  });

  it('that could not be read is named by its layer, with no word of the process or of a file', async () => {
    const hung: Problem = { kind: 'profile-unreadable', reason: 'too-large', detail: 'time', line: null, column: null };
    for (const [problem, reason] of [
      [hung, 'takes-too-long'],
      [{ kind: 'unexpected', reference: 'R' }, 'no-answer'],
    ] as const) {
      const { service } = machine(clean(), { readText: async () => failed(problem) });
      expect(await service.readText(text)).toEqual(failed({ kind: 'edited-text-unread', layer: 'nginx', reason }));
    }
  });
});

describe('running a transfer', () => {
  it('imports once and proves what the target holds', async () => {
    const { service, imported, events } = machine(clean());
    const answer = await service.run(confirmed);
    expect(answer).toMatchObject({ ok: true, value: { uid: 'new', proof: { verdict: 'identical' } } });
    expect(imported).toHaveLength(1);
    expect(events.map((event) => (event.kind === 'transfer-step' ? event.step : event.kind))).toEqual([
      'checking-target',
      'importing',
      'reading-back',
      'comparing',
    ]);
  });

  it('refuses to write to production while it is locked', async () => {
    const { service, imported } = machine(clean(), { isUnlocked: () => false });
    expect(await service.run(confirmed)).toEqual(failed({ kind: 'environment-locked', environment: 'PROD' }));
    expect(imported).toEqual([]);
  });

  it('refuses when the lock falls while the target is being read', async () => {
    let asked = 0;
    const { service, imported } = machine(clean(), { isUnlocked: () => ++asked === 1 });
    expect(await service.run(confirmed)).toMatchObject({ problem: { kind: 'environment-locked' } });
    expect(imported).toEqual([]);
  });

  it.each([null, '', 'prod', 'DEV'])('refuses production when the name typed is %j', async (typedName) => {
    const { service, imported } = machine(clean());
    expect(await service.run({ ...confirmed, typedName })).toMatchObject({ problem: { kind: 'name-not-confirmed' } });
    expect(imported).toEqual([]);
  });

  it('asks neither for a lock nor for a name outside production', async () => {
    const { service, imported } = machine(clean(), {
      isUnlocked: () => false,
      environment: () => ({ name: 'QA', isProduction: false }),
    });
    expect(await service.run({ ...confirmed, typedName: null })).toMatchObject({ ok: true });
    expect(imported).toHaveLength(1);
  });

  it('plans again and refuses what the window thought was ready', async () => {
    const { service, imported, disk } = machine(masked());
    const answer = await service.run(confirmed);
    expect(answer).toMatchObject({ ok: false, problem: { kind: 'plan-open', profile: 'edge-base' } });
    expect(imported).toEqual([]);
    expect(disk()).toBeNull();
  });

  it('writes the journal before the profile, and clears it after', async () => {
    const seen: (string | null)[] = [];
    const running = machine(clean(), {
      importOnce: async (_target, { beforeWrite }) => {
        await beforeWrite?.(['older']);
        seen.push(running.disk());
        return ok({ uid: 'new', how: 'answered' });
      },
    });
    await running.service.run(confirmed);
    expect(JSON.parse(seen[0] ?? '')).toMatchObject([{ name: 'edge-base', version: '1.0.0', uidsBefore: ['older'] }]);
    expect(await running.journal.unsettled()).toEqual([]);
  });

  it('does not write when the journal cannot be kept', async () => {
    const full = failed({ kind: 'file-unwritable', name: 'journal.json', reason: 'full' });
    const files = fullDisk(full);
    const { service, imported } = machine(clean(), { journal: createJournal(files, () => undefined) });
    expect(await service.run(confirmed)).toEqual(full);
    expect(imported).toEqual([]);
  });

  it('keeps an import that nobody could settle in the journal, for the next start', async () => {
    const cause = { kind: 'connection-lost', host: 'prod.test' } as const;
    const { service, journal } = machine(clean(), {
      importOnce: async (_target, { beforeWrite }) => {
        await beforeWrite?.([]);
        return failed({ kind: 'import-unsettled', profile: 'edge-base', looked: 'nothing', cause });
      },
    });
    expect(await service.run(confirmed)).toMatchObject({ problem: { kind: 'import-unsettled' } });
    expect(await journal.unsettled()).toMatchObject([{ name: 'edge-base', uidsBefore: [] }]);
  });

  it('joins a second confirmation of the same transfer to the first', async () => {
    const { service, imported } = machine(clean());
    const answers = await Promise.all([service.run(confirmed), service.run(confirmed)]);
    expect(answers[0]).toEqual(answers[1]);
    expect(imported).toHaveLength(1);
  });

  it('stops before the write when it is cancelled', async () => {
    const running = machine(clean(), {
      gather: async () => {
        await running.service.cancel({ id: transfer.id });
        return ok(clean());
      },
    });
    expect(await running.service.run(confirmed)).toEqual(failed({ kind: 'cancelled' }));
    expect(running.imported).toEqual([]);
  });

  it('tells a profile that was written but could not be read back from one that differs', async () => {
    const lost = { kind: 'connection-lost', host: 'prod.test' } as const;
    const { service } = machine(clean(), { readBack: async () => asSent(failed(lost)) });
    expect(await service.run(confirmed)).toMatchObject({
      ok: true,
      value: { proof: { verdict: 'not-read' }, proofProblem: lost },
    });
  });

  it('is cancelled at the last moment before the write: the profile is not written, the journal is empty', async () => {
    const running = machine(clean(), {
      importOnce: async (_target, { beforeWrite }) => {
        await running.service.cancel({ id: transfer.id });
        const allowed = (await beforeWrite?.([])) ?? ok(null);
        return allowed.ok ? ok({ uid: 'new', how: 'answered' }) : allowed;
      },
    });
    expect(await running.service.run(confirmed)).toEqual(failed({ kind: 'cancelled' }));
    expect(await running.journal.unsettled()).toEqual([]);
  });

  it('keeps what was written when it is cancelled after that, and hands on that nothing more is to be read', async () => {
    const remembered: string[] = [];
    const running = machine(clean(), {
      importOnce: async () => {
        await running.service.cancel({ id: transfer.id });
        return ok({ uid: 'new', how: 'answered' });
      },
      readBack: async (_target, _uid, sent, { publish, signal }) =>
        signal.aborted ? notReadBack({ kind: 'cancelled' }, publish) : asSent(ok(sent)),
      remember: async ({ id }) => void remembered.push(id),
    });
    expect(await running.service.run(confirmed)).toMatchObject({
      ok: true,
      value: {
        uid: 'new',
        proof: { verdict: 'not-read' },
        proofProblem: { kind: 'cancelled' },
        publishing: 'not-looked',
      },
    });
    expect(remembered).toEqual([transfer.id]);
    expect(await running.journal.unsettled()).toEqual([]);
  });

  it('goes on when the same transfer is planned meanwhile', async () => {
    const running = machine(clean(), {
      importOnce: async () => {
        await running.service.plan(transfer);
        return ok({ uid: 'new', how: 'answered' });
      },
      readBack: async (_target, _uid, sent, { signal }) => {
        expect(signal.aborted).toBe(false);
        return asSent(ok(sent));
      },
    });
    expect(await running.service.run(confirmed)).toMatchObject({ value: { proof: { verdict: 'identical' } } });
  });

  it('says so when the target holds something else than was sent', async () => {
    const other = material({ packs: [pack('nginx', { values: 'replicas: 3\n' })] });
    const { service } = machine(clean(), { readBack: async () => asSent(ok(other.document)) });
    expect(await service.run(confirmed)).toMatchObject({ value: { proof: { verdict: 'differs' } } });
  });

  describe('with macros to create', () => {
    const canary = 'macro-canary-2f';
    const withMacros = () => material({ packs: [pack('nginx', { values: 'zone: "{{.spectro.macro.zone}}"\n' })] });
    const answers: RunRequest = {
      ...confirmed,
      decisions: [{ kind: 'create-macro', macro: 'zone', scope: 'tenant', value: canary }],
    };

    it('notes them before the first is made, without their value, and the import under the same entry', async () => {
      const seen: (string | null)[] = [];
      const running = machine(withMacros(), {
        createMacro: async () => {
          seen.push(running.disk());
          return ok('created');
        },
        importOnce: async (_target, { beforeWrite }) => {
          await beforeWrite?.(['older']);
          seen.push(running.disk());
          return ok({ uid: 'new', how: 'answered' });
        },
      });
      expect(await running.service.run(answers)).toMatchObject({ value: { createdMacros: ['zone'] } });
      const [first, second] = seen.map((text) => JSON.parse(text ?? '[]'));
      expect(first).toMatchObject([{ macros: [{ name: 'zone', scope: 'tenant' }], uidsBefore: null }]);
      expect(second).toMatchObject([{ id: first[0].id, uidsBefore: ['older'] }]);
      expect(JSON.stringify(seen)).not.toContain(canary);
      expect(await running.journal.unsettled()).toEqual([]);
    });

    it('makes none when the journal cannot be kept', async () => {
      const full = failed({ kind: 'file-unwritable', name: 'journal.json', reason: 'full' });
      const files = fullDisk(full);
      const made: string[] = [];
      const { service } = machine(withMacros(), {
        journal: createJournal(files, () => undefined),
        createMacro: async (_target, { name }) => {
          made.push(name);
          return ok('created');
        },
      });
      expect(await service.run(answers)).toEqual(full);
      expect(made).toEqual([]);
    });

    it('tells which were made when it is cancelled between them and the profile', async () => {
      const running = machine(withMacros(), {
        createMacro: async () => {
          await running.service.cancel({ id: transfer.id });
          return ok('created');
        },
      });
      expect(await running.service.run(answers)).toEqual(
        failed({ kind: 'macros-left', profile: 'edge-base', macros: ['zone'], cause: { kind: 'cancelled' } }),
      );
      expect(running.imported).toEqual([]);
      expect(await running.journal.unsettled()).toEqual([]);
    });

    it('does not claim a macro that somebody else made meanwhile', async () => {
      const { service } = machine(withMacros(), { createMacro: async () => ok('there') });
      expect(await service.run(answers)).toMatchObject({ value: { createdMacros: [] } });
    });
  });

  it('writes nothing when the target judges the document to be sent', async () => {
    const cause = { kind: 'server-refused', host: 'h', status: 400, code: 'No', message: '', reference: '' } as const;
    const refused = failed({ kind: 'import-refused', profile: 'edge-base', cause });
    const { service, imported, disk } = machine(clean(), { checkImport: async () => refused });
    const accepted: RunRequest = { ...confirmed, decisions: [{ kind: 'accept', check: 'server' }] };
    expect(await service.run(accepted)).toEqual(refused);
    expect(imported).toEqual([]);
    expect(disk()).toBeNull();
  });

  it('goes on without that judgement only when the person said so', async () => {
    const lost = failed({ kind: 'connection-lost', host: 'prod.test' });
    const { service, imported } = machine(clean(), { checkImport: async () => lost });
    expect(await service.run(confirmed)).toEqual(lost);
    expect(imported).toEqual([]);
    expect(await service.run({ ...confirmed, decisions: [{ kind: 'accept', check: 'server' }] })).toMatchObject({
      ok: true,
    });
    expect(imported).toHaveLength(1);
  });

  it('asks no more for what was imported', async () => {
    const done: string[] = [];
    const { service } = machine(clean(), { imported: async ({ id }) => void done.push(id) });
    await service.run(confirmed);
    expect(done).toEqual([transfer.id]);
  });

  describe('a clone', () => {
    const source = { kind: 'project', uid: 'p2', name: 'edge-lab' } as const;
    const request: TransferRequest = { ...transfer, source: { ...transfer.target, scope: source } };
    const asked: RunRequest = { ...confirmed, transfer: request };
    const cloneable = () =>
      material({
        packs: masked().document.spec.template.packs ?? [],
        facts: { cloneCheck: { known: true, value: null } },
      });

    it('is made by Palette: nothing is sent, the journal says so first, and the proof is against the source', async () => {
      const seen: unknown[] = [];
      const running = machine(cloneable(), {
        cloneOnce: async (target, { source: of, document, beforeWrite }) => {
          await beforeWrite?.(['older']);
          seen.push(target.scope, of, document.metadata.name, JSON.parse(running.disk() ?? '')[0]);
          return ok({ uid: 'clone', how: 'answered' });
        },
      });
      expect(await running.service.run(asked)).toMatchObject({
        value: { way: 'clone', uid: 'clone', proof: { verdict: 'identical-except-masked' } },
      });
      const entry = { way: 'clone', name: 'edge-base', version: '1.0.0', uidsBefore: ['older'] };
      expect(seen).toMatchObject([transfer.target.scope, { scope: source, uid: 'u1' }, 'edge-base', entry]);
      expect(running.imported).toEqual([]);
      expect(await running.journal.unsettled()).toEqual([]);
    });

    it('goes to a protected environment only unlocked, with its name typed', async () => {
      const locked = machine(cloneable(), { isUnlocked: () => false });
      expect(await locked.service.run(asked)).toMatchObject({ problem: { kind: 'environment-locked' } });
      const unnamed = machine(cloneable());
      expect(await unnamed.service.run({ ...asked, typedName: 'prod' })).toMatchObject({
        problem: { kind: 'name-not-confirmed' },
      });
      expect([...locked.cloned, ...unnamed.cloned]).toEqual([]);
    });

    it('is not made when clone/validate says no, whatever was accepted, nor after a cancellation', async () => {
      const cause = { kind: 'connection-lost', host: 'h' } as const;
      const refused = failed({ kind: 'clone-refused', profile: 'edge-base', scope: source, cause });
      const { service, cloned } = machine(cloneable(), { checkClone: async () => refused });
      expect(await service.run({ ...asked, decisions: [{ kind: 'accept', check: 'server' }] })).toEqual(refused);
      expect(cloned).toEqual([]);
      const stopped = machine(cloneable(), {
        checkClone: async () => {
          await stopped.service.cancel({ id: transfer.id });
          return ok(null);
        },
      });
      expect(await stopped.service.run(asked)).toEqual(failed({ kind: 'cancelled' }));
      expect(stopped.cloned).toEqual([]);
      expect(await stopped.journal.unsettled()).toEqual([]);
    });

    it('stays in the journal when nobody knows whether it was made', async () => {
      const cause = { kind: 'connection-lost', host: 'h' } as const;
      const { service, journal } = machine(cloneable(), {
        cloneOnce: async (_target, { beforeWrite }) => {
          await beforeWrite?.([]);
          return failed({ kind: 'clone-unsettled', profile: 'edge-base', scope: source, looked: 'nothing', cause });
        },
      });
      expect(await service.run(asked)).toMatchObject({ problem: { kind: 'clone-unsettled' } });
      expect(await journal.unsettled()).toMatchObject([{ way: 'clone', name: 'edge-base' }]);
    });
  });
});
