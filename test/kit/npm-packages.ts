import { createHash } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

import { Header } from 'tar';

/** A package as npm packs it, made in memory. */
export interface Packed {
  readonly package: string;
  readonly version: string;
  readonly integrity: string;
  readonly tarball: Buffer;
}

/** An entry of a tarball by hand; text is a plain file. */
export type PackedEntry =
  string | { readonly type: 'SymbolicLink' | 'File'; readonly to?: string; readonly text?: string };

export function pack(
  manifest: { readonly name: string; readonly version: string } & Readonly<Record<string, unknown>>,
  files: Readonly<Record<string, PackedEntry>>,
): Packed {
  const all = { 'package/package.json': JSON.stringify(manifest), ...prefixed(files) };
  const blocks = Object.entries(all).flatMap(([path, entry]) => entryBlocks(path, entry));
  const tarball = gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]));
  const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
  return { package: manifest.name, version: manifest.version, integrity, tarball };
}

/** What a connector's author writes at the least: its records are named after what it says. */
export function packConnector(
  of: {
    readonly name: string;
    readonly package?: string;
    readonly version: string;
    readonly manifest?: object;
  },
  source: string,
): Packed {
  const { name, version, manifest } = of;
  const declared = { connector: './index.js', host: '^1.0.0' };
  const own = {
    name: of.package ?? `${name}-connector`,
    version,
    type: 'module',
    hookyard: declared,
    ...manifest,
  };
  return pack(own, { 'index.js': source });
}

/** A registry as npm knows them, with what was put there. */
export interface FakeRegistry extends AsyncDisposable {
  readonly url: string;
  readonly asked: readonly { readonly path: string; readonly headers: IncomingHttpHeaders }[];
  put(packed: Packed, tags?: readonly string[]): void;
  /** Says that a package lies at another address. */
  tarballAt(packed: Packed, url: string): void;
}

export async function fakeRegistry(): Promise<FakeRegistry> {
  const packages = new Map<string, { versions: Map<string, Packed>; tags: Record<string, string> }>();
  const elsewhere = new Map<string, string>();
  const asked: { path: string; headers: IncomingHttpHeaders }[] = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '').slice(1);
    asked.push({ path, headers: request.headers });
    const [name = '', version] = path.split('/-/');
    const found = packages.get(name);
    const packed = version === undefined ? undefined : found?.versions.get(version);
    if (!found || (version !== undefined && !packed)) return void response.writeHead(404).end('{}');
    if (packed) return void response.end(packed.tarball);
    const versions = [...found.versions.values()].map((one) => [
      one.version,
      {
        name,
        version: one.version,
        dist: {
          integrity: one.integrity,
          tarball: elsewhere.get(one.integrity) ?? `${url}/${name.replace('/', '%2f')}/-/${one.version}`,
        },
      },
    ]);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ name, 'dist-tags': found.tags, versions: Object.fromEntries(versions) }));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    asked,
    put(packed, tags = ['latest']) {
      const known = packages.get(packed.package) ?? {
        versions: new Map<string, Packed>(),
        tags: {} as Record<string, string>,
      };
      known.versions.set(packed.version, packed);
      for (const tag of tags) known.tags[tag] = packed.version;
      packages.set(packed.package, known);
    },
    tarballAt: ({ integrity }, at) => void elsewhere.set(integrity, at),
    [Symbol.asyncDispose]: () => new Promise((done) => server.close(() => done())),
  };
}

function prefixed(files: Readonly<Record<string, PackedEntry>>): Record<string, PackedEntry> {
  return Object.fromEntries(
    Object.entries(files).map(([path, entry]) => [
      path.startsWith('!') ? path.slice(1) : `package/${path}`,
      entry,
    ]),
  );
}

function entryBlocks(path: string, entry: PackedEntry): Buffer[] {
  const {
    type,
    to,
    text = '',
  } = typeof entry === 'string' ? { type: 'File' as const, to: undefined, text: entry } : entry;
  const content = Buffer.from(text);
  const header = new Header({
    path,
    type,
    mode: 0o644,
    size: content.length,
    mtime: new Date(0),
    linkpath: to,
  });
  header.encode();
  const padding = Buffer.alloc((512 - (content.length % 512)) % 512);
  return [header.block ?? Buffer.alloc(512), content, padding];
}
