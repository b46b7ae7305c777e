/** The route of fetches of values, as it is declared. */
export const VALUE_ROUTE = '/external/keys/:keyId/value';
