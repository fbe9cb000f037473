import { Columns3 } from 'lucide-react';
import { Button } from 'react-aria-components';
import { columnIds } from '../../shared/bridge/views.ts';
import { useFrom, useStores } from '../state/stores.ts';
import { cx } from '../ui/cx.ts';
import { Float, Menu, MenuItem, MenuTrigger } from '../ui/menu.tsx';
import { columnNames } from './columns.ts';
import styles from './profile-list.module.css';

/** Which columns both lists show. */
export function ColumnMenu({ paneName }: { readonly paneName: string }) {
  const stores = useStores();
  const columns = useFrom(stores.view, (state) => state.view.columns);
  return (
    <MenuTrigger>
      <Button className={cx(styles.columnButton)} aria-label={`Choose columns of ${paneName}`}>
        <Columns3 size={13} aria-hidden />
      </Button>
      <Float placement="bottom end">
        <Menu
          aria-label="Columns"
          selectionMode="multiple"
          selectedKeys={columns}
          onSelectionChange={(keys) =>
            stores.view.getState().changed({
              columns: columnIds.filter((id) => keys === 'all' || keys.has(id)),
            })
          }
        >
          {columnIds.map((id) => (
            <MenuItem key={id} id={id}>
              {columnNames[id]}
            </MenuItem>
          ))}
        </Menu>
      </Float>
    </MenuTrigger>
  );
}
