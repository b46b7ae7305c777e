import { FunctionCallingConfigMode, GoogleGenAI, Type } from '@google/genai';
import { apiKey, baseURL, collect, PIXEL, report, weatherSchema } from './scenario.mjs';

const google = new GoogleGenAI({ apiKey, httpOptions: { baseUrl: baseURL } });
const model = 'gemini-2.5-flash';
const contents = 'What is the weather in Paris?';
const asked = { model, contents };
const parameters = {
  type: Type.OBJECT,
  properties: { city: { type: Type.STRING }, unit: { type: Type.STRING, enum: ['celsius', 'fahrenheit'] } },
  required: ['city', 'unit'],
};
const tools = [
  {
    functionDeclarations: [
      { name: 'delete_account', description: 'Deletes it', parameters },
      { name: 'get_weather', description: 'Weather of a city', parametersJsonSchema: weatherSchema },
    ],
  },
];
const withFault = (word) => ({ config: { httpOptions: { headers: { 'x-ibyok-mock-fault': word } } } });
const only = (response) => ({ ...response, text: response.text });

await report({
  content: async () => only(await google.models.generateContent(asked)),
  again: async () => only(await google.models.generateContent(asked)),
  short: async () => only(await google.models.generateContent({ ...asked, config: { maxOutputTokens: 4 } })),
  stop: async () =>
    only(await google.models.generateContent({ ...asked, config: { stopSequences: ['IBYOK'] } })),
  stream: async () => {
    const chunks = await collect(await google.models.generateContentStream(asked));
    return {
      text: chunks.map(({ text }) => text ?? '').join(''),
      chunks: chunks.length,
      end: chunks.at(-1).candidates[0].finishReason,
      usage: chunks.at(-1).usageMetadata,
    };
  },
  toolCall: async () => (await google.models.generateContent({ ...asked, config: { tools } })).functionCalls,
  toolStream: async () => {
    const chunks = await collect(await google.models.generateContentStream({ ...asked, config: { tools } }));
    return chunks.flatMap(({ functionCalls }) => functionCalls ?? []);
  },
  namedTool: async () => {
    const functionCallingConfig = {
      mode: FunctionCallingConfigMode.ANY,
      allowedFunctionNames: ['delete_account'],
    };
    const config = { tools, toolConfig: { functionCallingConfig } };
    return (await google.models.generateContent({ ...asked, config })).functionCalls;
  },
  afterTool: async () => {
    const history = [
      { role: 'user', parts: [{ text: contents }] },
      { role: 'model', parts: [{ functionCall: { name: 'get_weather', args: {} } }] },
      { role: 'user', parts: [{ functionResponse: { name: 'get_weather', response: { sky: 'sunny' } } }] },
    ];
    return only(await google.models.generateContent({ model, contents: history, config: { tools } }));
  },
  structured: async () => {
    const responseSchema = {
      ...parameters,
      properties: { ...parameters.properties, note: { type: Type.STRING, nullable: true } },
    };
    const config = { responseMimeType: 'application/json', responseSchema };
    return JSON.parse((await google.models.generateContent({ ...asked, config })).text);
  },
  structuredByJsonSchema: async () => {
    const config = { responseMimeType: 'application/json', responseJsonSchema: weatherSchema };
    return JSON.parse((await google.models.generateContent({ ...asked, config })).text);
  },
  image: async () => {
    const parts = [{ inlineData: { mimeType: 'image/png', data: PIXEL } }, { text: 'What is this?' }];
    return only(await google.models.generateContent({ model, contents: [{ role: 'user', parts }] }));
  },
  count: () => google.models.countTokens(asked),
  embeddings: async () => {
    const { embeddings } = await google.models.embedContent({
      model: 'gemini-embedding-001',
      contents: ['one', 'two'],
    });
    return embeddings.map(({ values }) => values.length);
  },
  embedding: async () => {
    const config = { outputDimensionality: 64 };
    const { embeddings } = await google.models.embedContent({
      model: 'gemini-embedding-001',
      contents: 'one',
      config,
    });
    return embeddings.map(({ values }) => values.length);
  },
  models: async () => (await collect(await google.models.list())).map(({ name }) => name),
  model: () => google.models.get({ model }),
  fault401: () => google.models.generateContent({ ...asked, ...withFault('401') }),
  faultOfEmbeddings: () => google.models.embedContent({ model: 'mock-500', contents: 'x' }),
  faultOfCount: () => google.models.countTokens({ ...asked, ...withFault('503') }),
  fault429: () => google.models.generateContent({ ...asked, model: 'mock-429' }),
  fault500: () => google.models.generateContent({ ...asked, ...withFault('500') }),
  cut: async () => {
    const texts = [];
    try {
      for await (const { text } of await google.models.generateContentStream({
        ...asked,
        ...withFault('cut'),
      })) {
        texts.push(text);
      }
      return { texts, error: null };
    } catch (error) {
      return { texts, error: error.constructor.name };
    }
  },
  malformedCall: async () => {
    const { config } = withFault('invalid-json');
    return only(await google.models.generateContent({ ...asked, config: { ...config, tools } }));
  },
  noContents: () => google.models.generateContent({ model, contents: [{ role: 'user', parts: [] }] }),
  liveKey: () =>
    new GoogleGenAI({
      apiKey: 'AIzaLive-looking-value',
      httpOptions: { baseUrl: baseURL },
    }).models.generateContent(asked),
});
