/** The elements of one body, one by one; large ones are parsed only when asked for. */
export interface ElementSource {
  readonly count: number;
  /** The element, or an Undecodable where its own text is broken; a promise only for a large one. */
  element(index: number): unknown;
  /** The body without the lists the elements lie in; a promise only where that is large. */
  envelope(index: number): unknown;
  /** Bytes of the element's text; 0 where that is not known and the whole body is small. */
  size(index: number): number;
}

/** A body that is one record. */
export class OneElement implements ElementSource {
  readonly count = 1;

  constructor(private readonly value: unknown) {}

  element(): unknown {
    return this.value;
  }

  envelope(): unknown {
    return this.value;
  }

  size(): number {
    return 0;
  }
}

/** A step on the way to a group of elements, of whatever the body is held as. */
export interface StepOnTheWay<Step> {
  readonly parent: Step | null;
  readonly isItem: boolean;
  readonly name: string;
}

/**
 * The envelope of one group: each object on the way without the step taken, lists on the way with nothing but the
 * item the group lies in. So `Envelope.a.b` means the `b` beside this element, whatever else the body holds.
 */
export function envelopeAlong<Step extends StepOnTheWay<Step>>(
  within: Step | null,
  membersOf: (step: Step) => Readonly<Record<string, unknown>>,
): unknown {
  if (within === null) return {};
  let envelope: unknown;
  for (let step: Step | null = within; step; step = step.parent) {
    const { [step.name]: _taken, ...members } = membersOf(step);
    const object = step === within ? members : { ...members, [step.name]: envelope };
    envelope = step.isItem ? [object] : object;
  }
  return envelope;
}

/** The group an element belongs to: the last that begins at or before it. */
export function groupAt<Group extends { readonly first: number }>(
  groups: readonly Group[],
  index: number,
): Group {
  let low = 0;
  let high = groups.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((groups[middle] as Group).first <= index) low = middle;
    else high = middle - 1;
  }
  return groups[low] as Group;
}
