import './shell/no-eval.ts';
import { mount } from './shell/mount.tsx';

const root = document.getElementById('root');
if (root !== null) mount(window.ferry, root);
