import { installOfficialSdks } from '../harness/official-sdks.js';
import { Reader } from './reader.js';
import { readPages, samplesOf } from './samples.js';

const pages = readPages();

let reader: Reader;

beforeAll(async () => {
  await installOfficialSdks();
  reader = await Reader.start();
}, 300_000);

test('the pages have samples of every kind, and each says how it is shown to work', () => {
  const samples = pages.flatMap(([, ofPage]) => ofPage);
  expect(samples.length).toBeGreaterThan(35);
  for (const language of ['sh', 'js', 'python', 'json'])
    expect(samples.map((sample) => sample.language)).toContain(language);
});

test.each([
  'sh',
  'js',
  'ts run',
  'python',
  'json',
  'sh runn',
  'json get',
  'js run=x',
  'sh run exit=x',
  'bash run',
])('a sample of "%s" does not say it', (info) => {
  expect(() => samplesOf('page.md', `text\n\n\`\`\`${info}\n1\n\`\`\`\n`)).toThrow(/^page\.md:3: /);
});

const withSamples = pages.filter(([, samples]) => samples.length > 0);

test.each(withSamples)(
  'every sample of %s works',
  async (_, samples) => {
    reader.open();
    for (const sample of samples) {
      await reader.follow(sample).catch((error: Error) => {
        throw new Error(`${sample.at}: ${error.message}`);
      });
    }
  },
  300_000,
);
