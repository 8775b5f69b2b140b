import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { createInterface } from 'node:readline';

import { parse } from 'yaml';

import { configSchema } from '../../src/config/index.js';
import { showConnections } from '../../src/host-connection-figures.js';
import { showSubscribers } from '../../src/host-subscriber-figures.js';
import { showFigures } from '../../src/host-figures.js';
import { Metrics } from '../../src/observe/index.js';

const read = (file: string): string => readFileSync(file, 'utf8');
const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));

const dockerfile = read('Dockerfile').replaceAll('\\\n', ' ');

describe('what is in deploy/', () => {
  it('sets nothing that is not a setting', () => {
    const known = new Set(Object.keys(configSchema.shape));
    const compose = ['HOOKYARD_LISTEN'];

    const named = ['Dockerfile', ...filesIn('deploy')].flatMap((file) => [
      ...read(file).matchAll(/\bHOOKYARD_[A-Z_]+/g),
    ]);

    expect(named.length).toBeGreaterThan(10);
    expect(named.map(([name]) => name).filter((name) => !known.has(name) && !compose.includes(name))).toEqual(
      [],
    );
  });

  it('asks for figures that /metrics has', async () => {
    const page = await figuresPage();

    const named = ['deploy/prometheus/hookyard.rules.yaml', 'deploy/grafana/hookyard.dashboard.json'].flatMap(
      (file) => [...read(file).matchAll(/\b(?:hookyard|nodejs|process)_[a-z0-9_]+/g)].map(([name]) => name),
    );
    const unknown = named.filter((name) => !page.includes(`# TYPE ${name.replace(/_bucket$/, '')} `));

    expect(named.length).toBeGreaterThan(20);
    expect(unknown).toEqual([]);
  });

  it('alerts by rules that each say what to do', () => {
    const { groups } = parse(read('deploy/prometheus/hookyard.rules.yaml')) as RuleFile;

    const rules = groups.flatMap((group) => group.rules);

    expect(rules.map(({ alert }) => alert)).toEqual(
      expect.arrayContaining(['HookyardNoData', 'HookyardPastDue', 'HookyardParkedGrows']),
    );
    expect(rules.filter(({ expr, annotations }) => !expr || !annotations.remedy)).toEqual([]);
  });

  it('reads only values that the chart declares', () => {
    const values = parse(read('deploy/helm/hookyard/values.yaml')) as object;
    const templates = filesIn('deploy/helm/hookyard/templates').map(read).join('\n');

    const used = [...templates.matchAll(/\.Values\.([A-Za-z.]+)/g)].map(([, path = '']) => path);

    expect(used.length).toBeGreaterThan(10);
    expect(used.filter((path) => valueAt(values, path) === undefined)).toEqual([]);
  });

  it('starts a receiver and two workers on one PostgreSQL with compose', () => {
    const { services } = parse(read('deploy/compose.yaml'), { merge: true }) as ComposeFile;

    expect(services['receiver']?.environment).toMatchObject({ HOOKYARD_ROLE: 'receive' });
    expect(services['worker']).toMatchObject({
      environment: { HOOKYARD_ROLE: 'work', HOOKYARD_MASTER_KEY: expect.stringContaining(':?') },
      deploy: { replicas: 2 },
      stop_grace_period: expect.any(String),
    });
  });

  it('starts the host as npm does, in the image and as a unit', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: { start: string } };
    const unit = /^ExecStart=\/opt\/hookyard\/node_modules\/.bin\/(.*)$/m.exec(
      read('deploy/systemd/hookyard.service'),
    );

    expect(commandOf().join(' ')).toBe(scripts.start);
    expect(unit?.[1]).toBe(scripts.start);
  });
});

