import { envelopeOf } from '../expressions/index.js';

import type { ElementSource } from './element-source.js';

/** What an expression selected from a parsed body. */
export class SelectedElements implements ElementSource {
  private around: { readonly envelope: unknown } | null = null;

  constructor(
    private readonly elements: readonly unknown[],
    private readonly body: unknown,
  ) {}

  get count(): number {
    return this.elements.length;
  }

  element(index: number): unknown {
    return this.elements[index];
  }

  envelope(): unknown {
    this.around ??= { envelope: envelopeOf(this.body, this.elements) ?? {} };
    return this.around.envelope;
  }

  size(): number {
    return 0;
  }
}
