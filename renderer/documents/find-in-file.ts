/** Opens the search of the text that is shown; nothing happens where none is. */
export function findInFile(): void {
  document.querySelector<HTMLElement>('[data-find-in-file]')?.click();
}
