import { isValueAddress } from './value-route.js';

test.each([
  ['/external/keys/key_01hzy/value', true],
  ['/external/keys/openai-main/value?env=prod', true],
  ['/external/keys/a%20b/value', true],
  ['/external/keys/key_01hzy/mode', false],
  ['/external/keys/key_01hzy/values', false],
  ['/external/keys/key_01hzy/value/more', false],
  ['/external/keys//value', false],
  ['/external/keys/value', false],
  ['/api/external/keys/one/value', false],
  ['/mock?next=/external/keys/one/value', false],
])('%s is the address of a fetch: %s', (address, is) => {
  expect(isValueAddress(address)).toBe(is);
});
