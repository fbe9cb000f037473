import './no-eval.ts';
import { mount } from '../../renderer/shell/mount.tsx';
import { createFakeFerry, type FakeFerry } from '../fakes/ferry.ts';
import { scenes } from './scenes.ts';

declare global {
  interface Window {
    fake: FakeFerry;
  }
}

const asked = new URLSearchParams(location.search);
const scene = scenes[asked.get('scene') ?? ''];
const theme = asked.get('theme') === 'dark' ? 'dark' : 'light';
const root = document.getElementById('root');
if (scene !== undefined && root !== null) {
  const options = scene();
  window.fake = createFakeFerry({ ...options, view: { ...options.view, theme } });
  options.prepare?.(window.fake);
  void mount(window.fake, root);
}
