import { registerDecorator, type ValidationOptions } from 'class-validator';
import { isAddressRange } from '../config/address-range.js';

/** A field, or each entry of one, that is an address or a range of addresses. */
export function IsAddressRange(options: ValidationOptions): PropertyDecorator {
  return (target, property) =>
    registerDecorator({
      name: 'isAddressRange',
      target: target.constructor,
      propertyName: String(property),
      options: {
        message: 'must have only addresses or ranges such as 203.0.113.7 or 10.0.0.0/8',
        ...options,
      },
      validator: { validate: (value: unknown) => typeof value === 'string' && isAddressRange(value) },
    });
}
