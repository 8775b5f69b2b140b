import {
  type ElementGroup,
  type ObjectOnTheWay,
  type ScannedElements,
  scanElements,
} from './element-scanner.js';
import { type ElementSource, envelopeAlong, groupAt } from './element-source.js';
import type { LoopTurns } from './loop-turns.js';
import { parseLarge } from './parse-large.js';
import { parsed } from './parsed.js';
import { Undecodable, isUndecodable } from './undecodable.js';

/** Texts up to this size are parsed at once. */
const AT_ONCE = 128 * 1024;
const NULL = Buffer.from('null');

/** Elements of a large body by a plain path: their ranges are found first, each is parsed alone when its turn comes. */
export async function scannedElements(
  bytes: Buffer,
  path: readonly string[],
  turns: LoopTurns,
): Promise<ElementSource | Undecodable> {
  const scan = scanElements(bytes, path);
  for (;;) {
    const { done, value } = scan.next();
    if (!done) {
      if (turns.isSpent()) await turns.pause();
      continue;
    }
    if (isUndecodable(value)) return value;
    if (value.isLoneScalar) return new Undecodable('selector-no-records', { found: 'no object or list' });
    return new ElementsInBytes(bytes, value, turns);
  }
}

/** Elements by their ranges in the body's bytes. */
export class ElementsInBytes implements ElementSource {
  private group: ElementGroup | null = null;
  private groupEnvelope: unknown;
  /** The members of the objects the last group lies in: its neighbours lie in most of them too. */
  private members = new Map<ObjectOnTheWay, Record<string, unknown>>();

  constructor(
    private readonly bytes: Buffer,
    private readonly scanned: Pick<ScannedElements, 'starts' | 'ends' | 'groups'>,
    private readonly turns: LoopTurns,
  ) {}

  get count(): number {
    return this.scanned.starts.length;
  }

  size(index: number): number {
    return (this.scanned.ends[index] as number) - (this.scanned.starts[index] as number);
  }

  element(index: number): unknown {
    const start = this.scanned.starts[index] as number;
    const end = this.scanned.ends[index] as number;
    if (end - start > AT_ONCE) return parseLarge(this.bytes, this.turns, { start, end });
    return parsed(this.bytes.toString('utf8', start, end));
  }

  envelope(index: number): unknown {
    const group = groupAt(this.scanned.groups, index);
    if (group === this.group) return this.groupEnvelope;
    this.group = group;
    this.groupEnvelope = this.isLarge(group.within)
      ? this.largeEnvelope(group.within)
      : this.envelopeNow(group.within);
    return this.groupEnvelope;
  }

  private isLarge(within: ObjectOnTheWay | null): boolean {
    for (let step = within; step; step = step.parent) {
      if (restSize(step) > AT_ONCE && !this.members.has(step)) return true;
    }
    return false;
  }

  private envelopeNow(within: ObjectOnTheWay | null): unknown {
    const members = new Map<ObjectOnTheWay, Record<string, unknown>>();
    for (let step = within; step; step = step.parent) {
      members.set(step, this.members.get(step) ?? asMembers(parsed(this.restOf(step).toString('utf8'))));
    }
    return this.envelopeOf(within, members);
  }

  private async largeEnvelope(within: ObjectOnTheWay | null): Promise<unknown> {
    const members = new Map<ObjectOnTheWay, Record<string, unknown>>();
    for (let step = within; step; step = step.parent) {
      members.set(step, this.members.get(step) ?? asMembers(await parseLarge(this.restOf(step), this.turns)));
    }
    return this.envelopeOf(within, members);
  }

  private envelopeOf(
    within: ObjectOnTheWay | null,
    members: Map<ObjectOnTheWay, Record<string, unknown>>,
  ): unknown {
    this.members = members;
    return envelopeAlong(within, (step) => members.get(step) as Record<string, unknown>);
  }

  /** The object's text with null where the path goes on. */
  private restOf(step: ObjectOnTheWay): Buffer {
    const before = this.bytes.subarray(step.start, step.valueStart);
    return Buffer.concat([before, NULL, this.bytes.subarray(step.valueEnd, step.end)]);
  }
}

function restSize(step: ObjectOnTheWay): number {
  return step.end - step.start - (step.valueEnd - step.valueStart);
}

/** What stands beside the elements may be broken without harming them. */
function asMembers(value: unknown): Record<string, unknown> {
  return isUndecodable(value) || typeof value !== 'object' || value === null
    ? {}
    : (value as Record<string, unknown>);
}
