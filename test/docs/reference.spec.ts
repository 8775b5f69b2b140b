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
    const links = [...readFileSync(page, 'utf8').matchAll(/\]\((?!https?:)([^)#]*)(#[^)]+)?\)/g)].map(
      ([link, file = '', anchor]) => ({
        link,
        path: file === '' ? page : resolve(dirname(page), file),
        anchor,
      }),
    );

    const dead = links.filter(
      ({ path, anchor }) => !existsSync(path) || (anchor !== undefined && !anchorsOf(path).includes(anchor)),
    );

    expect(dead.map(({ link }) => link)).toEqual([]);
  });

  it('knows every folder of src/ on the architecture page', () => {
    const page = readFileSync('docs/architecture.md', 'utf8');
    const folders = readdirSync('src', { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);

    expect(folders.filter((folder) => !page.includes(`\`${folder}\``))).toEqual([]);
  });
});

/** Of its headings, as markdown makes them: one that is there already is numbered. */
function anchorsOf(path: string): readonly string[] {
  const seen = new Map<string, number>();
  return [...readFileSync(path, 'utf8').matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => {
    const slug = heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-');
    const times = seen.get(slug) ?? 0;
    seen.set(slug, times + 1);
    return times === 0 ? `#${slug}` : `#${slug}-${times}`;
  });
}

function markdownIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return markdownIn(path);
    return entry.name.endsWith('.md') ? [path] : [];
  });
}
