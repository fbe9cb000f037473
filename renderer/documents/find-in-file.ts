/** Opens the search of the text that is shown; nothing happens where none is. */
export function findInFile(): void {
  document.querySelector<HTMLElement>('[data-find-in-file]')?.click();
}

/** Opens the search of the whole file; one that is open already gets the keyboard. */
export function findInLayers(): void {
  const field = document.querySelector<HTMLInputElement>('[data-find-field]');
  if (field !== null) field.select();
  document.querySelector<HTMLElement>('[data-find-in-layers]')?.click();
  field?.focus();
}
