/** A property or method of an exported type; `members` are those of the objects its own type spells out. */
export interface SdkMember {
  readonly name: string;
  readonly signature: string;
  readonly doc: string;
  readonly members: readonly (readonly SdkMember[])[];
}

/** One export of the SDK. */
export interface SdkSymbol {
  readonly name: string;
  readonly from: '@hookyard/sdk' | '@hookyard/sdk/testing';
  /** Its file below `sdk/src`. */
  readonly file: string;
  readonly kind: 'function' | 'class' | 'constant' | 'type';
  readonly signature: string;
  readonly doc: string;
  readonly example: string;
  /** A list for each object of a union, one at most for anything else. */
  readonly members: readonly (readonly SdkMember[])[];
  /** Names of types in its declaration. */
  readonly mentions: readonly string[];
}

export function sdkSurface(): readonly SdkSymbol[];
