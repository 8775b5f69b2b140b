const COLUMNS = [
  ['', ({ place }) => place, 'right'],
  ['sent', ({ what }) => what],
  ['by', ({ system }) => system],
  ['answer', ({ status }) => status],
  ['verdict', ({ outcome }) => outcome],
  ['scope', ({ scope }) => brief(scope.split(', '))],
  ['requests', (row) => (row.in + row.out === 0 ? '–' : `${row.in} in, ${row.out} out`)],
  ['at the destination', ({ made, changed }) => effects(made, changed)],
  ['ms', ({ tookMs }) => Math.round(tookMs), 'right'],
  ['', ({ differences }) => (differences.length === 0 ? '✓' : '✗')],
];

/** One line per hook, under a head. */
export function tableOf(rows) {
  const cells = [
    COLUMNS.map(([title]) => title),
    ...rows.map((row) => COLUMNS.map(([, of]) => String(of(row)))),
  ];
  const widths = COLUMNS.map((_, column) => Math.max(...cells.map((line) => line[column].length)));
  const lines = cells.map((line) =>
    line
      .map((cell, column) =>
        COLUMNS[column][2] ? cell.padStart(widths[column]) : cell.padEnd(widths[column]),
      )
      .join('  ')
      .trimEnd(),
  );
  lines.splice(1, 0, widths.map((width) => '─'.repeat(width)).join('  '));
  return lines.join('\n');
}

function effects(made, changed) {
  const parts = [made > 0 && `${made} made`, changed > 0 && `${changed} changed`].filter(Boolean);
  return parts.join(', ') || '–';
}

/** Of several, the first and how many more. */
function brief([first, ...more]) {
  return more.length > 0 ? `${first} +${more.length}` : first || '–';
}
