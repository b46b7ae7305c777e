import { type Environment, resolveMode } from '@ibyok/mode-resolution';
import { Injectable } from '@nestjs/common';
import { InjectConfig } from '../config/config.module.js';
import type { ServerConfig } from '../config/server-config.js';
import { type Page, type PageQuery, readCursor, toPage } from '../http/page.js';
import type { UsageItem, UsageQuery } from '../usage/usage.dto.js';
import { UsageService } from '../usage/usage.service.js';
import { Admission } from './admission.js';
import type { ReadableKey } from './external.dto.js';
import type { ExternalCaller } from './external-caller.js';
import { ReadableKeysRepository } from './readable-keys.repository.js';

const isSlug = (text: string): boolean => /^[a-z0-9-]{1,63}$/.test(text);

/** What a token may see beside values: its keys, and how they are used. */
@Injectable()
export class ReadableKeysService {
  constructor(
    @InjectConfig() private readonly config: ServerConfig,
    private readonly admission: Admission,
    private readonly keys: ReadableKeysRepository,
    private readonly usageService: UsageService,
  ) {}

  /** The keys that the token may read, each with its mode in the environment. */
  async list(
    { limit, cursor }: PageQuery,
    asked: Environment | null,
    caller: ExternalCaller,
  ): Promise<Page<ReadableKey>> {
    const { guardrails } = this.config;
    const environment = asked ?? this.config.environment;
    const { token, environmentDefault } = await this.admission.admit(caller, 'keys:read', environment);
    const [after] = readCursor(cursor, [isSlug]) ?? [];
    const rows = await this.keys.list(token, environment, limit, after ?? null);
    return toPage(
      rows,
      limit,
      ({ id, slug, name, llmType, override }) => {
        const { modeInfo } = resolveMode({ environment, guardrails, override, environmentDefault });
        return { keyId: id, slug, name, llmType, modeInfo };
      },
      ({ slug }) => [slug],
    );
  }

  /** Fetches of the keys that the token may read. */
  async usage(query: UsageQuery, caller: ExternalCaller): Promise<Page<UsageItem>> {
    const { token } = await this.admission.admit(caller, 'usage:read', null);
    return this.usageService.count(token.tenantId, token.keyIds, query);
  }
}
