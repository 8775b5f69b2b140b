import { JsonCursor, MOST_DEPTH, STRIDE } from './json-cursor.js';
import { Undecodable, isUndecodable } from './undecodable.js';

/** A body may hold this many elements: more are an attack on the ledger. */
export const MOST_ELEMENTS = 100_000;

/** An object on the way to the elements, as ranges of bytes: `name` is the step taken, `value` where it leads. */
export interface ObjectOnTheWay {
  readonly parent: ObjectOnTheWay | null;
  /** It was an item of a list on the way. */
  readonly isItem: boolean;
  readonly start: number;
  end: number;
  readonly name: string;
  valueStart: number;
  valueEnd: number;
}

/** Elements of one list, or one element that is no list: those from `first` on, up to the next group. */
export interface ElementGroup {
  readonly first: number;
  readonly within: ObjectOnTheWay | null;
}

/** Where the elements of a body begin and end. */
export interface ScannedElements {
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly groups: readonly ElementGroup[];
  /** The path met one value that is neither an object nor in a list: no record. */
  readonly isLoneScalar: boolean;
}

/**
 * Finds the elements a plain path selects without building values, by JSONata's rules: lists on the way are mapped
 * over, the last list is spread. A generator that yields each stride, so that a body of any size can be scanned in
 * turns of the loop. 10 MB take about 60 ms in all.
 */
export function* scanElements(
  bytes: Buffer,
  path: readonly string[],
): Generator<void, ScannedElements | Undecodable> {
  const scan = new ElementScan(bytes, path);
  const problem = yield* scan.value({ step: 0, depth: 0, within: null, isItem: false });
  if (problem) return problem;
  return scan.hasRest() ? scan.malformed() : scan.result();
}

interface Place {
  readonly step: number;
  readonly depth: number;
  readonly within: ObjectOnTheWay | null;
  readonly isItem: boolean;
}

type Step = Generator<void, Undecodable | null>;

class ElementScan {
  private readonly cursor: JsonCursor;
  private readonly starts: number[] = [];
  private readonly ends: number[] = [];
  private readonly groups: ElementGroup[] = [];
  private hasList = false;
  private hasScalar = false;
  private pauseAt = STRIDE;

  constructor(
    bytes: Buffer,
    private readonly path: readonly string[],
  ) {
    this.cursor = new JsonCursor(bytes);
  }

  result(): ScannedElements {
    const { starts, ends, groups } = this;
    return { starts, ends, groups, isLoneScalar: this.hasScalar && !this.hasList && starts.length === 1 };
  }

  hasRest(): boolean {
    return this.cursor.peek() !== -1;
  }

  malformed(): Undecodable {
    return this.cursor.malformed();
  }

  *value(place: Place): Step {
    if (place.depth > MOST_DEPTH) return new Undecodable('too-deep', { most: MOST_DEPTH });
    const isLeaf = place.step === this.path.length;
    if (this.cursor.isAtList()) {
      this.hasList = true;
      return yield* isLeaf ? this.leafList(place) : this.listOnTheWay(place);
    }
    if (!isLeaf) return yield* this.cursor.isAtObject() ? this.objectOnTheWay(place) : this.skip(place.depth);
    if (!this.cursor.isAtObject()) this.hasScalar = true;
    this.groups.push({ first: this.starts.length, within: place.within });
    return yield* this.element(place.depth);
  }

  private *leafList(place: Place): Step {
    this.groups.push({ first: this.starts.length, within: place.within });
    if (!this.cursor.enter()) return null;
    for (;;) {
      const problem = yield* this.element(place.depth + 1);
      if (problem) return problem;
      const more = this.cursor.next();
      if (more === null) return this.malformed();
      if (!more) return null;
    }
  }

  private *listOnTheWay(place: Place): Step {
    if (!this.cursor.enter()) return null;
    const item = { ...place, depth: place.depth + 1, isItem: true };
    for (;;) {
      const problem = yield* this.value(item);
      if (problem) return problem;
      const more = this.cursor.next();
      if (more === null) return this.malformed();
      if (!more) return null;
    }
  }

  private *objectOnTheWay({ step, depth, within, isItem }: Place): Step {
    const name = this.path[step] as string;
    const start = this.cursor.position;
    const object = { parent: within, isItem, start, end: start, name, valueStart: 0, valueEnd: 0 };
    const before = this.counts();
    if (this.cursor.enter()) {
      for (;;) {
        const found = this.cursor.name();
        if (found === null) return this.malformed();
        const isOnTheWay = found === name;
        // JSON.parse takes the last of two equal names: so do we.
        if (isOnTheWay && object.valueEnd > 0) this.takeBack(before);
        this.cursor.peek();
        if (isOnTheWay) object.valueStart = this.cursor.position;
        const inside = { step: step + 1, depth: depth + 1, within: object, isItem: false };
        const problem = yield* isOnTheWay ? this.value(inside) : this.skip(depth + 1);
        if (problem) return problem;
        if (isOnTheWay) object.valueEnd = this.cursor.position;
        const more = this.cursor.next();
        if (more === null) return this.malformed();
        if (!more) break;
      }
    }
    object.end = this.cursor.position;
    return null;
  }

  private *element(depth: number): Step {
    if (this.starts.length === MOST_ELEMENTS)
      return new Undecodable('too-many-elements', { most: MOST_ELEMENTS });
    this.cursor.peek();
    this.starts.push(this.cursor.position);
    const problem = yield* this.skip(depth);
    this.ends.push(this.cursor.position);
    return problem;
  }

  private *skip(depth: number): Step {
    let done = this.cursor.skip(depth);
    while (done === false) {
      yield;
      done = this.cursor.skip(depth);
    }
    if (isUndecodable(done)) return done;
    if (this.cursor.position > this.pauseAt) {
      this.pauseAt = this.cursor.position + STRIDE;
      yield;
    }
    return null;
  }

  private counts(): { readonly elements: number; readonly groups: number } {
    return { elements: this.starts.length, groups: this.groups.length };
  }

  private takeBack({ elements, groups }: { readonly elements: number; readonly groups: number }): void {
    this.starts.length = elements;
    this.ends.length = elements;
    this.groups.length = groups;
  }
}
