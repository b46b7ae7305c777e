import { writeFileSync } from 'node:fs';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import { readConfig } from './config/config.js';
import { Secret } from './config/secret.js';
import { createFastifyAdapter } from './http/fastify-adapter.js';
import { createOpenApiDocument } from './http/openapi.js';

/** Writes the contract to the file that the first argument names; needs no database, starts no server. */
const [, , target] = process.argv;
if (!target) throw new Error('usage: write-openapi.js FILE');

const none = new Secret('');
const config = { ...readConfig({}, '.'), databaseUrl: none, masterKeys: [], sessionSecret: none };
const application = await NestFactory.create<NestFastifyApplication>(
  AppModule.of(config, { batches: null, fetches: null }),
  createFastifyAdapter([]),
  { preview: true, abortOnError: false, logger: false },
);
writeFileSync(target, `${JSON.stringify(createOpenApiDocument(application), null, 2)}\n`);
