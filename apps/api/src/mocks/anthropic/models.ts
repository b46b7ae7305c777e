import { MADE_AT } from '../answer/digest.js';
import { FAULT_MODELS } from '../http/fault.js';

/** Some that people ask for; a mock takes any name. */
const IDS = ['claude-opus-4-5', 'claude-sonnet-4-5', 'claude-haiku-4-5', ...FAULT_MODELS];

/** The models of the mock, in one page: https://docs.claude.com/en/api/models-list */
export function listModels(): object {
  const data = IDS.map(showModel);
  return { data, has_more: false, first_id: IDS[0], last_id: IDS.at(-1) };
}

/** One model; every name is one, as every name is answered. */
export function showModel(id: string): object {
  return { type: 'model', id, display_name: id, created_at: new Date(MADE_AT * 1000).toISOString() };
}
