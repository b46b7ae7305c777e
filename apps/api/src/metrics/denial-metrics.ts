import { Counter, type Registry } from 'prom-client';
import { VALUE_ROUTE } from '../external/value-route.js';
import type { ProblemListener } from '../http/problem.filter.js';

/** What a fetch of a value is refused with: counted from the start, so that the first one is an increase. */
const REASONS_OF_VALUES = [
  'unauthenticated',
  'too_many_attempts',
  'scope_missing',
  'environment_not_allowed',
  'address_not_allowed',
  'key_not_found',
  'value_not_openable',
  'not_recorded',
  'overloaded',
  'database_unavailable',
  'internal_error',
];

/** Counts requests that are refused, by the declared route and the problem's code: no word of a request. */
export function measureDenials(registry: Registry, servesValues: boolean): ProblemListener {
  const denials = new Counter({
    name: 'ibyok_denials_total',
    help: 'Requests that were refused, by route and the code of the problem.',
    labelNames: ['route', 'reason'],
    registers: [registry],
  });
  if (servesValues) for (const reason of REASONS_OF_VALUES) denials.inc({ route: VALUE_ROUTE, reason }, 0);
  return ({ routeOptions: { url: route } }, { code: reason }) => {
    // Where there is no route, or the pages' one for all the rest, nothing was denied: somebody tries addresses.
    if (route !== undefined && !route.includes('*')) denials.inc({ route, reason });
  };
}
