import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { sdkSurface, type SdkMember, type SdkSymbol } from '../../scripts/sdk-surface.mjs';

/** They tell the members of a union apart: their value is what each is, and the union's own words say the rest. */
const DISCRIMINANT = /^(kind|op|ok): ('[^']*'|true|false)( \| '[^']*')*$/;

const REFERENCE = 'docs/reference';

describe("the SDK's public names", () => {
  let surface: readonly SdkSymbol[];
  beforeAll(() => {
    surface = sdkSurface();
  });

  it('each say what they are for', () => {
    const silent = surface.filter(({ doc }) => doc === '').map(({ name }) => name);

    expect(surface.length).toBeGreaterThan(200);
    expect(silent).toEqual([]);
  });

  it('and so does each of their properties, and of the objects those spell out', () => {
    const properties = surface.flatMap(({ name, members }) => members.flat().flatMap(withInner(name)));

    const silent = properties
      .filter(({ member }) => member.doc === '' && !DISCRIMINANT.test(member.signature))
      .map(({ path }) => path);

    expect(properties.length).toBeGreaterThan(400);
    expect(silent).toEqual([]);
  });

  it('are all found in the reference, where its links say', () => {
    const pages = new Map(
      ['sdk.md', ...readdirSync(join(REFERENCE, 'sdk')).map((file) => `sdk/${file}`)].map((path) => [
        path,
        readFileSync(join(REFERENCE, path), 'utf8'),
      ]),
    );
    const headings = [...pages].flatMap(([path, text]) => anchorsOf(text).map((anchor) => path + anchor));

    const links = [...pages].flatMap(([path, text]) =>
      [...text.matchAll(/\]\(([^)#]*)(#[^)]+)\)/g)].map(([, file = '', anchor = '']) =>
        file === '' ? path + anchor : join(path, '..', file) + anchor,
      ),
    );

    expect(surface.filter(({ name }) => !pages.get('sdk.md')?.includes(`[\`${name}\`]`))).toEqual([]);
    expect(links.length).toBeGreaterThan(surface.length * 2);
    expect(links.filter((link) => !headings.includes(link))).toEqual([]);
  });
});

/** As markdown makes them: one that is there already is numbered. */
function anchorsOf(text: string): readonly string[] {
  const seen = new Map<string, number>();
  return [...text.matchAll(/^## `(\w+)`$/gm)].map(([, name = '']) => {
    const slug = name.toLowerCase();
    const times = seen.get(slug) ?? 0;
    seen.set(slug, times + 1);
    return times === 0 ? `#${slug}` : `#${slug}-${times}`;
  });
}

interface Placed {
  readonly path: string;
  readonly member: SdkMember;
}

function withInner(above: string): (member: SdkMember) => readonly Placed[] {
  return (member) => {
    const path = `${above}.${member.name}`;
    return [{ path, member }, ...member.members.flat().flatMap(withInner(path))];
  };
}
