import { anthropicOptions, googleOptions, openaiOptions } from './adapters.js';

const key = { value: 'v', baseUrl: 'http://localhost:3000/mock/openai/v1' };

test('each client gets the value and the address under its own names', () => {
  expect(openaiOptions(key)).toStrictEqual({ apiKey: 'v', baseURL: key.baseUrl });
  expect(anthropicOptions(key)).toStrictEqual({ apiKey: 'v', baseURL: key.baseUrl });
  expect(googleOptions(key)).toStrictEqual({ apiKey: 'v', httpOptions: { baseUrl: key.baseUrl } });
});

test('where there is no address, none is handed on: not even as undefined', () => {
  for (const adapt of [openaiOptions, anthropicOptions, googleOptions]) {
    expect(adapt({ value: 'v' })).toStrictEqual({ apiKey: 'v' });
  }
});
