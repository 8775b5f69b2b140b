import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Readable, Writable } from 'node:stream';

import { FrameReader, encodeFrame, type Frame } from './frames.js';
import type { FromWorker, ToWorker } from './messages.js';

/** How long a process may take to start on a busy machine before it counts as dead. */
const START_MS = 20_000;

/** Processor time is counted by Linux in ticks of this length. */
const TICK_MS = 10;

/** Sources run as they are under tests: types are stripped, and `./name.js` means `./name.ts`. */
const FOR_SOURCES = [
  '--experimental-transform-types',
  '--import',
  `data:text/javascript,${encodeURIComponent(`
    import { registerHooks } from 'node:module';
    registerHooks({
      resolve(specifier, context, next) {
        const isOurs = specifier.startsWith('.') && context.parentURL?.endsWith('.ts');
        return next(isOurs ? specifier.replace(/\\.js$/, '.ts') : specifier, context);
      },
    });`)}`,
];

/** Told what a process says, and once that it is gone. */
export interface WorkerListener {
  onFrame(header: FromWorker, frame: Frame): void;
  onGone(): void;
}

/** One worker process: frames in, frames out, until it ends or is killed. */
export class WorkerProcess {
  private readonly child: ChildProcessByStdio<Writable, Readable, null>;
  private readonly reader = new FrameReader();
  private readonly startTimer: NodeJS.Timeout;
  private listener: WorkerListener | undefined;
  private isGone = false;
  isReady = false;

  constructor(heapMb: number) {
    const isSource = import.meta.url.endsWith('.ts');
    const file = isSource ? new URL('./entry.ts', import.meta.url) : new URL('./entry.js', import.meta.url);
    const flags = [
      `--max-old-space-size=${heapMb}`,
      '--max-semi-space-size=1',
      ...(isSource ? FOR_SOURCES : []),
    ];
    // Of the environment it gets the time zone alone: an expression must not find secrets, whatever it breaks out of.
    const env = { TZ: new Intl.DateTimeFormat().resolvedOptions().timeZone };
    this.child = spawn(process.execPath, [...flags, fileURLToPath(file)], {
      env,
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    this.startTimer = setTimeout(() => this.kill(), START_MS);
    this.child.stdout.on('data', (chunk: Buffer) => this.read(chunk));
    this.child.on('exit', () => this.end());
    this.child.on('error', () => this.end());
    // What is written to a process that just died is lost with it; onGone tells the rest.
    this.child.stdin.on('error', () => this.kill());
  }

  get isAlive(): boolean {
    return !this.isGone;
  }

  listen(listener: WorkerListener | undefined): void {
    this.listener = listener;
  }

  send(header: ToWorker, body?: readonly string[] | Buffer): void {
    if (!this.isGone) this.child.stdin.write(encodeFrame(header, body));
  }

  kill(): void {
    this.child.kill('SIGKILL');
  }

  /** Whether a process without work keeps the host from ending. */
  hold(isHeld: boolean): void {
    const pipes = [this.child.stdin, this.child.stdout] as unknown as { ref?(): void; unref?(): void }[];
    for (const handle of [this.child, ...pipes]) {
      if (isHeld) handle.ref?.();
      else handle.unref?.();
    }
  }

  /** Processor time used so far, or null where the system does not tell. */
  cpuMs(): number | null {
    try {
      const fields = readFileSync(`/proc/${this.child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      const ticks = Number(fields[11]) + Number(fields[12]);
      return Number.isFinite(ticks) ? ticks * TICK_MS : null;
    } catch {
      return null;
    }
  }

  private read(chunk: Buffer): void {
    for (const frame of this.reader.push(chunk)) {
      const header = frame.header as FromWorker;
      if (header.kind === 'ready') {
        this.isReady = true;
        clearTimeout(this.startTimer);
      }
      this.listener?.onFrame(header, frame);
    }
  }

  private end(): void {
    if (this.isGone) return;
    this.isGone = true;
    clearTimeout(this.startTimer);
    this.listener?.onGone();
  }
}
