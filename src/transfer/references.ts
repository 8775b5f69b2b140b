import { BadConfig, Invalid, type Direction } from '@hookyard/sdk';

import { needName } from '../hub/index.js';
import type { FindLink, LinkAsk } from '../mapping/index.js';
import { canonicalIn, type ConnectionView } from '../registry/index.js';

import type { ReferenceParts } from './link-parts.js';

/** A record that another one names, and that is not linked yet. */
export interface MissingLink {
  readonly ask: LinkAsk;
  /** The connection whose link is missing. */
  readonly view: ConnectionView;
  readonly direction: Direction;
  /** As a request of it would name it. */
  readonly recordId: string;
  /** `CUSTOMER/12`, as an operator reads it. */
  readonly name: string;
  readonly need: string;
}

/** Finds the ids that link mappings of one record ask for, and takes note of those that are not there yet. */
export class References {
  readonly missing: MissingLink[] = [];

  constructor(
    private readonly view: ConnectionView,
    private readonly direction: Direction,
    private readonly parts: ReferenceParts,
  ) {}

  readonly find: FindLink = (ask) => {
    const view = this.viewFor(ask);
    return this.direction === 'TO' ? this.intoHub(ask, view) : this.outOfHub(ask, view);
  };

  /** An external id becomes the public id of its hub record. */
  private async intoHub(ask: LinkAsk, view: ConnectionView): Promise<string | null | undefined> {
    const { type } = ask.mapping;
    const externalId = await idIn(view, ask);
    const linked = await this.parts.hub.linked({ connection: view.number, type, externalId });
    if (linked) {
      const record = linked.record.mergedInto === null ? linked.record.id : await this.now(linked.record.id);
      return this.parts.publicIds.publicId('rec', record);
    }
    const need = needName({ connection: view.number, type, externalId });
    return this.lacks(ask, { view, recordId: externalId, name: `${type}/${externalId}`, need });
  }

  /** The public id of a hub record becomes the id of its primary link; a merged record is the one it became. */
  private async outOfHub(ask: LinkAsk, view: ConnectionView): Promise<string | null | undefined> {
    const { type, source } = ask.mapping;
    const given = this.parts.publicIds.seqOf('rec', String(ask.value));
    const record = given === undefined ? undefined : await this.now(given);
    const seen = record === undefined ? null : await this.parts.hub.view(record, view.number);
    const isOwn = seen?.record.tenant === this.view.tenant && seen.record.mode === this.view.mode;
    if (record === undefined || !isOwn || seen.record.type !== type) {
      if (ask.mapping.missing === 'null') return null;
      throw new Invalid(`'${source}' is no id of a ${type} of the hub: ${shown(ask.value)}`, [source]);
    }
    if (seen.link?.isPrimary) return seen.link.externalId;
    const recordId = String(record);
    const name = `${type}/${this.parts.publicIds.publicId('rec', record)}`;
    const need = needName({ connection: view.number, record });
    return this.lacks(ask, { view, recordId, name, need });
  }

  private lacks(
    ask: LinkAsk,
    of: Pick<MissingLink, 'view' | 'recordId' | 'name' | 'need'>,
  ): null | undefined {
    const { missing = 'wait', source } = ask.mapping;
    if (missing === 'null') return null;
    if (missing === 'error')
      throw new Invalid(`${of.name}, which '${source}' names, has no link in ${of.view.name}`, [source]);
    this.missing.push({ ...of, ask, direction: this.direction });
    return undefined;
  }

  private now(record: number): Promise<number> {
    return this.parts.hub.survivor(record);
  }

  private viewFor({ mapping }: LinkAsk): ConnectionView {
    const { connection, target } = mapping;
    if (connection === undefined) return this.view;
    const found = this.parts.directory().connectionById(connection);
    if (found?.tenant === this.view.tenant && found.mode === this.view.mode) return found;
    throw new BadConfig(
      `the link of '${target}' names ${connection}, which is no connection of this tenant and mode`,
      `link ${connection}`,
    );
  }
}

async function idIn({ connector }: ConnectionView, { mapping, value }: LinkAsk): Promise<string> {
  const { type, source } = mapping;
  const { id, problem } = await canonicalIn(connector, type, value);
  if (id === undefined) throw new Invalid(`'${source}' names no ${type}: ${problem}`, [source]);
  return id;
}

const LONGEST_SHOWN = 100;

function shown(value: string | number): string {
  return JSON.stringify(value).slice(0, LONGEST_SHOWN);
}
