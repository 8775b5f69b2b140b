import { isRecordType } from '@hookyard/sdk';
import { registerDecorator } from 'class-validator';

/** Checks a record type: one the host declares, or one of a connector's own. */
export function IsRecordType(): PropertyDecorator {
  return (target, property) =>
    registerDecorator({
      name: 'isRecordType',
      target: target.constructor,
      propertyName: String(property),
      validator: {
        validate: isRecordType,
        defaultMessage: () => 'must be a record type like PRODUCT, or one of your own like x:VEHICLE',
      },
    });
}
