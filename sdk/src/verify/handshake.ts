export type Handshake = { readonly kind: string };
