export * from './adapters.js';
export * from './answers.js';
export type { CacheOptions, CacheStore } from './cache/cache-options.js';
export type { CallOptions, Ibyok } from './client.js';
export type { EnvironmentChoice, EnvironmentDecider } from './environment.js';
export * from './errors.js';
export { createIbyok, ibyok } from './ibyok.js';
export type { IbyokOptions } from './settings.js';
export type { KeyChange, OnKeyChange, Watch, WatchOptions } from './watch.js';
