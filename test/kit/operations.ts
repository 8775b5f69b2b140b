import type { Call } from './an-admin.js';

/** One operation of the management API, as its own description tells it. */
export interface Operation {
  readonly method: string;
  /** With `{id}` where an id stands. */
  readonly path: string;
  /** The role it needs; null: it takes no key. */
  readonly role: string | null;
  readonly parameters: readonly { readonly name: string; readonly in: string }[];
}

type Described = Readonly<Record<string, unknown>> & { readonly parameters?: Operation['parameters'] };

/** Every operation of /openapi.json. */
export async function operationsOf(call: Call): Promise<readonly Operation[]> {
  const { body } = await call('GET', '/openapi.json');
  return Object.entries(body.paths as Record<string, Record<string, Described>>).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      role: (operation['x-hookyard-role'] as string | undefined) ?? null,
      parameters: operation.parameters ?? [],
    })),
  );
}

/** Its path with an id in every place. */
export function filled({ path }: Pick<Operation, 'path'>, id: (name: string) => string): string {
  return path.replace(/\{([^}]+)\}/g, (_whole, name: string) => encodeURIComponent(id(name)));
}
