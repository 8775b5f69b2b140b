/**
 * Where a connector came from. `repository`: the host's own folder. `package`: an npm package that the configuration
 * pins by version and integrity. `folder`: another folder of connectors. `watched`: a folder loaded anew when it
 * changes. `data`: added over REST. `missing`: nowhere; what is known of it stands in for it.
 */
export type ConnectorSource = 'repository' | 'package' | 'folder' | 'watched' | 'data' | 'missing';

export interface ConnectorOrigin {
  readonly source: ConnectorSource;
  /** What an operator finds it by: its folder, or `package@version`. */
  readonly from: string;
  /** Of one in code: the URL of the module that exports `connector`. */
  readonly entry?: string;
  /** Where the configuration says how it runs. */
  readonly isolation?: 'inProcess' | 'worker';
}

/** One folder holds one version: what is put there takes the place of what was. */
export function isInPlace({ source }: Pick<ConnectorOrigin, 'source'>): boolean {
  return source === 'repository' || source === 'folder' || source === 'watched';
}
