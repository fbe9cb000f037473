import { useEffect } from 'react';
import { useFrom, useStores } from '../state/stores.ts';

/** Sets the chosen theme on the document; `system` leaves it to the system. */
export function useTheme(): void {
  const stores = useStores();
  const theme = useFrom(stores.view, (state) => state.view.theme);
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, [theme]);
}
