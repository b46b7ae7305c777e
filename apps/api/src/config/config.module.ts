import { type DynamicModule, Global, Inject, Module } from '@nestjs/common';
import type { ServerConfig } from './server-config.js';

/** The injection token of the server's configuration. */
export const CONFIG = Symbol('Config');

/** Injects the server's configuration. */
export const InjectConfig = (): ParameterDecorator => Inject(CONFIG);

/** Offers the configuration that main.ts read to every room. */
@Global()
@Module({})
export class ConfigModule {
  static holding(config: ServerConfig): DynamicModule {
    return {
      module: ConfigModule,
      providers: [{ provide: CONFIG, useValue: config }],
      exports: [CONFIG],
    };
  }
}
