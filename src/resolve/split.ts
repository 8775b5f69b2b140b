import { recordsOf, selectInWorker } from '../expressions/index.js';
import type { CompiledReceiver } from '../registry/index.js';

import type { Decoded } from './decode.js';
import { MOST_ELEMENTS } from './element-scanner.js';
import { type ElementSource, OneElement } from './element-source.js';
import type { HookView } from './hook-view.js';
import { linesOf, listOfLines } from './json-lines.js';
import type { LoopTurns } from './loop-turns.js';
import { parseLarge } from './parse-large.js';
import { pickElements } from './picked-elements.js';
import { type Reading, waited } from './reading.js';
import { Refusal, failedAs, isRefusal, undecodableAs } from './refusal.js';
import { ElementsInBytes, scannedElements } from './scanned-elements.js';
import { SelectedElements } from './selected-elements.js';
import { plainPathOf } from './selector-path.js';
import { TextElements } from './text-elements.js';
import { Undecodable, isUndecodable } from './undecodable.js';

/** The elements of a body: all of it, or what the receiver's selector finds in it. */
export function* split(
  decoded: Decoded,
  receiver: CompiledReceiver,
  view: HookView,
  turns: LoopTurns,
): Reading<ElementSource | Refusal> {
  const found = yield* new Splitting(receiver, view, turns).elementsOf(decoded);
  if (!isUndecodable(found)) return found;
  const isSelection = found.code === 'selector-no-records' || found.code === 'too-many-elements';
  return undecodableAs(isSelection ? 'hook.split' : 'hook.decode', found);
}

type WholeBody = Extract<Decoded, { readonly kind: 'value' }>;
type LargeBody = Exclude<Decoded, WholeBody>;
type Found = ElementSource | Undecodable | Refusal;

/** The body as the one record of a selector that a worker runs: a list would be taken for many. */
const AS_ONE = '{"body": $}';

class Splitting {
  constructor(
    private readonly receiver: CompiledReceiver,
    private readonly view: HookView,
    private readonly turns: LoopTurns,
  ) {}

  *elementsOf(body: Decoded): Reading<Found> {
    const { preprocess, multiple } = this.receiver;
    const path = multiple ? plainPathOf(multiple.source) : null;
    if (body.kind === 'value') {
      const decoded = preprocess ? yield* this.preprocessed(body) : body;
      if (isRefusal(decoded)) return decoded;
      return multiple && !path
        ? yield* this.bySelector(decoded.value)
        : yield* waited(this.plainly(decoded, path));
    }
    return yield* waited(preprocess || (multiple && !path) ? this.far(body) : this.plainly(body, path));
  }

  /** By a path, by the body being a list, or not at all: no expression is needed. */
  private plainly(decoded: Decoded, path: readonly string[] | null): Found | Promise<Found> {
    const way = path ?? (decoded.isList ? [] : null);
    if (decoded.kind !== 'value') return way ? this.scanned(decoded, way) : this.asOne(decoded.bytes);
    return way ? pickElements(decoded.value, way) : new OneElement(decoded.value);
  }

  private *preprocessed(body: WholeBody): Reading<WholeBody | Refusal> {
    const input = { ...this.view.variables(), BodyJSON: body.value };
    try {
      const value = yield* waited(this.receiver.preprocess?.evaluate(input, input));
      if (value !== undefined && value !== null) return { ...body, value, isList: false };
      return new Refusal('undecodable', 'hook.preprocess', { found: value === null ? 'null' : 'nothing' });
    } catch (error) {
      return failedAs('undecodable', 'hook.preprocess', error);
    }
  }

  /** S1.3: nothing is no element, an object is one, a list is as many as it holds, anything else is a mistake. */
  private *bySelector(body: unknown): Reading<Found> {
    try {
      const selected = this.receiver.multiple?.evaluate(body, this.view.variables());
      const elements = recordsOf(yield* waited(selected));
      return elements.length > MOST_ELEMENTS ? tooMany() : new SelectedElements(elements, body);
    } catch (error) {
      return failedAs('undecodable', 'hook.split', error);
    }
  }

  private async scanned(decoded: LargeBody, path: readonly string[]): Promise<Found> {
    if (decoded.kind === 'json') return scannedElements(decoded.bytes, path, this.turns);
    const lines = await linesOf(decoded.bytes, this.turns);
    if (isUndecodable(lines)) return lines;
    if (path.length > 0) return scannedElements(listOfLines(decoded.bytes, lines), path, this.turns);
    return new ElementsInBytes(decoded.bytes, { ...lines, groups: [{ first: 0, within: null }] }, this.turns);
  }

  private async asOne(bytes: Buffer): Promise<Found> {
    const value = await parseLarge(bytes, this.turns);
    return isUndecodable(value) ? value : new OneElement(value);
  }

  /** A large body and expressions that are more than a path: a process of its own hands the elements back as text. */
  private async far(body: LargeBody): Promise<Found> {
    const bytes = await this.jsonOf(body);
    if (isUndecodable(bytes)) return bytes;
    const { preprocess, multiple, maxBytes } = this.receiver;
    const texts: string[] = [];
    try {
      const selection = selectInWorker(bytes, 'json', multiple?.source ?? AS_ONE, {
        maxBytes: 2 * maxBytes,
        context: this.view.variables(),
        ...(preprocess ? { preprocess: preprocess.source } : {}),
      });
      for await (const slice of selection) {
        for (const text of slice) texts.push(text);
        if (texts.length > MOST_ELEMENTS) return tooMany();
      }
      if (!multiple) return this.unwrapped(texts[0] ?? '{}');
      const envelope = await selection.envelope();
      return new TextElements(texts, envelope);
    } catch (error) {
      return failedAs('undecodable', preprocess ? 'hook.preprocess' : 'hook.split', error);
    }
  }

  private async jsonOf(body: LargeBody): Promise<Buffer | Undecodable> {
    if (body.kind === 'json') return body.bytes;
    const lines = await linesOf(body.bytes, this.turns);
    return isUndecodable(lines) ? lines : listOfLines(body.bytes, lines);
  }

  private async unwrapped(text: string): Promise<Found> {
    const whole = await parseLarge(Buffer.from(text), this.turns);
    if (isUndecodable(whole)) return whole;
    return new OneElement((whole as { readonly body?: unknown }).body);
  }
}

function tooMany(): Undecodable {
  return new Undecodable('too-many-elements', { most: MOST_ELEMENTS });
}
