import {
  everyStatement,
  listStatements,
  readList,
  type ListPage,
  type ListPart,
  type ListStatements,
  type Statement,
  type Store,
} from '../store/index.js';

/** Who did what. Values are JSON, as they were kept: without secrets, and cut where they were long. */
export interface AuditLine {
  readonly id: number;
  readonly at: number;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly before: string | null;
  readonly after: string | null;
}

export interface AuditAsk {
  readonly tenant: number;
  readonly actor?: string | undefined;
  /** `connection.change`, or `connection` for all of them. */
  readonly action?: string | undefined;
  readonly subject?: string | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

const COLUMNS = 'id, at, actor, action, subject, before_value AS "before", after_value AS "after"';
/** Clocks of processes apart: lines stand in the order of their times but for so much. */
const SKEW_MS = 60_000;

const FILTERS = {
  actor: '(@actor IS NULL OR actor = @actor)',
  action: '(@action IS NULL OR action = @action)',
  subject: '(@subject IS NULL OR subject = @subject)',
} as const;
const OTHERS = `(@area IS NULL OR action LIKE @area) AND (@since IS NULL OR at >= @since)
  AND (@before IS NULL OR at < @before)`;

/** The most telling filter is what the index begins with. */
function linesBy(first?: keyof typeof FILTERS): ListStatements<AuditLine> {
  const rest = Object.entries(FILTERS).flatMap(([name, filter]) => (name === first ? [] : [filter]));
  return listStatements<AuditLine>({
    name: `audit_list${first === undefined ? '' : `_by_${first}`}`,
    table: 'audit',
    columns: COLUMNS,
    params: {
      tenant: 'int8',
      actor: 'text',
      action: 'text',
      subject: 'text',
      area: 'text',
      since: 'int8',
      before: 'int8',
    },
    where: `tenant = @tenant${first === undefined ? '' : ` AND ${first} = @${first}`}`,
    key: 'id',
    filter: [...rest, OTHERS].join(' AND '),
  });
}

const LISTS = {
  subject: linesBy('subject'),
  actor: linesBy('actor'),
  action: linesBy('action'),
  any: linesBy(),
} as const;

const one: Statement<AuditLine> = {
  name: 'audit_one',
  params: { tenant: 'int8', id: 'int8' },
  sqlite: `SELECT ${COLUMNS} FROM audit WHERE tenant = @tenant AND id = @id`,
  postgres: `SELECT l.* FROM unnest($1::int8[], $2::int8[]) AS x(tenant, id) CROSS JOIN LATERAL
    (SELECT ${COLUMNS} FROM audit WHERE tenant = x.tenant AND id = x.id) l`,
};

const edge = (name: string, sign: '>=' | '<', order: 'ASC' | 'DESC'): Statement<{ id: number }> => {
  const select = `SELECT id FROM audit WHERE tenant = @tenant AND at ${sign} @at ORDER BY at ${order}, id ${order} LIMIT 1`;
  return {
    name,
    params: { tenant: 'int8', at: 'int8' },
    sqlite: select,
    postgres: `SELECT l.id FROM unnest($1::int8[], $2::int8[]) AS x(tenant, at)
      CROSS JOIN LATERAL (${select.replaceAll('@', 'x.')}) l`,
  };
};

const firstSince = edge('audit_first_since', '>=', 'ASC');
const lastBefore = edge('audit_last_before', '<', 'DESC');

export const AUDIT_TRAIL_STATEMENTS: readonly Statement[] = [
  ...Object.values(LISTS).flatMap(everyStatement),
  one,
  firstSince,
  lastBefore,
];

/** What a tenant may read of who did what. */
export class AuditTrail {
  constructor(private readonly store: Pick<Store, 'read'>) {}

  /** A page may be short, or empty, and yet have a next one. */
  async list(ask: AuditAsk, page: ListPage): Promise<ListPart<AuditLine>> {
    const ends = await this.ends(ask.tenant, ask);
    if (!ends) return { items: [], next: null };
    const isNewest = page.sort !== 'oldest';
    const start = isNewest ? ends.last + 1 : ends.first - 1;
    const { behind = start } = page;
    const params = paramsOf(ask);
    const { items, next } = await readList(this.store, listFor(params), {
      params,
      page: { ...page, behind: isNewest ? Math.min(behind, start) : Math.max(behind, start) },
      keyOf: ({ id }) => id,
    });
    const isOver = next !== null && (isNewest ? next <= ends.first : next >= ends.last);
    return { items, next: isOver ? null : next };
  }

  async get(tenant: number, id: number): Promise<AuditLine | undefined> {
    const [line] = await this.store.read(one, [{ tenant, id }]);
    return line;
  }

  /** Outside these no line is of the time; undefined where none can be. */
  private async ends(
    tenant: number,
    { from, to }: Pick<AuditAsk, 'from' | 'to'>,
  ): Promise<{ readonly first: number; readonly last: number } | undefined> {
    const edgeOf = async (statement: Statement<{ id: number }>, at: number): Promise<number | undefined> =>
      (await this.store.read(statement, [{ tenant, at }]))[0]?.id;
    const first = from === undefined ? 0 : await edgeOf(firstSince, from - SKEW_MS);
    const last = to === undefined ? Number.MAX_SAFE_INTEGER - 1 : await edgeOf(lastBefore, to + SKEW_MS);
    return first === undefined || last === undefined ? undefined : { first, last };
  }
}

interface Params {
  readonly tenant: number;
  readonly actor: string | null;
  readonly action: string | null;
  readonly subject: string | null;
  readonly area: string | null;
  readonly since: number | null;
  readonly before: number | null;
}

function paramsOf({
  tenant,
  actor,
  action,
  subject,
  from,
  to,
}: AuditAsk): Params & Record<string, string | number | null> {
  const isArea = action !== undefined && !action.includes('.');
  return {
    tenant,
    actor: actor ?? null,
    action: isArea ? null : (action ?? null),
    subject: subject ?? null,
    area: isArea ? `${action.replaceAll(/[%_]/g, '')}.%` : null,
    since: from ?? null,
    before: to ?? null,
  };
}

function listFor({ subject, actor, action }: Params): ListStatements<AuditLine> {
  if (subject !== null) return LISTS.subject;
  if (actor !== null) return LISTS.actor;
  return action === null ? LISTS.any : LISTS.action;
}
