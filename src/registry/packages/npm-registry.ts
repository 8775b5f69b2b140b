import { z } from 'zod';

import type { Egress, EgressAnswer } from '../../egress/index.js';
import { isExactVersion, isPackageName, pinSchema, type Pin } from './package-name.js';
import { packageError } from './package-error.js';

export interface NpmRegistryOptions {
  readonly egress: Egress;
  /** Its address, with or without a slash at the end. */
  readonly url: string;
  readonly token?: string;
}

/** A version that a registry offers. */
export interface OfferedVersion extends Pin {
  readonly tarball: string;
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const MAX_REDIRECTS = 3;
/** As npm itself asks: what is needed to install, without readmes. */
const ABBREVIATED = 'application/vnd.npm.install-v1+json';

const packumentSchema = z.looseObject({
  'dist-tags': z.record(z.string(), z.string()).default({}),
  versions: z.record(z.string(), z.unknown()),
});

const offeredSchema = z.looseObject({
  version: pinSchema.shape.version,
  dist: z.looseObject({ integrity: pinSchema.shape.integrity, tarball: z.url({ protocol: /^https?$/ }) }),
});

/** What a package has to offer: its versions and tags. */
export interface Packument {
  readonly tags: Readonly<Record<string, string>>;
  readonly versions: readonly string[];
  /** Throws where it has none of the version, or no digest of it. */
  offer(version: string): OfferedVersion;
}

/** Asks a registry for packages, as npm does. Failures are errors with words for an operator. */
export class NpmRegistry {
  private readonly base: string;

  constructor(private readonly options: NpmRegistryOptions) {
    this.base = options.url.replace(/\/+$/, '');
  }

  async packument(name: string): Promise<Packument> {
    if (!isPackageName(name)) throw packageError(`${name} is no name of an npm package`);
    const answer = await this.get(`${this.base}/${name.replace('/', '%2f')}`, ABBREVIATED);
    if (answer.status === 404) throw packageError(`${this.base} has no package ${name}`);
    const parsed = packumentSchema.safeParse(JSON.parse(answer.body.toString('utf8')));
    if (!parsed.success) throw packageError(`${this.base} does not say of ${name} what a registry says`);
    const { versions, 'dist-tags': tags } = parsed.data;
    return {
      tags,
      versions: Object.keys(versions).filter(isExactVersion),
      offer(version) {
        const given = Object.hasOwn(versions, version) ? versions[version] : undefined;
        if (given === undefined) throw packageError(`${name} has no version ${version}`);
        const { success, data } = offeredSchema.safeParse(given);
        if (!success)
          throw packageError(`the registry has no sha512 of ${name}@${version}: take a newer version`);
        return { package: name, version, integrity: data.dist.integrity, tarball: data.dist.tarball };
      },
    };
  }

  async tarball({ tarball, package: name, version }: OfferedVersion): Promise<Buffer> {
    const answer = await this.get(tarball, 'application/octet-stream');
    if (answer.status !== 200)
      throw packageError(`${name}@${version} cannot be had: ${tarball} answered ${answer.status}`);
    return answer.body;
  }

  private async get(url: string, accept: string): Promise<EgressAnswer> {
    let at = new URL(url);
    for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
      const headers = { accept, 'user-agent': 'hookyard', ...this.credentials(at) };
      const answer = await this.options.egress.request({
        caller: 'packages',
        method: 'GET',
        url: at,
        headers,
      });
      const location = REDIRECTS.has(answer.status) ? answer.headers['location'] : undefined;
      if (typeof location !== 'string') return this.checked(answer, at);
      at = new URL(location, at);
    }
    throw packageError(`${url} leads from one address to the next`);
  }

  private checked(answer: EgressAnswer, { href }: URL): EgressAnswer {
    if (answer.status === 401 || answer.status === 403)
      throw packageError(`${href} answered ${answer.status}: set HOOKYARD_PACKAGES_TOKEN`);
    if (answer.status === 200 || answer.status === 404) return answer;
    throw packageError(`${href} answered ${answer.status}`);
  }

  /** The token is the registry's alone: where a tarball is kept elsewhere, nobody there hears it. */
  private credentials(at: URL): Record<string, string> {
    const { token } = this.options;
    return token !== undefined && at.origin === new URL(this.base).origin
      ? { authorization: `Bearer ${token}` }
      : {};
  }
}
