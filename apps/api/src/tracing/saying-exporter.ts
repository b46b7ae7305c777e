import { type ExportResult, ExportResultCode } from '@opentelemetry/core';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace';
import type { Logger } from 'pino';

/** An exporter that says in the log when its collector no longer takes spans, and when it does again: one line each. */
export class SayingExporter implements SpanExporter {
  #failing = false;

  constructor(
    private readonly exporter: SpanExporter,
    private readonly logger: Pick<Logger, 'warn'>,
  ) {}

  export(spans: ReadableSpan[], done: (result: ExportResult) => void): void {
    this.exporter.export(spans, (result) => {
      this.#note(result);
      done(result);
    });
  }

  shutdown(): Promise<void> {
    return this.exporter.shutdown();
  }

  /** The error's kind and code only: its message can hold what the collector answered. */
  #note({ code, error }: ExportResult): void {
    const failed = code !== ExportResultCode.SUCCESS;
    if (failed === this.#failing) return;
    this.#failing = failed;
    const systemCode = (error as { readonly code?: unknown } | undefined)?.code;
    if (failed) this.logger.warn({ error: error?.name, systemCode }, 'traces not exported');
    else this.logger.warn('traces exported again');
  }
}
