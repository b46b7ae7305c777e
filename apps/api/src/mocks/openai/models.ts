import { MADE_AT } from '../answer/digest.js';
import { FAULT_MODELS } from '../http/fault.js';

/** Some that people ask for. A mock takes any name; the list only shows what kinds there are. */
const OF_OPENAI = [
  'gpt-5',
  'gpt-5-mini',
  'gpt-4o',
  'gpt-4o-mini',
  'text-embedding-3-small',
  'text-embedding-3-large',
];

/** The models of a mock, with those that ask for a fault: https://platform.openai.com/docs/api-reference/models */
export function listModels(llmType: string): object {
  const ids = [...(llmType === 'openai' ? OF_OPENAI : [`${llmType}-mock`]), ...FAULT_MODELS];
  return { object: 'list', data: ids.map((id) => showModel(id, llmType)) };
}

/** One model; every name is one, as every name is answered. */
export function showModel(id: string, llmType: string): object {
  return { id, object: 'model', created: MADE_AT, owned_by: `${llmType}-mock` };
}
