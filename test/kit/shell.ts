import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';

const END = '__end_of_block__';

/** A shell that keeps its variables from one block of commands to the next; a command that fails ends it. */
export class Shell implements AsyncDisposable {
  private readonly child: ChildProcessWithoutNullStreams;
  private output = '';
  private errors = '';
  private onOutput: () => void = () => undefined;

  constructor(env: Readonly<Record<string, string | undefined>>) {
    this.child = spawn('sh', ['-eu'], { env: { ...process.env, ...env } });
    this.child.stdout.on('data', (chunk: Buffer) => {
      this.output += chunk.toString('utf8');
      this.onOutput();
    });
    this.child.stderr.on('data', (chunk: Buffer) => (this.errors += chunk.toString('utf8')));
    this.child.once('exit', () => this.onOutput());
  }

  /** Runs a block and answers what it printed. */
  async run(block: string): Promise<string> {
    this.output = '';
    this.child.stdin.write(`${block}\necho ${END}\n`);
    await new Promise<void>((resolve, reject) => {
      this.onOutput = () => {
        if (this.output.includes(END)) resolve();
        else if (this.child.exitCode !== null)
          reject(new Error(`ended ${this.child.exitCode}:\n${block}\n${this.output}\n${this.errors}`));
      };
      this.onOutput();
    });
    return this.output.replace(`${END}\n`, '').trim();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.child.exitCode !== null) return;
    const gone = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.stdin.end();
    this.child.kill();
    await gone;
  }
}
