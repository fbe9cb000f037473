import { Menu, type MenuItemConstructorOptions } from 'electron';
import { type ActionGroup, type ActionId, actionIds, actions, shortcutOf, spelled } from '../shared/bridge/actions.ts';

/**
 * The system menu: the actions of the one table, and the editing roles, without which copy and paste have no keys on
 * macOS. `chosen` hears of a click.
 */
export function installMenu(isDevelopment: boolean, chosen: (id: ActionId) => void): void {
  const mac = process.platform === 'darwin';
  const item = (id: ActionId): MenuItemConstructorOptions => {
    const keys = shortcutOf(id, mac);
    return {
      id,
      label: actions[id].label,
      click: () => chosen(id),
      // The page listens itself: only it knows whether a text field or an open sheet has the key first.
      ...(keys === null ? {} : { accelerator: spelled(keys, 'CommandOrControl'), registerAccelerator: false }),
    };
  };
  const group = (name: ActionGroup) => actionIds.filter((id) => actions[id].group === name).map(item);
  const development: MenuItemConstructorOptions[] = isDevelopment
    ? // Its usual key refreshes a pane.
      [{ role: 'reload', accelerator: 'CommandOrControl+Alt+R' }, { role: 'toggleDevTools' }, { type: 'separator' }]
    : [];
  const template: MenuItemConstructorOptions[] = [
    ...(mac
      ? [
          {
            role: 'appMenu',
            submenu: [
              { role: 'about' },
              { type: 'separator' },
              item('settings'),
              { type: 'separator' },
              { role: 'hide' },
              { role: 'hideOthers' },
              { role: 'unhide' },
              { type: 'separator' },
              { role: 'quit' },
            ],
          } satisfies MenuItemConstructorOptions,
        ]
      : []),
    {
      label: 'File',
      submenu: [
        ...group('Files'),
        { type: 'separator' },
        ...group('Environments'),
        { type: 'separator' },
        ...(mac ? [] : [item('settings')]),
        item('log-folder'),
        { type: 'separator' },
        mac ? { role: 'close' } : { role: 'quit' },
      ],
    },
    { role: 'editMenu' },
    { label: 'Profiles', submenu: group('Profiles') },
    {
      label: 'View',
      submenu: [
        ...group('Panes'),
        { type: 'separator' },
        ...group('View'),
        { type: 'separator' },
        ...development,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
      ],
    },
    { role: 'windowMenu' },
    { label: 'Help', role: 'help', submenu: [item('palette'), item('shortcuts')] },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
