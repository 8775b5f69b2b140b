/** Options of `ipList`. Behind a proxy its address must be among the host's trusted ones, or nobody is let in. */
export interface IpListOptions {
  /** Addresses and CIDR ranges: `203.0.113.7`, `2001:db8::/32`. At most 200. */
  readonly ranges: readonly string[];
}

/** Only requests from these addresses. */
export type IpListScheme = { readonly kind: 'ipList' } & IpListOptions;

/** A header in which a proxy tells of the client's certificate, and what it must say. */
export interface ToldByProxy {
  /** Name of the header. */
  readonly header: string;
  /** What it must say, to the letter. */
  readonly is: string;
}

/**
 * Options of `clientCertificate`: at least one of subject, issuer and fingerprint. Believed only from a proxy among the
 * host's trusted ones, which must overwrite these headers whatever the client sends.
 */
export interface ClientCertificateOptions {
  /** The certificate's subject. */
  readonly subject?: ToldByProxy;
  /** Who issued it. */
  readonly issuer?: ToldByProxy;
  /** Its fingerprint: compared with the secret, colons and case aside. */
  readonly fingerprint?: {
    /** Name of the header. */
    readonly header: string;
    /** Default `webhook`. */
    readonly secret?: string;
  };
  /** Where the proxy says that it checked the certificate: `{ header: 'x-ssl-client-verify', is: 'SUCCESS' }`. */
  readonly verified?: ToldByProxy;
}

/** The certificate of the client, as a trusted proxy tells of it. */
export type ClientCertificateScheme = { readonly kind: 'clientCertificate' } & ClientCertificateOptions;
