import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Person } from '../../access/person.js';
import { ForRole, FromPerson } from '../../access/session.guard.js';
import {
  BegunTotp,
  ProvedTotpChange,
  RecoveryCodes,
  TotpBeginning,
  TotpConfirmation,
  TotpState,
} from './own-totp.dto.js';
import { TotpChangesService } from './totp-changes.service.js';
import { TotpEnrolmentService } from './totp-enrolment.service.js';

/** One-time codes (RFC 6238) of a person's own account. */
@ApiTags('Accounts')
@ForRole('viewer')
@Controller('api/account/totp')
export class OwnTotpController {
  constructor(
    private readonly enrolment: TotpEnrolmentService,
    private readonly changes: TotpChangesService,
  ) {}

  @Get()
  @ApiOkResponse({ type: TotpState })
  state(@FromPerson() person: Person): Promise<TotpState> {
    return this.changes.state(person);
  }

  @Post()
  @ApiCreatedResponse({ type: BegunTotp })
  begin(@FromPerson() person: Person, @Body() body: TotpBeginning): Promise<BegunTotp> {
    return this.enrolment.begin(person, body);
  }

  @Post('confirm')
  @ApiCreatedResponse({ type: RecoveryCodes, description: 'On; the other sessions have ended.' })
  confirm(@FromPerson() person: Person, @Body() body: TotpConfirmation): Promise<RecoveryCodes> {
    return this.enrolment.confirm(person, body);
  }

  @Post('recovery-codes')
  @ApiCreatedResponse({ type: RecoveryCodes, description: 'The former ones no longer count.' })
  renew(@FromPerson() person: Person, @Body() body: ProvedTotpChange): Promise<RecoveryCodes> {
    return this.changes.renewRecoveryCodes(person, body);
  }

  @Post('disable')
  @HttpCode(204)
  @ApiNoContentResponse()
  disable(@FromPerson() person: Person, @Body() body: ProvedTotpChange): Promise<void> {
    return this.changes.disable(person, body);
  }
}
