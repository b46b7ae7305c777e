import type { ProviderEntry } from '../provider.js';
import { aiSdk, GITLEAKS, kingfisher, modelsDev, osvScalibr, trufflehog } from './source.js';

/** Clouds and gateways: one key for the models of many companies. */
export const CLOUDS_AND_GATEWAYS: readonly ProviderEntry[] = [
  {
    llmType: 'azure-openai',
    name: 'Azure OpenAI',
    // Scanners look for 32 hexadecimal digits; Microsoft publishes no shape to hold them against.
    keyPattern: null,
    keyPrefix: '',
    envVar: 'AZURE_OPENAI_API_KEY',
    // Each customer has a resource of its own: {resource}.openai.azure.com.
    baseUrl: null,
    docsUrl: 'https://portal.azure.com',
    sources: {
      key: null,
      envVar:
        'https://reference.langchain.com/python/langchain-community/llms/openai/AzureOpenAI/openai_api_key',
      baseUrl: aiSdk('azure'),
    },
  },
  {
    llmType: 'amazon-bedrock',
    name: 'Amazon Bedrock',
    // Long-term keys begin ABSK; short-term keys are signed and begin bedrock-api-key-.
    keyPattern: '^(?:ABSK[A-Za-z0-9+/]{109,269}={0,2}|bedrock-api-key-[A-Za-z0-9+/_-]{40,}={0,2})$',
    keyPrefix: 'ABSK',
    envVar: 'AWS_BEARER_TOKEN_BEDROCK',
    // Each region has its own: bedrock-runtime.{region}.amazonaws.com.
    baseUrl: null,
    docsUrl: 'https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys.html',
    sources: { key: GITLEAKS, envVar: aiSdk('amazon-bedrock'), baseUrl: aiSdk('amazon-bedrock') },
  },
  {
    llmType: 'openrouter',
    name: 'OpenRouter',
    keyPattern: '^sk-or-v[0-9]+-[A-Za-z0-9_-]{20,}$',
    keyPrefix: 'sk-or-',
    envVar: 'OPENROUTER_API_KEY',
    baseUrl: 'https://openrouter.ai/api/v1',
    openAiCompatible: true,
    docsUrl: 'https://openrouter.ai/keys',
    sources: {
      key: osvScalibr('openrouter'),
      envVar: modelsDev('openrouter'),
      baseUrl: modelsDev('openrouter'),
    },
  },
  {
    llmType: 'vercel-ai-gateway',
    name: 'Vercel AI Gateway',
    keyPattern: '^vck_[A-Za-z0-9_-]{56}$',
    keyPrefix: 'vck_',
    envVar: 'AI_GATEWAY_API_KEY',
    baseUrl: 'https://ai-gateway.vercel.sh/v1',
    openAiCompatible: true,
    docsUrl: 'https://vercel.com/docs/ai-gateway/authentication-and-byok',
    sources: {
      key: kingfisher('vercel'),
      envVar: aiSdk('gateway'),
      baseUrl: 'https://docs.litellm.ai/docs/providers/vercel_ai_gateway',
    },
  },
  {
    llmType: 'huggingface',
    name: 'Hugging Face',
    // Organisations' older tokens begin api_org_.
    keyPattern: '^(?:hf_|api_org_)[A-Za-z0-9]{34}$',
    keyPrefix: 'hf_',
    envVar: 'HF_TOKEN',
    baseUrl: 'https://router.huggingface.co/v1',
    openAiCompatible: true,
    docsUrl: 'https://huggingface.co/settings/tokens',
    sources: {
      key: trufflehog('huggingface'),
      envVar: modelsDev('huggingface'),
      baseUrl: modelsDev('huggingface'),
    },
  },
  {
    llmType: 'nvidia',
    name: 'NVIDIA NIM',
    keyPattern: '^nvapi-[A-Za-z0-9_-]{60,70}$',
    keyPrefix: 'nvapi-',
    envVar: 'NVIDIA_API_KEY',
    baseUrl: 'https://integrate.api.nvidia.com/v1',
    openAiCompatible: true,
    docsUrl: 'https://build.nvidia.com/explore/discover',
    sources: { key: kingfisher('nvidia'), envVar: modelsDev('nvidia'), baseUrl: modelsDev('nvidia') },
  },
];
