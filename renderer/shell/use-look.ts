import { useEffect } from 'react';
import { useFrom, useStores } from '../state/stores.ts';

/** Sets the chosen theme, density and motion on the document; `system` leaves them to the system. */
export function useLook(): void {
  const stores = useStores();
  const { theme, density, motion } = useFrom(stores.view, (state) => state.view);
  useEffect(() => {
    const { dataset } = document.documentElement;
    if (theme === 'system') delete dataset.theme;
    else dataset.theme = theme;
    if (motion === 'system') delete dataset.motion;
    else dataset.motion = motion;
    dataset.density = density;
  }, [theme, density, motion]);
}
