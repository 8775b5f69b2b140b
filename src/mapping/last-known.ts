import type { CollectionDefinition } from '@hookyard/sdk';

const LAST_KNOWN = /\$LastKnown\b/;

/**
 * `$LastKnown` is what was last known of a record that is gone, perhaps long ago. Wherever the record itself can be read
 * it would only be an older copy of it, so only delete-triggered updates have it.
 */
export function lastKnownProblems(
  definition: CollectionDefinition,
): { readonly field: string; readonly message: string }[] {
  if (definition.syncType === 'DELETE_TRIGGERED_UPDATE') return [];
  const texts: readonly (readonly [string, string | undefined])[] = [
    ['filter', definition.filter],
    ['errorFilter', definition.errorFilter],
    ...definition.mappings.map(
      (mapping, index) =>
        [
          `mappings.${index}.expression`,
          mapping.kind === 'formula' ? mapping.expression : undefined,
        ] as const,
    ),
  ];
  return texts.flatMap(([field, text]) =>
    text !== undefined && LAST_KNOWN.test(text)
      ? [{ field, message: 'reads $LastKnown, which only a DELETE_TRIGGERED_UPDATE collection has' }]
      : [],
  );
}
