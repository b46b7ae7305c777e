/** The mock that is talked to, as a fetch of the key answers it. */
export const baseURL = process.env.MOCK_BASE_URL;
export const apiKey = process.env.MOCK_VALUE;

/** Runs every scenario and prints what each came to; an error is what the SDK makes of it. */
export async function report(scenarios) {
  const results = {};
  for (const [name, scenario] of Object.entries(scenarios)) {
    try {
      results[name] = await scenario();
    } catch (error) {
      results[name] = errorOf(error);
    }
  }
  process.stdout.write(JSON.stringify(results));
}

function errorOf(error) {
  return {
    error: error.constructor.name,
    name: error.name,
    status: error.status ?? error.statusCode,
    code: error.code,
    type: error.type,
    message: error.message,
    retryable: error.isRetryable,
  };
}

/** Everything that an async iterable gives. */
export async function collect(iterable) {
  const all = [];
  for await (const one of iterable) all.push(one);
  return all;
}

export const weatherSchema = {
  type: 'object',
  properties: {
    city: { type: 'string', minLength: 1 },
    unit: { type: 'string', enum: ['celsius', 'fahrenheit'] },
    days: { type: 'integer', minimum: 1, maximum: 7 },
  },
  required: ['city', 'unit', 'days'],
  additionalProperties: false,
};

/** A picture of one pixel. */
export const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';
