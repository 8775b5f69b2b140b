import { chmodSync, mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { playAnswers, readCalls } from '@hookyard/sdk/testing';

import { AuthorTypes } from '../kit/author-types.js';
import { eventually } from '../kit/eventually.js';
import { guideBlocks, isAsShown, withKeys, type GuideBlock } from '../kit/guide-blocks.js';
import { HostProcess } from '../kit/host-process.js';
import { Shell } from '../kit/shell.js';

/** What the guide's system answers beside what the guide recorded. */
const ALSO_ANSWERED = [
  { url: '/me', json: { id: 'ghent' } },
  { url: '/hooks', json: { hooks: [] } },
  { method: 'POST', url: '/hooks', status: 201, json: { id: 'H-1' } },
];

/** Goes through the guide as its reader would: writes its files, checks their types, runs its commands. */
class Reader implements AsyncDisposable {
  readonly done: Record<string, number> = {};
  private readonly home = mkdtempSync(join(tmpdir(), 'hookyard-guide-'));
  private readonly acme = join(this.home, 'acme');
  private readonly types = new AuthorTypes(this.acme);
  private readonly cleanUp = new AsyncDisposableStack();
  private readonly shell: Shell;
  private host: HostProcess | undefined;
  /** Written since the types were last checked; a refused one with what its error must name. */
  private unchecked = new Map<string, { readonly block: GuideBlock; readonly refused?: string }>();

  constructor() {
    this.shell = this.cleanUp.use(
      new Shell({
        HOME: this.home,
        PATH: `${resolve('node_modules/.bin')}:${process.env['PATH']}`,
        npm_config_offline: 'true',
        // However this suite itself was started.
        npm_config_ignore_scripts: 'false',
        npm_config_update_notifier: 'false',
        npm_config_cache: join(this.home, '.npm'),
      }),
    );
  }

  async read(blocks: readonly GuideBlock[]): Promise<void> {
    await this.shell.run(`cd ${this.home}`);
    for (const [index, block] of blocks.entries()) {
      const { language, info } = block;
      const kind = Object.keys(info)[0] ?? '';
      this.done[`${language} ${kind}`] = (this.done[`${language} ${kind}`] ?? 0) + 1;
      if (kind === 'run') await this.run(block, blocks[index + 1]);
      else if (kind === 'host') await this.startHost();
      else if (kind === 'file' || kind === 'keys') this.write(block, kind);
      else if (kind === 'checked' || kind === 'refused') this.keep(block, info['refused']);
      else if (kind !== 'output') throw new Error(`line ${block.line}: nobody tries this block`);
    }
  }

  private write(block: GuideBlock, kind: 'file' | 'keys'): void {
    const file = block.info[kind] ?? '';
    if (this.unchecked.has(file)) this.checkTypes();
    const path = join(this.acme, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, kind === 'file' ? block.text : withKeys(readFileSync(path, 'utf8'), block.text));
    if (block.language === 'ts') this.unchecked.set(file, { block });
  }

  /** A block of its own, which stays for one check. */
  private keep(block: GuideBlock, refused: string | undefined): void {
    const file = `src/block-${block.line}.ts`;
    writeFileSync(join(this.acme, file), block.text);
    this.unchecked.set(file, { block, refused });
  }

  private checkTypes(): void {
    const errors = this.types.errors();
    for (const [file, error] of errors) {
      const { block, refused } = this.unchecked.get(`src/${file}`) ?? {};
      if (refused === undefined || !error.includes(refused))
        throw new Error(`line ${block?.line ?? '?'}: ${file} does not compile: ${error}`);
    }
    for (const [file, { block, refused }] of this.unchecked) {
      if (refused !== undefined && !errors.has(file.replace('src/', '')))
        throw new Error(`line ${block.line}: compiles, and should be refused for ${refused}`);
      if (file.startsWith('src/block-')) rmSync(join(this.acme, file));
    }
    this.unchecked = new Map();
  }

  private async run({ text, info, line }: GuideBlock, next: GuideBlock | undefined): Promise<void> {
    const shown = next?.info['output'] === undefined ? '' : next.text;
    const printsThis = async (): Promise<true> => {
      const printed = await this.shell.run(text);
      if (isAsShown(shown, printed)) return true;
      throw new Error(`line ${line}: shown is\n${shown}\nprinted is\n${printed}`);
    };
    const running = 'again' in info ? eventually(printsThis) : printsThis();
    // What does not compile is told first, whatever comes of the command.
    running.catch(() => undefined);
    if (this.unchecked.size > 0) this.checkTypes();
    await running;
    if (text.startsWith('hookyard connector new')) this.installCompiler();
  }

  /** As an installation would; types are checked block by block, and the SDK is taken as it is in the workspace. */
  private installCompiler(): void {
    const shim = join(this.acme, 'node_modules/.bin/tsc');
    const tsc = resolve('node_modules/typescript/bin/tsc');
    writeFileSync(
      shim,
      `#!/bin/sh\nexec node ${tsc} --noCheck --customConditions source --preserveSymlinks true "$@"\n`,
    );
    chmodSync(shim, 0o755);
  }

  private async startHost(): Promise<void> {
    if (this.host) {
      await this.host.stop();
      return this.host.start();
    }
    const told = await this.shell.run('echo "$HOOKYARD_PACKAGES_FILE\n$HOOKYARD_DATA_DIR"');
    const [file = '', dataDir = ''] = told.split('\n');
    this.host = this.cleanUp.use(await HostProcess.start({ dataDir, env: { HOOKYARD_PACKAGES_FILE: file } }));
    const acme = await this.startAcme();
    await this.shell.run(
      `export HOOKYARD_URL=${this.host.url} HOOKYARD_KEY=${this.host.adminKey} ACME_URL=${acme}`,
    );
  }

  /** Answers what the guide recorded. */
  private async startAcme(): Promise<string> {
    const recorded = readCalls(pathToFileURL(join(this.acme, 'fixtures/')));
    const play = playAnswers([...ALSO_ANSWERED, ...recorded.flatMap(({ answers }) => answers)]);
    const server = createServer((request, response) => {
      const { method = 'GET', url = '' } = request;
      const answer = play({ method, url: `http://acme.test${url}`, headers: {}, body: undefined });
      response.writeHead(answer?.status ?? (answer ? 200 : 404), { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer?.json ?? {}));
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    this.cleanUp.defer(() => void server.close());
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.cleanUp.disposeAsync();
    rmSync(this.home, { recursive: true, force: true });
  }
}

it('takes an author from nothing to a published connector, each block as it stands', async () => {
  await using reader = new Reader();

  await reader.read(guideBlocks('docs/guides/writing-a-connector.md'));

  expect(reader.done).toMatchObject({ 'ts refused': 1, 'sh host': 2 });
  expect(reader.done['ts file']).toBeGreaterThan(6);
  expect(reader.done['sh run']).toBeGreaterThan(8);
}, 180_000);
