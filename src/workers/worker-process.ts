import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Readable, Writable } from 'node:stream';

import { FrameReader, encodeFrame, type Frame } from './frames.js';

/** How long a process may take to start on a busy machine before it counts as dead. */
const START_MS = 20_000;

/** Processor time is counted by Linux in ticks of this length. */
const TICK_MS = 10;

/** The kernel takes a worker before it takes the host when memory runs out. */
const OUT_OF_MEMORY_SCORE = '1000';

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

/** How a process ended, as the system says it. */
export interface WorkerEnd {
  readonly code: number | null;
  readonly signal: string | null;
}

/** Told what a process says, and once that it is gone. */
export interface WorkerListener<FromWorker> {
  onFrame(header: FromWorker, frame: Frame): void;
  onGone(end: WorkerEnd): void;
  /** What it wrote to stderr; without it nobody reads that. */
  onText?(text: string): void;
}

export interface WorkerOptions {
  /** The program: a module beside the caller, `.js` or, under tests, `.ts`. */
  readonly entry: URL;
  readonly heapMb: number;
  readonly flags?: readonly string[];
  /** Handed to the program as its arguments. */
  readonly argv?: readonly string[];
  /** A second way in (descriptor 3), which the program reads from while it waits for an answer. */
  readonly hasSecondWay?: boolean;
  readonly keepsText?: boolean;
  readonly startMs?: number;
  readonly maxFrameBytes?: number;
}

/** One worker process: frames in, frames out, until it ends or is killed. */
export class WorkerProcess<
  ToWorker = unknown,
  FromWorker extends { readonly kind: string } = { kind: string },
> {
  private readonly child: ChildProcess & { readonly stdin: Writable; readonly stdout: Readable };
  private readonly secondWay: Writable | undefined;
  private readonly reader: FrameReader;
  private readonly startTimer: NodeJS.Timeout;
  private listener: WorkerListener<FromWorker> | undefined;
  private isGone = false;
  private isCorked = false;
  private hasSaidReady = false;

  constructor({ entry, heapMb, flags = [], argv = [], ...options }: WorkerOptions) {
    const isSource = entry.href.endsWith('.ts');
    const all = [
      `--max-old-space-size=${heapMb}`,
      '--max-semi-space-size=1',
      ...flags,
      ...(isSource ? FOR_SOURCES : []),
    ];
    // Of the environment it gets the time zone alone: what runs there must not find secrets, whatever it breaks out of.
    const env = { TZ: new Intl.DateTimeFormat().resolvedOptions().timeZone };
    this.reader = new FrameReader(options.maxFrameBytes);
    const child = spawn(process.execPath, [...all, fileURLToPath(entry), ...argv], {
      env,
      stdio: [
        'pipe',
        'pipe',
        options.keepsText ? 'pipe' : 'ignore',
        ...(options.hasSecondWay ? ['pipe' as const] : []),
      ],
    });
    this.child = child as typeof this.child;
    this.secondWay = child.stdio[3] as Writable | undefined;
    this.startTimer = setTimeout(() => this.kill(), options.startMs ?? START_MS);
    this.child.stdout.on('data', (chunk: Buffer) => this.read(chunk));
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => this.listener?.onText?.(text));
    // 'close' comes behind the last of its output.
    this.child.on('close', (code, signal) => this.end({ code, signal }));
    this.child.on('error', () => this.end({ code: null, signal: null }));
    // What is written to a process that just died is lost with it; onGone tells the rest.
    this.child.stdin.on('error', () => this.kill());
    this.secondWay?.on('error', () => this.kill());
    this.standBehindTheHost();
  }

  isReady(): boolean {
    return this.hasSaidReady;
  }

  get isAlive(): boolean {
    return !this.isGone;
  }

  listen(listener: WorkerListener<FromWorker> | undefined): void {
    this.listener = listener;
  }

  send(header: ToWorker, body?: readonly string[] | Buffer): void {
    if (!this.isGone) this.child.stdin.write(encodeFrame(header, body));
  }

  /** The same, in one write with everything else of this turn. */
  sendSoon(header: ToWorker, body?: readonly string[] | Buffer): void {
    if (!this.isCorked) {
      this.isCorked = true;
      this.child.stdin.cork();
      setImmediate(() => {
        this.isCorked = false;
        this.child.stdin.uncork();
      });
    }
    this.send(header, body);
  }

  /** To a program that waits for it with everything else at rest. */
  answerAtOnce(header: unknown): void {
    if (!this.isGone) this.secondWay?.write(encodeFrame(header));
  }

  kill(): void {
    this.child.kill('SIGKILL');
  }

  /** Whether a process without work keeps the host from ending. */
  hold(isHeld: boolean): void {
    const handles = [this.child, ...this.child.stdio] as unknown as { ref?(): void; unref?(): void }[];
    for (const handle of handles) {
      if (isHeld) handle?.ref?.();
      else handle?.unref?.();
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

  private standBehindTheHost(): void {
    try {
      writeFileSync(`/proc/${this.child.pid}/oom_score_adj`, OUT_OF_MEMORY_SCORE);
    } catch {
      // Only Linux has it.
    }
  }

  private read(chunk: Buffer): void {
    try {
      for (const frame of this.reader.push(chunk)) this.take(frame);
    } catch {
      // What is no frame of ours, or too long, came from a program that is no longer itself.
      this.kill();
    }
  }

  private take(frame: Frame): void {
    const header = frame.header as FromWorker;
    if (header.kind === 'ready') {
      this.hasSaidReady = true;
      clearTimeout(this.startTimer);
    }
    this.listener?.onFrame(header, frame);
  }

  private end(end: WorkerEnd): void {
    if (this.isGone) return;
    this.isGone = true;
    clearTimeout(this.startTimer);
    this.listener?.onGone(end);
  }
}
