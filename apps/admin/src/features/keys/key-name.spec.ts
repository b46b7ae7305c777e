import { matchesFilter } from './key-name.js';

describe('matchesFilter', () => {
  const key = { name: 'Billing bot', slug: 'billing', llmType: 'openai', last4: '4f2A' };

  it.each(['', 'bill', 'BOT open', '4f2a', 'billing  openai'])('finds %p', (filter) => {
    expect(matchesFilter(key, filter)).toBe(true);
  });

  it('wants every word', () => {
    expect(matchesFilter(key, 'billing anthropic')).toBe(false);
  });
});
