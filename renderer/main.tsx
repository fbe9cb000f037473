import { mount } from './shell/mount.tsx';

const root = document.getElementById('root');
if (root !== null) void mount(window.ferry, root);
