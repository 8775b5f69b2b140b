import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const PAGES = ['README.md', 'CONTRIBUTING.md', ...markdownIn('docs')];

describe('the documentation', () => {
  it('has reference pages that say what the built host says', () => {
    const checked = spawnSync(process.execPath, ['scripts/docs.mjs', '--check'], { encoding: 'utf8' });

    expect(checked.stderr).toBe('');
    expect(checked.status).toBe(0);
  });

  it.each(PAGES)('%s has no dead link', (page) => {
    const links = [...readFileSync(page, 'utf8').matchAll(/\]\((?!https?:)([^)#]+)[^)]*\)/g)].map(
      (match) => match[1] ?? '',
    );

    const dead = links.filter((link) => !existsSync(resolve(dirname(page), link)));

    expect(dead).toEqual([]);
  });

  it('knows every folder of src/ on the architecture page', () => {
    const page = readFileSync('docs/architecture.md', 'utf8');
    const folders = readdirSync('src', { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);

    expect(folders.filter((folder) => !page.includes(`\`${folder}\``))).toEqual([]);
  });
});

function markdownIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return markdownIn(path);
    return entry.name.endsWith('.md') ? [path] : [];
  });
}
