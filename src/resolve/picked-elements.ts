import { type ElementSource, envelopeAlong, groupAt } from './element-source.js';
import { MOST_ELEMENTS } from './element-scanner.js';
import { Undecodable } from './undecodable.js';

interface PickedStep {
  readonly parent: PickedStep | null;
  readonly isItem: boolean;
  readonly name: string;
  readonly object: Readonly<Record<string, unknown>>;
}

interface PickedGroup {
  readonly first: number;
  readonly within: PickedStep | null;
}

/** Elements a plain path selects from a parsed body, by the same rules as the byte scanner. */
export function pickElements(body: unknown, path: readonly string[]): ElementSource | Undecodable {
  const picking = new Picking(path);
  picking.visit(body, 0, null, false);
  return picking.result();
}

class Picking {
  private readonly elements: unknown[] = [];
  private readonly groups: PickedGroup[] = [];
  private hasList = false;
  private hasScalar = false;

  constructor(private readonly path: readonly string[]) {}

  visit(value: unknown, step: number, within: PickedStep | null, isItem: boolean): void {
    const isLeaf = step === this.path.length;
    if (Array.isArray(value)) {
      this.hasList = true;
      if (isLeaf) this.take(value, within);
      else for (const item of value) this.visit(item, step, within, true);
      return;
    }
    const isObject = typeof value === 'object' && value !== null;
    if (isLeaf) {
      if (!isObject) this.hasScalar = true;
      this.take([value], within);
      return;
    }
    const name = this.path[step] as string;
    if (!isObject || !Object.hasOwn(value, name)) return;
    const object = value as Record<string, unknown>;
    this.visit(object[name], step + 1, { parent: within, isItem, name, object }, false);
  }

  result(): ElementSource | Undecodable {
    const { elements, groups } = this;
    if (elements.length > MOST_ELEMENTS) return new Undecodable('too-many-elements', { most: MOST_ELEMENTS });
    if (this.hasScalar && !this.hasList)
      return new Undecodable('selector-no-records', { found: typeof elements[0] });
    return new PickedElements(elements, groups);
  }

  private take(values: readonly unknown[], within: PickedStep | null): void {
    this.groups.push({ first: this.elements.length, within });
    for (const value of values) this.elements.push(value);
  }
}

class PickedElements implements ElementSource {
  private group: PickedGroup | null = null;
  private groupEnvelope: unknown;

  constructor(
    private readonly elements: readonly unknown[],
    private readonly groups: readonly PickedGroup[],
  ) {}

  get count(): number {
    return this.elements.length;
  }

  element(index: number): unknown {
    return this.elements[index];
  }

  envelope(index: number): unknown {
    const group = groupAt(this.groups, index);
    if (group !== this.group) {
      this.group = group;
      this.groupEnvelope = envelopeAlong(group.within, (step) => step.object);
    }
    return this.groupEnvelope;
  }

  size(): number {
    return 0;
  }
}
