/** Offsets of a text as the editor counts them: there every line break is one unit, `\r\n` too. */
export class EditorOffsets {
  readonly #wide: number[] = [];

  constructor(text: string) {
    for (let at = text.indexOf('\r\n'); at !== -1; at = text.indexOf('\r\n', at + 2)) this.#wide.push(at);
  }

  /** The editor's offset for an offset into the text. */
  at(offset: number): number {
    let low = 0;
    let high = this.#wide.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#wide[middle] ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return offset - low;
  }

  /** The text's offset for an offset of the editor. */
  rawAt(offset: number): number {
    let low = 0;
    let high = this.#wide.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#wide[middle] ?? 0) - middle < offset) low = middle + 1;
      else high = middle;
    }
    return offset + low;
  }
}
