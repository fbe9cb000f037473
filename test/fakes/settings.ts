import type { Settings, SettingsPort } from '../../electron/ports/settings.ts';
import { defaultViewState } from '../../shared/bridge/views.ts';
import type { Problem } from '../../shared/problem.ts';
import { failed, ok } from '../../shared/result.ts';

export interface FakeSettings extends SettingsPort {
  /** Every update answers with this until null is set. */
  refuseWith(problem: Problem | null): void;
}

/** Settings in memory, as JSON would keep them. */
export function createFakeSettings(start: Partial<Settings> = {}): FakeSettings {
  let text = JSON.stringify({
    version: 2,
    environments: [],
    keysToForget: [],
    view: defaultViewState,
    folders: [],
    windows: {},
    layouts: {},
    ...start,
  });
  let refusal: Problem | null = null;
  const read = (): Settings => JSON.parse(text);
  return {
    read,
    update(change) {
      if (refusal !== null) return failed(refusal);
      text = JSON.stringify(change(read()));
      return ok(read());
    },
    removeSetAside: () => ok(null),
    refuseWith(problem) {
      refusal = problem;
    },
  };
}
