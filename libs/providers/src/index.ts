export { PROVIDERS, providerOf } from './catalogue.js';
export * from './detect-provider.js';
export * from './dotenv.js';
export * from './key-value.js';
export * from './mock-path.js';
export * from './mock-value.js';
export type { Provider, ProviderSources } from './provider.js';
export { PROVIDER_CHECK_HOSTS, type ProviderCheck, providerCheckOf } from './provider-check.js';
export * from './provider-of-variable.js';