/** The layout of the image without its base: what the Dockerfile copies, with the packages that production keeps. */
describe('the image', () => {
  const root = mkdtempSync(join(tmpdir(), 'hookyard-image-'));
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it('holds what the host needs to start, and nothing that only building needs', async () => {
    for (const [, from = '', to = ''] of dockerfile.matchAll(/^COPY --from=build \/app\/(\S+) (\S+)$/gm)) {
      if (from === 'node_modules') productionPackages().forEach((folder) => copy(folder, root));
      else
        cpSync(from, join(root, to), { recursive: true, filter: (path) => !path.includes('node_modules') });
    }

    const [, ...args] = commandOf();
    const env = {
      PATH: process.env['PATH'],
      ...settingsOf(),
      HOOKYARD_HOST: '127.0.0.1',
      HOOKYARD_PORT: '0',
    };
    const host = spawn(process.execPath, args, {
      cwd: root,
      env: { ...env, HOOKYARD_DATA_DIR: join(root, 'data') },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const said = await firstLine(host.stdout);
    host.kill('SIGTERM');
    const code = await new Promise((done) => host.once('exit', done));

    expect(said).toMatch(/^Hookyard listens on http/);
    expect(code).toBe(0);
    expect(readdirSync(join(root, 'node_modules'))).not.toContain('jest');
  }, 60_000);
});

interface RuleFile {
  readonly groups: readonly {
    readonly rules: readonly {
      readonly alert: string;
      readonly expr: string;
      readonly annotations: { readonly remedy?: string };
    }[];
  }[];
}

interface ComposeFile {
  readonly services: Readonly<Record<string, { readonly environment?: object }>>;
}

async function figuresPage(): Promise<string> {
  const metrics = new Metrics();
  const directory = {
    current: () => ({ queues: () => [], deciding: { all: [] } }) as never,
    onChange: () => undefined,
  };
  showConnections(metrics, { directory, outages: { failing: async () => new Set() } });
  showFigures(metrics, {
    gauges: {
      laneCounts: async () => [],
      stuckCounts: async () => ({ parked: 0, stuck: 0 }),
      oldestWaitMs: async () => 0,
    },
    retaining: { oldest: async () => ({ hook: null, request: null, verdict: null, rejection: null }) },
    directory,
    clock: { now: () => 0, monotonic: () => 0 },
  });
  showSubscribers(metrics, {
    gauges: { laneCounts: async () => [], parkedCounts: async () => [] },
    directory: { current: () => ({ listening: { all: [] } }) as never, onChange: () => undefined },
    clock: { now: () => 0, monotonic: () => 0 },
  });
  return metrics.text();
}

function valueAt(values: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, key) => (value as Readonly<Record<string, unknown>> | undefined)?.[key], values);
}

function commandOf(): string[] {
  const [, command = '[]'] = /^CMD (\[.*\])$/m.exec(dockerfile) ?? [];
  return JSON.parse(command) as string[];
}

function settingsOf(): Record<string, string> {
  const [, settings = ''] = /^ENV (.*)$/m.exec(dockerfile) ?? [];
  return Object.fromEntries(settings.split(/\s+/).map((pair) => pair.split('=') as [string, string]));
}

/** Folders below node_modules that `npm prune --omit=dev --omit=optional` leaves; workspaces are copied by themselves. */
function productionPackages(): string[] {
  const { stdout } = spawnSync('npm', ['ls', '--all', '--parseable', '--omit=dev', '--omit=optional'], {
    encoding: 'utf8',
  });
  const modules = resolve('node_modules');
  return stdout.split('\n').filter((path) => path.startsWith(modules));
}

/** Types and maps are no part of what runs, and most of the bytes. */
const NEVER_RUN = /\.(d\.[cm]?ts|map|md)$/;

function copy(folder: string, to: string): void {
  const place = join(to, relative(process.cwd(), folder));
  mkdirSync(dirname(place), { recursive: true });
  cpSync(folder, place, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !NEVER_RUN.test(path),
  });
}

function firstLine(stream: NodeJS.ReadableStream): Promise<string> {
  return new Promise((resolve) => createInterface({ input: stream }).once('line', resolve));
}
