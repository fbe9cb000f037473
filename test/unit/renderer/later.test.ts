import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import { later } from '../../../renderer/ui/later.tsx';

const Greeting = ({ name }: { readonly name: string }) => createElement('p', null, `Hello ${name}`);

test('a view whose code was brought is drawn in the same turn, from one fetch', async () => {
  const load = vi.fn(async () => Greeting);
  const Later = later(load);
  await Promise.all([Later.bring(), Later.bring()]);
  expect(renderToStaticMarkup(createElement(Later, { name: 'Ada' }))).toBe('<p>Hello Ada</p>');
  expect(load).toHaveBeenCalledTimes(1);
});

test('a view shown before anybody brought its code fetches it itself', () => {
  const load = vi.fn(async () => Greeting);
  expect(renderToStaticMarkup(createElement(later(load), { name: 'Ada' }))).not.toContain('Hello');
  expect(load).toHaveBeenCalledTimes(1);
});
