type Paths = Readonly<Record<string, object>>;
type OperationName = 'create' | 'read' | 'list' | 'change' | 'delete';

export interface Resource {
  readonly name: string;
  readonly path: string;
  readonly create?: string;
  readonly without?: Readonly<Partial<Record<OperationName, string>>>;
}

export const RESOURCES: readonly Resource[];
export function operationsOf(
  resource: Resource,
  paths: Paths,
): Readonly<Record<OperationName, string | undefined>>;
export function listOf(
  resource: Resource,
  paths: Paths,
): { readonly hasPages: boolean; readonly sorts: readonly string[]; readonly filters: readonly string[] };
export function resourcesPage(description: { readonly paths: Paths }): string;
