import { PROVIDERS } from '@ibyok/providers';
import { Injectable } from '@nestjs/common';
import { CURSOR_PART, type Page, type PageQuery, readCursor, toPage } from '../http/page.js';
import type { ProviderView } from './providers.dto.js';

/** The catalogue of LLM providers, as the API shows it. */
@Injectable()
export class ProvidersService {
  list({ limit, cursor }: PageQuery): Page<ProviderView> {
    const [position] = readCursor(cursor, [CURSOR_PART.number]) ?? [];
    const from = Number(position ?? 0);
    const rows = PROVIDERS.map((provider, index) => ({ provider, index })).slice(from, from + limit + 1);
    return toPage(
      rows,
      limit,
      ({ provider }) => ({
        llmType: provider.llmType,
        name: provider.name,
        keyPattern: provider.keyPattern,
        envVar: provider.envVar,
        baseUrl: provider.baseUrl,
        docsUrl: provider.docsUrl,
        mockPrefix: provider.mockPrefix,
      }),
      ({ index }) => [String(index + 1)],
    );
  }
}
