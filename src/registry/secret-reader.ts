import { BadConfig } from '@hookyard/sdk';

import type { ConnectionView } from './directory.js';

/** The newest live value of each declared secret. */
export function secretReader(
  view: Pick<ConnectionView, 'secrets'>,
  now: () => number,
): (name: string) => string {
  return (name) => {
    const live = view.secrets[name]?.find(
      ({ notAfter }) => notAfter === undefined || notAfter === null || notAfter > now(),
    );
    if (!live) throw new BadConfig(`the secret "${name}" has no live value`, `secret ${name}`);
    return live.value;
  };
}
