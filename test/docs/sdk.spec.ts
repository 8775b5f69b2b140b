import { readFileSync } from 'node:fs';

import { sdkSurface, type SdkMember, type SdkSymbol } from '../../scripts/sdk-surface.mjs';

/** They tell the members of a union apart: their value is what each is, and the union's own words say the rest. */
const DISCRIMINANT = /^(kind|op|ok): ('[^']*'|true|false)( \| '[^']*')*$/;

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

  it('are all found in the reference', () => {
    const page = readFileSync('docs/reference/sdk.md', 'utf8');

    expect(surface.filter(({ name }) => !page.includes(`[\`${name}\`](sdk/`))).toEqual([]);
  });
});

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
