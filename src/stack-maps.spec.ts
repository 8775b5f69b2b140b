import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** Throws in the built host, as `main.js` runs it, and answers the stack. */
function stackOfABadSetting(): string[] {
  const script = `
    const { mapStacks } = await import('./dist/stack-maps.js');
    mapStacks();
    const { loadConfig } = await import('./dist/config/index.js');
    try { loadConfig({ HOOKYARD_PORT: 'none' }) } catch (error) { console.log(error.stack) }`;
  const args = ['--input-type=module', '--eval', script];
  return execFileSync(process.execPath, args, { encoding: 'utf8' }).split('\n');
}

describe('the stack of an error', () => {
  it('tells the line of the source that threw', () => {
    const stack = stackOfABadSetting();

    const thrower = stack.find((line) => line.includes(' at loadConfig')) ?? '';
    const [, file = '', line] = /\((.+):(\d+):\d+\)$/.exec(thrower) ?? [];
    expect(file).toBe(resolve('src/config/load.ts'));
    expect(readFileSync(file, 'utf8').split('\n')[Number(line) - 1]).toContain('throw');
  });

  it('begins with what went wrong, and leaves the lines of others as they are', () => {
    const stack = stackOfABadSetting();

    expect(stack[0]).toMatch(/^\w*Error: .*HOOKYARD_PORT/);
    expect(stack.at(-2)).toMatch(/at .*\[eval/);
  });
});
