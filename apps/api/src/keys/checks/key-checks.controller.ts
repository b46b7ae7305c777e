import { Controller, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import type { Person } from '../../access/person.js';
import { ForRole, FromPerson } from '../../access/session.guard.js';
import { IdentifierFromPath } from '../../http/identifier.pipe.js';
import { KeyCheck } from './key-check.dto.js';
import { KeyChecksService } from './key-checks.service.js';

/** Checking uses a value, so it needs the role member, which the service checks: it records who tried without. */
@ApiTags('Keys')
@Controller('api/keys/:id/checks')
export class KeyChecksController {
  constructor(private readonly checks: KeyChecksService) {}

  /** Opens the current version and asks its provider, by a call that costs nothing, whether it accepts it. */
  @Post()
  @ForRole('viewer')
  @ApiCreatedResponse({ type: KeyCheck })
  check(@FromPerson() person: Person, @Param('id', IdentifierFromPath) id: string): Promise<KeyCheck> {
    return this.checks.check(person, id);
  }
}
