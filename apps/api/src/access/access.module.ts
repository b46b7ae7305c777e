import { Global, Module } from '@nestjs/common';
import { JwtModule } from '@nestjs/jwt';
import { CONFIG } from '../config/config.module.js';
import type { ServerConfig } from '../config/server-config.js';
import { AccountDigest } from './account-digest.js';
import { DeviceCookie } from './device-cookie.js';
import { SessionCookie } from './session-cookie.js';
import { SessionsRepository } from './sessions.repository.js';

/** Who is asking: sessions, roles, and the guard that the dashboard's rooms stand behind. */
@Global()
@Module({
  imports: [
    JwtModule.registerAsync({
      inject: [CONFIG],
      useFactory: ({ sessionSecret }: ServerConfig) => ({
        secret: sessionSecret.reveal(),
        signOptions: { algorithm: 'HS256' },
        verifyOptions: { algorithms: ['HS256'] },
      }),
    }),
  ],
  providers: [AccountDigest, DeviceCookie, SessionCookie, SessionsRepository],
  exports: [AccountDigest, DeviceCookie, JwtModule, SessionCookie, SessionsRepository],
})
export class AccessModule {}
