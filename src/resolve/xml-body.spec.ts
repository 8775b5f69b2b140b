import { XMLParser } from 'fast-xml-parser';
import fc from 'fast-check';

import { SystemClock } from '../clock/index.js';
import { LoopTurns } from './loop-turns.js';
import { isUndecodable } from './undecodable.js';
import { readXml } from './xml-body.js';

const turns = new LoopTurns(new SystemClock());
const read = (text: string, repeats: readonly string[] = []): Promise<unknown> =>
  readXml(text, repeats, turns);

describe('reading XML', () => {
  it('keeps every value as text, with names off their namespaces', async () => {
    const text = `<?xml version="1.0"?>
      <s:Envelope xmlns:s="urn:s" xmlns="urn:d"><!-- a < comment -->
        <s:Body><sf:Id xmlns:sf="urn:sf">00120</sf:Id><On>true</On><Empty/><None></None>
        <T xsi:type="sf:Lead" a='1 "2"'> two </T></s:Body>
      </s:Envelope>`;

    expect(await read(text)).toEqual({
      Envelope: {
        Body: {
          Id: '00120',
          On: 'true',
          Empty: '',
          None: '',
          T: { '@type': 'sf:Lead', '@a': '1 "2"', '#text': ' two ' },
        },
      },
    });
  });

  it('makes a list of what repeats, and always of what is said to repeat', async () => {
    const one = '<n><item>1</item><b><item>2</item></b></n>';

    expect(await read('<n><item>1</item><item>2</item><item>3</item></n>')).toEqual({
      n: { item: ['1', '2', '3'] },
    });
    expect(await read(one)).toEqual({ n: { item: '1', b: { item: '2' } } });
    expect(await read(one, ['item'])).toEqual({ n: { item: ['1'], b: { item: ['2'] } } });
    expect(await read(one, ['n/item'])).toEqual({ n: { item: ['1'], b: { item: '2' } } });
    expect(await read(one, ['/n/b/item'])).toEqual({ n: { item: '1', b: { item: ['2'] } } });
  });

  it('undoes the escapes of XML itself and expands no entity', async () => {
    expect(await read('<a>&lt;&amp;lt; &#65;&#x1F692; &mine; &#0; &amp;</a>')).toEqual({
      a: '<&lt; A🚒 &mine; &#0; &',
    });
    expect(await read('<a b="&quot;&apos;"><![CDATA[<x>&amp;]]></a>')).toEqual({
      a: { '@b': '"\'', '#text': '<x>&amp;' },
    });
  });

  it('keeps names that would be dangerous as plain names', async () => {
    const value = await read('<a><__proto__>x</__proto__><constructor>y</constructor></a>');

    expect(JSON.stringify(value)).toBe('{"a":{"__proto__":"x","constructor":"y"}}');
    expect(Object.getPrototypeOf((value as { a: object }).a)).toBe(Object.prototype);
  });

  it('agrees with fast-xml-parser on documents both read', async () => {
    const other = new XMLParser({
      ignoreAttributes: false,
      attributeNamePrefix: '@',
      parseTagValue: false,
      parseAttributeValue: false,
      removeNSPrefix: true,
      trimValues: false,
      processEntities: false,
    });
    const name = fc.constantFrom('a', 'b', 'x:c', 'item');
    const text = fc.constantFrom('1', '0012', ' v ', 'true', 'é🚒', '1.50');
    const element: fc.Arbitrary<string> = fc.letrec<{ element: string }>((tie) => ({
      element: fc
        .tuple(
          name,
          fc.option(text, { nil: null }),
          fc.oneof({ maxDepth: 4 }, text, fc.array(tie('element'), { minLength: 1, maxLength: 4 })),
        )
        .map(([tag, attribute, inside]) => {
          const content = typeof inside === 'string' ? inside : inside.join('');
          return `<${tag}${attribute === null ? '' : ` k="${attribute}"`}>${content}</${tag}>`;
        }),
    })).element;
    await fc.assert(
      fc.asyncProperty(element, async (document) => {
        expect(await read(document)).toEqual(other.parse(document));
      }),
      { numRuns: 500 },
    );
  });

  it('never throws, whatever the text', async () => {
    const pieces = fc.constantFrom(
      '<',
      '>',
      '/',
      'a',
      ' ',
      '=',
      '"',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '<?',
      '?>',
      '&amp;',
      '</a>',
      '<a>',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(pieces, { maxLength: 30 }), async (parts) => {
        const value = await read(parts.join(''));

        expect(isUndecodable(value) || typeof value === 'object').toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
