// The reference of the SDK: one page for each area, and one that lists them all.
import { sdkSurface } from './sdk-surface.mjs';

/** In the order an author meets them; each export belongs to the first that names its file or a folder above it. */
const AREAS = [
  {
    id: 'connector',
    title: 'The connector',
    about: 'what it declares',
    files: ['define', 'connector', 'receiver', 'answer', 'limits', 'any-events'],
  },
  { id: 'context', title: 'The context', about: 'what the host lends for one call', files: ['context'] },
  {
    id: 'records',
    title: 'Records',
    about: 'reading, listing and writing',
    files: ['rest', 'answers', 'writes', 'copied-fields', 'smallest-units'],
  },
  { id: 'failures', title: 'Failures', about: 'the ways to fail', files: ['failures'] },
  {
    id: 'verification',
    title: 'Verification',
    about: 'proving that hooks are genuine',
    files: ['verify', 'signatures'],
  },
  {
    id: 'auth',
    title: 'Authentication and registrations',
    about: 'how calls are authenticated and hooks registered',
    files: ['auth', 'subscriptions', 'secrets'],
  },
  {
    id: 'mapping',
    title: 'Types and mapping',
    about: 'record types, collections and their mappings',
    files: [
      'vocabulary',
      'record-type',
      'code-record-types',
      'customer-record-types',
      'mapping',
      'field-mapping',
      'child-mapping',
    ],
  },
  {
    id: 'checks',
    title: 'Checks and the data form',
    about: 'what a host holds a connector to',
    files: ['check', 'connector-data', 'semver'],
  },
  { id: 'testing', title: 'Testing', about: 'exports of `@hookyard/sdk/testing`', files: ['testing'] },
];

/** The pages by their path. */
export function sdkPages() {
  const placed = withAnchors(
    sdkSurface()
      .map(placedIn)
      .sort((one, other) => one.place - other.place),
  );
  const known = new Map(placed.map((symbol) => [symbol.name, symbol]));
  const pages = AREAS.map((area) => {
    const symbols = placed.filter((symbol) => symbol.area === area);
    return [`docs/reference/sdk/${area.id}.md`, areaPage(area, symbols, known)];
  });
  return { 'docs/reference/sdk.md': contents(placed), ...Object.fromEntries(pages) };
}

function placedIn(symbol) {
  const { name, file } = symbol;
  const isOf = (one) => file.startsWith(`${one}/`) || file === `${one}.ts` || file === `${one}.schema.ts`;
  const area = AREAS.find(({ files }) => files.some(isOf));
  if (area === undefined) throw new Error(`sdk-page.mjs has no area for ${name} of sdk/src/${file}`);
  return { ...symbol, area, place: area.files.findIndex(isOf) };
}

/** As markdown makes them of headings: a second one that differs only in its capitals is numbered. */
function withAnchors(symbols) {
  const seen = new Map();
  return symbols.map((symbol) => {
    const slug = symbol.name.toLowerCase();
    const key = `${symbol.area.id} ${slug}`;
    const times = seen.get(key) ?? 0;
    seen.set(key, times + 1);
    return { ...symbol, anchor: times === 0 ? slug : `${slug}-${times}` };
  });
}

function contents(placed) {
  const sections = AREAS.map((area) => {
    const links = placed
      .filter((symbol) => symbol.area === area)
      .map(({ name, anchor, doc }) => `| [\`${name}\`](sdk/${area.id}.md#${anchor}) | ${cell(doc)} |`);
    return `## [${area.title}](sdk/${area.id}.md)\n\n${sentence(area.about)}.\n\n| export | |\n|---|---|\n${links.join('\n')}\n`;
  });
  return `# The SDK

Generated from the exports of \`@hookyard/sdk\` and \`@hookyard/sdk/testing\` and their docstrings. How they are used:
[writing a connector](../guides/writing-a-connector.md).

${AREAS.map(({ id, title, about }) => `- [${title}](sdk/${id}.md): ${about}`).join('\n')}

${sections.join('\n')}`;
}

/** The first sentence: the whole stands on the page of its area. */
function cell(doc) {
  const first = /^.*?[.:](?=\s|$)/.exec(doc.replace(/\s+/g, ' '))?.[0] ?? doc.replace(/\s+/g, ' ');
  const even = (first.match(/`/g) ?? []).length % 2 === 0 ? first : doc.replace(/\s+/g, ' ');
  return even.replace(/:$/, '.').replaceAll('|', '\\|');
}

function areaPage({ title, about }, symbols, known) {
  const list = symbols.map(({ name, anchor }) => `[\`${name}\`](#${anchor})`);
  return `# ${title} (SDK)

Generated from the SDK's exports and docstrings: ${about}. [All areas](../sdk.md)

${list.join(' · ')}

${symbols.map((symbol) => entry(symbol, known)).join('\n')}`;
}

function entry({ name, from, kind, signature, doc, example, members, mentions, area }, known) {
  const links = mentions
    .filter((mentioned) => mentioned !== name && known.has(mentioned))
    .map((mentioned) => `[\`${mentioned}\`](${linkTo(mentioned, known, area)})`);
  return [
    `## \`${name}\`\n`,
    `${doc}\n`,
    `\`\`\`ts\nimport ${kind === 'type' ? 'type ' : ''}{ ${name} } from '${from}';\n\n${signature}\n\`\`\`\n`,
    ...(example === '' ? [] : [`Example:\n\n\`\`\`ts\n${example}\n\`\`\`\n`]),
    ...memberLists(members),
    ...(links.length === 0 ? [] : [`See ${links.join(', ')}.\n`]),
  ].join('\n');
}

function linkTo(name, known, area) {
  const there = known.get(name);
  return `${there.area === area ? '' : `${there.area.id}.md`}#${there.anchor}`;
}

function memberLists(variants) {
  const lists = variants.filter((members) => members.length > 0);
  return lists.map((members, index) => {
    const lead = lists.length > 1 ? `${index === 0 ? 'Either' : 'Or'}:\n\n` : '';
    return `${lead}${lines(members, '').join('\n')}\n`;
  });
}

function lines(members, indent) {
  return members.flatMap(({ signature, doc, members: inner }) => [
    `${indent}- \`${signature}\`${doc === '' ? '' : `: ${doc.replace(/\s*\n\s*/g, ' ')}`}`,
    ...inner.flatMap((variant) => lines(variant, `${indent}  `)),
  ]);
}

function sentence(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
