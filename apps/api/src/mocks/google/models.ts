import { FAULT_MODELS } from '../http/fault.js';

const METHODS = ['generateContent', 'streamGenerateContent', 'countTokens'];
/** Some that people ask for; a mock takes any name. */
const IDS = ['gemini-2.5-pro', 'gemini-2.5-flash', ...FAULT_MODELS];

/** The models of the mock: https://ai.google.dev/api/models */
export function listModels(): object {
  const embedding = { ...showModel('gemini-embedding-001'), supportedGenerationMethods: ['embedContent'] };
  return { models: [...IDS.map(showModel), embedding] };
}

/** One model; every name is one, as every name is answered. */
export function showModel(id: string): object {
  return {
    name: `models/${id}`,
    version: 'mock',
    displayName: id,
    inputTokenLimit: 1_048_576,
    outputTokenLimit: 65_536,
    supportedGenerationMethods: METHODS,
  };
}
