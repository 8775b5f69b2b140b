import { MOST_DEPTH } from './json-cursor.js';
import type { LoopTurns } from './loop-turns.js';
import { addOwn, setOwn } from './own-property.js';
import { Undecodable } from './undecodable.js';
import { unescapedXml } from './xml-entities.js';

/** Looks at the time after this many tags: about 0.5 ms. */
const TAGS_PER_LOOK = 512;

/**
 * Reads XML as S1.2 says: all values text exactly as written, attributes `@name`, namespaces off names and out of
 * attributes, what repeats a list, what is named in `repeats` always one. DOCTYPE is refused and with it every entity
 * but the five of XML itself. Written by hand because the library at hand cannot stop in the middle: 1 MB held the loop 147 ms.
 */
export async function readXml(text: string, repeats: readonly string[], turns: LoopTurns): Promise<unknown> {
  const reader = new XmlReader(text, repeats);
  for (;;) {
    const value = reader.advance(TAGS_PER_LOOK);
    if (value !== undefined) return value;
    if (turns.isSpent()) await turns.pause();
  }
}

interface OpenElement {
  readonly fullName: string;
  readonly name: string;
  readonly value: Record<string, unknown>;
  /** Text in order; only an element without children keeps its white space. */
  text: string;
  hasChildren: boolean;
  hasAttributes: boolean;
}

class XmlReader {
  private position = 0;
  private readonly open: OpenElement[] = [];
  private readonly root: Record<string, unknown> = {};
  private hasRoot = false;
  private readonly repeatedNames: ReadonlySet<string>;
  private readonly repeatedPaths: readonly string[];

  constructor(
    private readonly text: string,
    repeats: readonly string[],
  ) {
    this.repeatedNames = new Set(repeats.filter((name) => !name.includes('/')));
    this.repeatedPaths = repeats
      .filter((name) => name.includes('/'))
      .map((path) => `/${path.replace(/^\/+/, '')}`);
  }

  /** The document or why there is none; undefined while there is more to read. */
  advance(tags: number): unknown {
    for (let count = 0; count < tags; count += 1) {
      const at = this.text.indexOf('<', this.position);
      const problem = this.characters(at < 0 ? this.text.length : at);
      if (problem) return problem;
      if (at < 0) return this.end();
      const bad = this.markup(at);
      if (bad) return bad;
    }
    return undefined;
  }

  private end(): unknown {
    if (this.open.length > 0) return this.malformed(`<${this.open.at(-1)?.fullName}> is not closed`);
    return this.hasRoot ? this.root : this.malformed('there is no element');
  }

  private characters(end: number): Undecodable | null {
    if (end === this.position) return null;
    const raw = this.text.slice(this.position, end);
    this.position = end;
    const element = this.open.at(-1);
    if (element) element.text += unescapedXml(raw);
    else if (raw.trim() !== '') return this.malformed('text outside of the root element');
    return null;
  }

  private markup(at: number): Undecodable | null {
    const { text } = this;
    if (text.startsWith('<!--', at)) return this.skipTo('-->', at + 4, 'a comment');
    if (text.startsWith('<![CDATA[', at)) return this.cdata(at);
    if (text.startsWith('<?', at)) return this.skipTo('?>', at + 2, 'an instruction');
    if (text.startsWith('<!', at)) return new Undecodable('xml-doctype', { offset: at });
    return text[at + 1] === '/' ? this.closeTag(at) : this.openTag(at);
  }

  private skipTo(mark: string, from: number, what: string): Undecodable | null {
    const at = this.text.indexOf(mark, from);
    if (at < 0) return this.malformed(`${what} does not end`);
    this.position = at + mark.length;
    return null;
  }

  private cdata(at: number): Undecodable | null {
    const start = at + '<![CDATA['.length;
    const problem = this.skipTo(']]>', start, 'a CDATA section');
    const element = this.open.at(-1);
    if (problem || !element) return problem ?? this.malformed('CDATA outside of the root element');
    element.text += this.text.slice(start, this.position - ']]>'.length);
    return null;
  }

  private closeTag(at: number): Undecodable | null {
    const end = this.text.indexOf('>', at);
    const element = this.open.pop();
    if (end < 0 || !element) return this.malformed('an end tag without its start');
    const name = this.text.slice(at + 2, end).trimEnd();
    if (name !== element.fullName)
      return this.malformed(`</${name.slice(0, 64)}> closes <${element.fullName}>`);
    this.position = end + 1;
    this.give(element);
    return null;
  }

  private openTag(at: number): Undecodable | null {
    NAME.lastIndex = at + 1;
    const fullName = NAME.exec(this.text)?.[0];
    if (!fullName) return this.malformed('a tag without a name');
    if (this.open.length === MOST_DEPTH) return new Undecodable('too-deep', { most: MOST_DEPTH });
    if (this.open.length === 0 && this.hasRoot) return this.malformed('a second root element');
    this.hasRoot = true;
    this.position = at + 1 + fullName.length;
    const element = {
      fullName,
      name: localName(fullName),
      value: {},
      text: '',
      hasChildren: false,
      hasAttributes: false,
    };
    const close = this.attributes(element);
    if (close === null) return this.malformed(`<${fullName.slice(0, 64)}> does not end`);
    if (close === '/>') this.give(element);
    else this.open.push(element);
    return null;
  }

  /** Reads up to the tag's end and says which of the two it was. */
  private attributes(element: OpenElement): '>' | '/>' | null {
    const { text } = this;
    for (;;) {
      SPACE.lastIndex = this.position;
      this.position += SPACE.exec(text)?.[0].length ?? 0;
      const isEmpty = text.startsWith('/>', this.position);
      if (isEmpty || text[this.position] === '>') {
        this.position += isEmpty ? 2 : 1;
        return isEmpty ? '/>' : '>';
      }
      ATTRIBUTE.lastIndex = this.position;
      const found = ATTRIBUTE.exec(text);
      if (!found) return null;
      const start = this.position + found[0].length;
      const end = text.indexOf(found[2] as string, start);
      if (end < 0) return null;
      this.position = end + 1;
      const name = found[1] as string;
      if (name === 'xmlns' || name.startsWith('xmlns:')) continue;
      setOwn(element.value, `@${localName(name)}`, unescapedXml(text.slice(start, end)));
      element.hasAttributes = true;
    }
  }

  /** Puts a closed element into the one around it. */
  private give(element: OpenElement): void {
    const around = this.open.at(-1);
    const target = around ? around.value : this.root;
    if (around) around.hasChildren = true;
    const value = valueOf(element);
    if (this.repeats(element.name) && !Object.hasOwn(target, element.name))
      setOwn(target, element.name, [value]);
    else addOwn(target, element.name, value);
  }

  private repeats(name: string): boolean {
    if (this.repeatedNames.has(name)) return true;
    if (this.repeatedPaths.length === 0) return false;
    const path = `/${this.open.map((element) => element.name).join('/')}/${name}`;
    return this.repeatedPaths.some((repeated) => path.endsWith(repeated));
  }

  private malformed(detail: string): Undecodable {
    return new Undecodable('xml-malformed', { detail, offset: this.position });
  }
}

const NAME = /[^\s<>/='"!?&]+/y;
const SPACE = /\s*/y;
const ATTRIBUTE = /([^\s<>/='"]+)\s*=\s*(["'])/y;

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function valueOf(element: OpenElement): unknown {
  if (!element.hasChildren && !element.hasAttributes) return element.text;
  const text = element.hasChildren ? element.text.trim() : element.text;
  if (text !== '') setOwn(element.value, '#text', text);
  return element.value;
}
