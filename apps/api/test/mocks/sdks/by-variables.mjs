// Each client as its documentation begins, without a key or an address: its variables alone tell them.
import { anthropic as vercelAnthropic } from '@ai-sdk/anthropic';
import { openai as vercelOpenai } from '@ai-sdk/openai';
import Anthropic from '@anthropic-ai/sdk';
import Cerebras from '@cerebras/cerebras_cloud_sdk';
import { GoogleGenAI } from '@google/genai';
import { generateText } from 'ai';
import Groq from 'groq-sdk';
import OpenAI from 'openai';
import { report } from './scenario.mjs';

const messages = [{ role: 'user', content: 'Say hello.' }];
const complete = async (client, model) =>
  (await client.chat.completions.create({ model, messages })).choices[0].message.content;

await report({
  openai: () => complete(new OpenAI(), 'gpt-5-mini'),
  groq: () => complete(new Groq(), 'llama-3.3-70b'),
  cerebras: () => complete(new Cerebras({ warmTCPConnection: false }), 'llama-3.3-70b'),
  anthropic: async () =>
    (await new Anthropic().messages.create({ model: 'claude-sonnet-4-5', max_tokens: 100, messages }))
      .content[0].text,
  'openai by the Vercel AI SDK': async () =>
    (await generateText({ model: vercelOpenai('gpt-5-mini'), prompt: 'Say hello.', maxRetries: 0 })).text,
  'anthropic by the Vercel AI SDK': async () =>
    (await generateText({ model: vercelAnthropic('claude-sonnet-4-5'), prompt: 'Say hello.', maxRetries: 0 }))
      .text,
  google: async () =>
    (await new GoogleGenAI({}).models.generateContent({ model: 'gemini-2.5-flash', contents: 'Say hello.' }))
      .text,
});
