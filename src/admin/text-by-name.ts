import { ValidateBy } from 'class-validator';

const MOST_NAMES = 200;
const MOST_CHARACTERS = 16_384;

/** An object whose members are all texts, none of them endless. */
export function IsTextByName(): PropertyDecorator {
  return ValidateBy({
    name: 'isTextByName',
    validator: {
      validate: (value: unknown) => isTextByName(value),
      defaultMessage: () => `must be at most ${MOST_NAMES} texts by their names`,
    },
  });
}

function isTextByName(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const members = Object.entries(value);
  if (members.length > MOST_NAMES) return false;
  return members.every(
    ([name, text]) => name !== '' && typeof text === 'string' && text.length <= MOST_CHARACTERS,
  );
}
