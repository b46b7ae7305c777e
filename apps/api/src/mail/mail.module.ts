import { Module } from '@nestjs/common';
import { OutgoingMail } from './outgoing-mail.js';

/** E-mail that the server sends, where it is configured to. */
@Module({ providers: [OutgoingMail], exports: [OutgoingMail] })
export class MailModule {}
