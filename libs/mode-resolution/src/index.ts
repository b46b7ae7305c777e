export * from './guardrails.js';
export * from './parse-environment.js';
export * from './resolve-mode.js';
export * from './vocabulary.js';
