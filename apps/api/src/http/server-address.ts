import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { InjectConfig } from '../config/config.module.js';
import type { ServerConfig } from '../config/server-config.js';

/** The address at which people reach this server: never what a request says it is. */
@Injectable()
export class ServerAddress {
  #listening: string | null = null;

  constructor(
    @InjectConfig() private readonly config: ServerConfig,
    private readonly adapterHost: HttpAdapterHost,
  ) {}

  /** IBYOK_PUBLIC_URL, else this machine's name for itself with the port that the server listens on. */
  get origin(): string {
    if (this.config.publicUrl !== null) return this.config.publicUrl;
    if (this.#listening !== null) return this.#listening;
    const address: { readonly port?: number } | string | null = this.adapterHost.httpAdapter
      .getHttpServer()
      .address();
    const port = typeof address === 'object' ? address?.port : undefined;
    if (port === undefined) return `http://localhost:${this.config.port}`;
    // Asked once: every fetch of a mock names it, and the system is asked for a port each time.
    this.#listening = `http://localhost:${port}`;
    return this.#listening;
  }
}
