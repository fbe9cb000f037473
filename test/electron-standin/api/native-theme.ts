import { EventEmitter } from 'node:events';
import { onlyWhatIsThere } from '../not-implemented.ts';
import { registry } from './registry.ts';

type ThemeSource = 'system' | 'light' | 'dark';

/** The system of the stand-in is light; `themeSource` changes what the pages' `prefers-color-scheme` says. */
class NativeTheme extends EventEmitter {
  readonly shouldUseHighContrastColors = false;
  readonly shouldUseInvertedColorScheme = false;
  readonly inForcedColorsMode = false;
  readonly prefersReducedTransparency = false;
  readonly shouldDifferentiateWithoutColor = false;
  private source: ThemeSource = 'system';

  get themeSource(): ThemeSource {
    return this.source;
  }

  set themeSource(source: ThemeSource) {
    const before = this.shouldUseDarkColors;
    this.source = source;
    const value = source === 'system' ? '' : source;
    for (const { page } of registry.contents.values()) {
      page?.tell('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value }] });
    }
    if (before !== this.shouldUseDarkColors) queueMicrotask(() => this.emit('updated'));
  }

  get shouldUseDarkColors(): boolean {
    return this.source === 'dark';
  }

  get shouldUseDarkColorsForSystemIntegratedUI(): boolean {
    return this.shouldUseDarkColors;
  }
}

const theme = new NativeTheme();
export const nativeTheme = onlyWhatIsThere('nativeTheme', theme, ['domain']);

export function wantedColorScheme(): 'light' | 'dark' | undefined {
  return theme.themeSource === 'system' ? undefined : theme.themeSource;
}
