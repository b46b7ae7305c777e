/** The route of fetches of values, as it is declared. */
export const VALUE_ROUTE = '/external/keys/:keyId/value';

const VALUE_ADDRESS = new RegExp(`^${VALUE_ROUTE.replace(':keyId', '[^/?#]+')}(?:\\?|$)`);

/** Whether an address is one of a fetch of a value, in the form that every client sends; there are others of that route. */
export function isValueAddress(address: string): boolean {
  return VALUE_ADDRESS.test(address);
}
