import type { ElementSource } from './element-source.js';
import { parsed } from './parsed.js';

/** Elements a worker selected: each has a JSON text of its own. */
export class TextElements implements ElementSource {
  private around: { readonly envelope: unknown } | null = null;

  constructor(
    private readonly texts: readonly string[],
    private readonly envelopeText: string,
  ) {}

  get count(): number {
    return this.texts.length;
  }

  element(index: number): unknown {
    return parsed(this.texts[index] as string);
  }

  envelope(): unknown {
    this.around ??= { envelope: parsed(this.envelopeText) };
    return this.around.envelope;
  }

  size(index: number): number {
    return (this.texts[index] as string).length;
  }
}
